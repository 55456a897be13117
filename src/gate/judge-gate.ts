import { pairTables, type SampleTable } from '../analyze/index.js';
import type { GateSpec, GuardrailSpec } from '../experiment/port.js';
import { flagSamples } from './flags.js';
import { guardrailChecks } from './guardrail-checks.js';
import { judgeFamily } from './judge-family.js';
import { nonInferiorityChecks } from './non-inferiority-checks.js';
import type { CandidateResult, GateCheck, GateResult, SampleReview } from './port.js';
import { best, worst } from './verdicts.js';

/** What the gate judges. */
export interface GateInput {
  readonly baseline: SampleTable;
  /** In the order in which they are reported. */
  readonly candidates: readonly SampleTable[];
  readonly spec: GateSpec;
  readonly guardrails: readonly GuardrailSpec[];
  /** Decisions already taken on flagged samples. */
  readonly reviews?: readonly SampleReview[];
}

/**
 * Judges candidates against the baseline (law 7). A candidate passes only when all its checks do: quality on the
 * non-adversarial datasets, quality on each adversarial dataset (law 9) and every guardrail; its verdict is the worst
 * of them.
 *
 * Multiplicity: because all checks must pass, checks of one candidate need no correction against a false pass
 * (intersection-union). Choosing among candidates does: each quality check is corrected by Holm over the candidates.
 * Guardrails are vetoes: Holm over all guardrails of all candidates.
 */
export function judgeGate(input: GateInput): GateResult {
  const { baseline, candidates, spec, guardrails } = input;
  const open = candidates.map((candidate) => [
    ...nonInferiorityChecks({ baseline, candidate }, spec),
    ...guardrails.flatMap((guardrail) => guardrailChecks(candidate, guardrail, spec)),
  ]);
  const flat = open.flat();
  const judged = new Map<(typeof flat)[number], GateCheck>();
  for (const family of new Set(flat.map((check) => check.family))) {
    const members = flat.filter((check) => check.family === family);
    for (const [at, check] of judgeFamily(members, spec.alpha).entries()) {
      const member = members[at];
      if (member !== undefined) judged.set(member, check);
    }
  }
  const results = candidates.map((candidate, at): CandidateResult => {
    const checks = (open[at] ?? []).flatMap((check) => judged.get(check) ?? []);
    const columns = { before: baseline.quality, after: candidate.quality, belongs: () => true };
    return {
      variant: candidate.variant,
      verdict: worst(checks.map(({ verdict }) => verdict)),
      checks,
      flagged: flagSamples({ baseline, candidate }, { drop: spec.drop, reviews: input.reviews ?? [] }),
      missing: pairTables({ baseline, candidate }, columns).missing,
    };
  });
  const verdicts = results.map(({ verdict }) => verdict);
  return {
    verdict: spec.require === 'all' ? worst(verdicts) : best(verdicts),
    baseline: baseline.variant,
    require: spec.require,
    candidates: results,
  };
}
