import type { PairedRows } from '../analyze/index.js';
import { type Estimate, undefinedEstimate } from '../domain/index.js';
import { comparePaired, isDefined, ratioOfSums } from '../stats/index.js';

/** Level of intervals that decide nothing. */
export const LEVEL = 0.95;

const METHOD = 'paired by sample, t, clustered SE CR0·√(C/(C−1)), df clusters−1';

/** Mean of candidate − baseline with its clustered t interval, and the two-sided p of "no difference". */
export function differenceEstimate(pairs: PairedRows): {
  readonly diff: Estimate;
  readonly p: number | null;
} {
  const { n, clusters, weights } = pairs;
  const shape = { level: LEVEL, method: METHOD, n };
  const sides = { baseline: pairs.before, candidate: pairs.after };
  const found = n === 0 ? undefined : comparePaired(sides, { level: LEVEL, clusters, weights });
  if (found === undefined || !isDefined(found)) {
    return { diff: undefinedEstimate(found?.reason ?? 'no pair', shape), p: null };
  }
  const { diff: value, interval, test } = found;
  const bounds = isDefined(interval)
    ? { low: interval.low, high: interval.high }
    : { low: null, high: null, reason: interval.reason };
  return { diff: { value, ...shape, ...bounds }, p: isDefined(test) ? test.p : null };
}

/** Candidate ÷ baseline as a ratio of sums, with its clustered delta or Fieller interval. */
export function ratioEstimate(pairs: PairedRows): Estimate {
  const { n, clusters, weights, before, after } = pairs;
  const shape = { level: LEVEL, method: 'ratio of sums over pairs', n };
  if (n === 0) return undefinedEstimate('no pair', shape);
  const ratio = ratioOfSums({ numerator: after, denominator: before, weights }, { level: LEVEL, clusters });
  if (!isDefined(ratio)) return undefinedEstimate('the baseline’s values add up to 0', shape);
  const { spread, ratio: value } = ratio;
  if (!isDefined(spread)) return { value, ...shape, low: null, high: null, reason: spread.reason };
  const method = `${shape.method}, ${spread.method}, clustered, t df clusters−1`;
  const { interval } = spread;
  return isDefined(interval)
    ? { value, ...shape, method, low: interval.low, high: interval.high }
    : { value, ...shape, method, low: null, high: null, reason: interval.reason };
}
