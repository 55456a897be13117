import { tUpperTail } from './student-t.js';
import { residuals, type Units } from './units.js';

/** A t test that skewness may widen. */
export interface SkewCorrectedT {
  readonly kind: 'skew-corrected-t';
  readonly mean: number;
  readonly se: number;
  readonly df: number;
  /** Skewness of the mean itself, Σe³/(Σe²)^1.5: about the skewness of the values over √n. */
  readonly skewness: number;
  /** Its cautious versions, towards losses (≤ 0) and towards gains (≥ 0). */
  readonly towardsLoss: number;
  readonly towardsGain: number;
}

/**
 * A sample shows less skewness than the population has, for the tail is what it lacks. Both estimates are enlarged by
 * what makes the test hold its level on exponential and lognormal data from n = 30 on (bench/calibration).
 */
const MOMENT_FACTOR = 1.4;
/** Skewness of a gamma distribution is about 6.1 times its L-skewness, of a lognormal one more (13 at σ = 1). */
const L_FACTOR = 7.5;
/**
 * Up to the first number skewness cannot be told from chance, and t is left as it is; from the second on it is
 * corrected in full, between them in proportion. Units count for the moments, rows for the ranks.
 */
const RAMP = { from: 12, to: 24 } as const;

/** The law of a mean from data that are not lumpy. */
export function skewCorrectedT(
  values: ArrayLike<number>,
  units: Units,
  error: { readonly se: number; readonly df: number },
): SkewCorrectedT {
  const skewness = skewnessOfMean(units);
  const byMoments = ramp(units.count) * MOMENT_FACTOR * skewness;
  // Few clusters hide the skewness of their sums, their rows show it: those are worth n_eff independent ones.
  const effective = Math.min(units.rows, Math.max(units.count, variance(values) / error.se ** 2));
  const byRanks = (ramp(units.rows) * L_FACTOR * lSkewness(values)) / Math.sqrt(effective);
  return {
    kind: 'skew-corrected-t',
    mean: units.mean,
    ...error,
    skewness,
    towardsLoss: Math.min(0, byMoments, byRanks),
    towardsGain: Math.max(0, byMoments, byRanks),
  };
}

/** Of symmetric normal data, one sample in a hundred looks more skewed than this many standard errors. */
const VISIBLE_SKEW = 2.576;

/**
 * True for a sample too small for the correction and yet visibly skewed: no verdict can be had from it by t. The
 * standard error of L-skewness in normal data is about sqrt(.1866/n + .8/n²) (Hosking 1990).
 */
export function skewedBeyondCorrection(values: ArrayLike<number>): boolean {
  const n = values.length;
  if (n >= RAMP.to) return false;
  return Math.abs(lSkewness(values)) > VISIBLE_SKEW * Math.sqrt(0.1866 / n + 0.8 / (n * n));
}

function ramp(count: number): number {
  return Math.min(1, Math.max(0, (count - RAMP.from) / (RAMP.to - RAMP.from)));
}

function skewnessOfMean(units: Units): number {
  let squares = 0;
  let cubes = 0;
  for (const e of residuals(units)) {
    squares += e * e;
    cubes += e * e * e;
  }
  return squares > 0 ? cubes / squares ** 1.5 : 0;
}

function variance(values: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row] ?? 0;
  const mean = sum / values.length;
  let squares = 0;
  for (let row = 0; row < values.length; row++) squares += ((values[row] ?? 0) - mean) ** 2;
  return squares / (values.length - 1);
}

/**
 * p of H0 "mean ≤ threshold". Hall's (1992) transformation T = t + γ(t²/3 + 1/6) + γ²t³/27 takes the effect of the
 * skewness γ out of t and is monotone in it. It is only used against the claim: p is the greater of t's and T's.
 */
export function pAboveBySkewCorrectedT(law: SkewCorrectedT, threshold: number): number {
  return upperTail((law.mean - threshold) / law.se, law.towardsLoss, law.df);
}

/** p of H0 "mean ≥ threshold": the same with all signs turned. */
export function pBelowBySkewCorrectedT(law: SkewCorrectedT, threshold: number): number {
  return upperTail((threshold - law.mean) / law.se, -law.towardsGain, law.df);
}

function upperTail(t: number, gamma: number, df: number): number {
  const corrected = t + gamma * ((t * t) / 3 + 1 / 6) + (gamma * gamma * t ** 3) / 27;
  return tUpperTail(Math.min(t, corrected), df);
}

/** τ₃ = λ₃/λ₂ from unbiased probability-weighted moments (Hosking 1990); 0 where it is not defined. */
function lSkewness(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 3) return 0;
  const sorted = Float64Array.from(values).sort();
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  for (const [rank, value] of sorted.entries()) {
    b0 += value;
    b1 += (value * rank) / (n - 1);
    b2 += (value * rank * (rank - 1)) / ((n - 1) * (n - 2));
  }
  const scale = 2 * b1 - b0;
  return scale > 0 ? (6 * b2 - 6 * b1 + b0) / scale : 0;
}
