import { betaQuantile } from './beta.js';
import { normalQuantile } from './normal.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';

export type ProportionEstimate = { readonly proportion: number; readonly n: number } & Interval;

/**
 * Wilson's score interval (1927) for `successes` of `n` independent trials:
 * (p + z²/2n ± z sqrt(p(1−p)/n + z²/4n²)) / (1 + z²/n).
 */
export function wilson(successes: number, n: number, level: number): Stat<ProportionEstimate> {
  const problem = countProblem(successes, n, level);
  if (problem !== undefined) return undefinedStat(problem);
  const p = successes / n;
  const z = normalQuantile((1 + level) / 2);
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    state: 'defined',
    proportion: p,
    n,
    level,
    // At 0 and n the bound is exactly 0 or 1; rounding must not move it outside.
    low: successes === 0 ? 0 : (centre - half) / scale,
    high: successes === n ? 1 : (centre + half) / scale,
  };
}

/** The exact interval of Clopper and Pearson (1934): beta quantiles B(α/2; x, n−x+1) and B(1−α/2; x+1, n−x). */
export function clopperPearson(successes: number, n: number, level: number): Stat<ProportionEstimate> {
  const problem = countProblem(successes, n, level);
  if (problem !== undefined) return undefinedStat(problem);
  const tail = (1 - level) / 2;
  return {
    state: 'defined',
    proportion: successes / n,
    n,
    level,
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes),
  };
}

function countProblem(successes: number, n: number, level: number): string | undefined {
  assertProbability('level', level);
  if (!Number.isInteger(n) || n < 1) return 'no trial';
  if (!Number.isInteger(successes) || successes < 0 || successes > n) return 'not a count of successes';
  return undefined;
}
