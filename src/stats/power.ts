import { normalQuantile } from './normal.js';
import { type Stat, undefinedStat } from './result.js';
import { powerQuantile } from './settle-size.js';

/** Variances behind a paired design: between samples of the true difference, and within sample by side. */
export interface PairedVariances {
  /** ω² = Var(x_A − x_B), the variance of the true per-sample differences. */
  readonly between: number;
  readonly withinA?: number;
  readonly withinB?: number;
  /** Repeats per sample, 1 or more. */
  readonly repeatsA?: number;
  readonly repeatsB?: number;
}

/** ω² + σ_A²/K_A + σ_B²/K_B (Miller, arXiv 2411.00640). */
function varianceOfDifference(v: PairedVariances): number {
  // Fewer repeats than one are no design, and a negative part must not hide in a positive sum.
  const parts = [v.between, v.withinA ?? 0, v.withinB ?? 0];
  if (!((v.repeatsA ?? 1) >= 1 && (v.repeatsB ?? 1) >= 1 && parts.every((part) => part >= 0)))
    return Number.NaN;
  return v.between + (v.withinA ?? 0) / (v.repeatsA ?? 1) + (v.withinB ?? 0) / (v.repeatsB ?? 1);
}

/** Samples for a two-sided paired test: (z_{α/2} + z_β)² · variance / δ². Not rounded. */
export function pairedSampleSize(options: {
  readonly variances: PairedVariances;
  readonly difference: number;
  readonly alpha: number;
  readonly power: number;
}): Stat<{ readonly n: number }> {
  const z = normalQuantile(1 - options.alpha / 2) + normalQuantile(options.power);
  return sizeFrom(z, varianceOfDifference(options.variances), options.difference);
}

/** Smallest difference that a two-sided paired test of `n` samples finds with `power`. */
export function pairedMde(options: {
  readonly variances: PairedVariances;
  readonly n: number;
  readonly alpha: number;
  readonly power: number;
}): Stat<{ readonly mde: number }> {
  if (!(options.n >= 1 && Number.isFinite(options.n))) return undefinedStat('no sample');
  const z = normalQuantile(1 - options.alpha / 2) + normalQuantile(options.power);
  const variance = varianceOfDifference(options.variances);
  if (!(variance > 0 && Number.isFinite(variance))) return undefinedStat('no variance to plan with');
  return { state: 'defined', mde: z * Math.sqrt(variance / options.n) };
}

/** Samples for a one-sided non-inferiority test: ((z_α + z_β) sd / (trueDifference + margin))². Not rounded. */
export function nonInferioritySampleSize(options: {
  readonly sd: number;
  readonly margin: number;
  /** Assumed true difference candidate − baseline; 0 by default. */
  readonly trueDifference?: number;
  readonly alpha: number;
  readonly power: number;
}): Stat<{ readonly n: number }> {
  const z = normalQuantile(1 - options.alpha) + normalQuantile(options.power);
  return sizeFrom(z, options.sd ** 2, options.margin + (options.trueDifference ?? 0));
}

/**
 * Effect that a one-sided test with standard error `se` finds with `power`: (z_α + z_β) · se, or with the quantiles of
 * t where its degrees of freedom are given. Of a test at hand, ask {@link detectableEffect}.
 */
export function oneSidedMde(
  se: number,
  alpha: number,
  power: number,
  df: number = Number.POSITIVE_INFINITY,
): number {
  if (!(se >= 0 && Number.isFinite(se))) throw new RangeError(`not a standard error: ${se}`);
  return powerQuantile({ alpha, power, df }) * se;
}

/** Pairs for a one-sided test of pass/fail pairs with discordant share ψ: (z_α + z_β)² (ψ − d²)/d². Not rounded. */
export function discordantSampleSize(options: {
  readonly discordant: number;
  readonly difference: number;
  readonly alpha: number;
  readonly power: number;
}): Stat<{ readonly n: number }> {
  const z = normalQuantile(1 - options.alpha) + normalQuantile(options.power);
  return sizeFrom(z, options.discordant - options.difference ** 2, options.difference);
}

/** Samples per arm for the same test unpaired: 2 p(1 − p)(z_α + z_β)²/d². Not rounded. */
export function unpairedSampleSize(options: {
  readonly proportion: number;
  readonly difference: number;
  readonly alpha: number;
  readonly power: number;
}): Stat<{ readonly n: number }> {
  const z = normalQuantile(1 - options.alpha) + normalQuantile(options.power);
  return sizeFrom(z, 2 * options.proportion * (1 - options.proportion), options.difference);
}

function sizeFrom(z: number, variance: number, effect: number): Stat<{ readonly n: number }> {
  if (!(effect !== 0) || !Number.isFinite(effect)) return undefinedStat('no difference to find');
  if (!(variance > 0 && Number.isFinite(variance))) return undefinedStat('no variance to plan with');
  const n = (z * z * variance) / effect ** 2;
  return Number.isFinite(n) ? { state: 'defined', n } : undefinedStat('no difference to find');
}
