import type { Verdict } from '../domain/index.js';

const RANK: { readonly [verdict in Verdict]: number } = { fail: 0, inconclusive: 1, pass: 2 };

/** Fail before inconclusive before pass; without any verdict nothing has been shown: inconclusive. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return (
    verdicts.reduce<Verdict | undefined>(
      (found, verdict) => (found === undefined || RANK[verdict] < RANK[found] ? verdict : found),
      undefined,
    ) ?? 'inconclusive'
  );
}

/** Pass before inconclusive before fail; without any verdict: inconclusive. */
export function best(verdicts: readonly Verdict[]): Verdict {
  return (
    verdicts.reduce<Verdict | undefined>(
      (found, verdict) => (found === undefined || RANK[verdict] > RANK[found] ? verdict : found),
      undefined,
    ) ?? 'inconclusive'
  );
}
