import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import {
  clusteredLogistic,
  estimateMean,
  isDefined,
  krippendorffAlpha,
  type Stat,
  sigmoid,
  tQuantile,
} from '../../stats/index.js';
import { amountEstimate, meanEstimate } from '../mean-estimate.js';
import type { Population } from '../population.js';
import { type Frame, methodOf, scoredRows } from '../scored-rows.js';
import { demeanedSlope, type Slope } from './demeaned-slope.js';
import { type LengthScale, lengthFeature } from './length.js';

/** Where figures are taken: which samples, and how they hang together. */
export interface Scope {
  readonly population: Population;
  readonly frame: Frame;
}

/** Mean over variants of a column by sample; NaN where none has a value. */
export function acrossVariants(columns: readonly Float64Array[], size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, row) => {
    let sum = 0;
    let n = 0;
    for (const column of columns) {
      const value = column[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      n++;
    }
    return n === 0 ? Number.NaN : sum / n;
  });
}

/** Standard deviation of one verdict between repeats: the root of the mean variance, its interval rooted with it. */
export function repeatSd(variances: readonly Float64Array[], { population, frame }: Scope): Estimate {
  const mean = amountEstimate(population, acrossVariants(variances, frame.weights.length), frame);
  const root = (value: number | null): number | null =>
    value === null ? null : Math.sqrt(Math.max(0, value));
  const method = `root of the mean variance between repeats; ${mean.method}`;
  return { ...mean, value: root(mean.value), low: root(mean.low), high: root(mean.high), method };
}

/** Krippendorff's alpha (ordinal) between the models of a panel; a unit is one answer. */
export function panelAgreement(
  byModel: readonly (readonly Float64Array[])[],
  { population, frame }: Scope,
): { readonly alpha: number | null; readonly n: number; readonly reason?: string } {
  const units: (number | null)[][] = [];
  const rowsOfUnits: number[] = [];
  for (const row of population.rows) {
    for (const models of byModel) {
      const ratings = models.map((column) => column[row] ?? Number.NaN);
      if (ratings.filter((rating) => !Number.isNaN(rating)).length < 2) continue;
      units.push(ratings.map((rating) => (Number.isNaN(rating) ? null : rating)));
      rowsOfUnits.push(row);
    }
  }
  const alpha = krippendorffAlpha(units, {
    metric: 'ordinal',
    level: frame.level,
    // One cluster: the interval is not shown, and a jackknife over ten thousand answers would take minutes.
    clusters: { of: new Int32Array(units.length), count: Math.min(1, units.length) },
  });
  if (!isDefined(alpha)) return { alpha: null, n: 0, reason: alpha.reason };
  return { alpha: alpha.alpha, n: alpha.units };
}

/** How much oftener the answer shown first wins: mean of (preference when first − preference when second). */
export function positionBias(position: readonly Float64Array[], { population, frame }: Scope): Estimate {
  const estimate = amountEstimate(population, acrossVariants(position, frame.weights.length), frame);
  return { ...estimate, method: `preference when shown first − when shown second; ${estimate.method}` };
}

/** Share of pairs with the same winner in both orders. */
export function orderAgreement(agreed: readonly Float64Array[], { population, frame }: Scope): Estimate {
  return meanEstimate(population, acrossVariants(agreed, frame.weights.length), frame);
}

/** Slope of the verdicts on length inside the samples: `demeanedSlope` with samples and variants swept out. */
export function withinSampleSlope(
  verdicts: readonly { readonly score: Float64Array; readonly logLength: Float64Array }[],
  scale: LengthScale,
  { population, frame }: Scope,
): Stat<Slope> {
  return demeanedSlope(
    verdicts.map(({ logLength }) => logLength.map((length) => lengthFeature(length, scale))),
    verdicts.map(({ score }) => score),
    { rows: population.rows, clusters: frame.clusters, level: frame.level, bySample: true },
  );
}

export function slopeEstimate(slope: Stat<Slope>, { frame }: Scope, method: string): Estimate {
  const { level } = frame;
  if (!isDefined(slope)) return undefinedEstimate(slope.reason, { level, method, n: 0 });
  return { value: slope.slope, low: slope.low, high: slope.high, level, method, n: slope.n };
}

/**
 * Slope of the preference on the length difference, variant by variant swept out: a variant that wins for other
 * reasons does not enter. Differences are scaled by their own standard deviation and pressed by tanh.
 */
export function preferenceSlope(
  preferences: readonly { readonly score: Float64Array; readonly logDifference: Float64Array }[],
  sd: number,
  { population, frame }: Scope,
): Stat<Slope> {
  return demeanedSlope(
    preferences.map(({ logDifference }) => logDifference.map((difference) => Math.tanh(difference / sd))),
    preferences.map(({ score }) => score),
    { rows: population.rows, clusters: frame.clusters, level: frame.level, bySample: false },
  );
}

/** Preference at equal length: logistic regression on tanh(length difference ÷ its sd), read at zero difference. */
export function preferenceAtEqualLength(
  preference: { readonly score: Float64Array; readonly logDifference: Float64Array },
  sd: number,
  { population, frame }: Scope,
): Estimate {
  const rows = scoredRows(population, [preference.score, preference.logDifference], frame);
  const [score = new Float64Array(), difference = new Float64Array()] = rows.columns;
  const { level } = frame;
  const method = methodOf(
    'logistic regression on tanh(standardised length difference), read at zero; clustered sandwich, t',
    population,
    rows.missing,
  );
  const fit = clusteredLogistic([difference.map((value) => Math.tanh(value / sd))], score, {
    level,
    clusters: rows.clusters,
  });
  if (!isDefined(fit)) return undefinedEstimate(fit.reason, { level, method, n: rows.n });
  const [at] = fit.intervals;
  if (at === undefined) throw new RangeError('a fit has an intercept');
  const value = sigmoid(fit.coefficients[0] ?? 0);
  return { value, low: sigmoid(at.low), high: sigmoid(at.high), level, method, n: rows.n };
}

/**
 * Mean at the mean length of all variants' answers: the score less slope × (own − mean length feature). The interval
 * carries the slope's uncertainty, which weighs the more the further the variant is from the mean length.
 */
export function meanAtEqualLength(
  verdict: { readonly score: Float64Array; readonly logLength: Float64Array },
  slope: { readonly slope: number; readonly se: number; readonly df: number; readonly from: string },
  length: { readonly scale: LengthScale; readonly mean: number },
  { population, frame }: Scope,
): Estimate {
  const rows = scoredRows(population, [verdict.score, verdict.logLength], frame);
  const [score = new Float64Array(), logLengths = new Float64Array()] = rows.columns;
  const { level } = frame;
  const method = methodOf(
    `score − slope × (length − mean length of all variants), slope from ${slope.from}; t, clustered`,
    population,
    rows.missing,
  );
  const away = logLengths.map((value) => lengthFeature(value, length.scale) - length.mean);
  const adjusted = score.map((value, row) => value - slope.slope * (away[row] ?? 0));
  const options = { level, clusters: rows.clusters, weights: rows.weights };
  const mean = estimateMean(adjusted, options);
  const distance = estimateMean(away, options);
  if (!isDefined(mean)) return undefinedEstimate(mean.reason, { level, method, n: rows.n });
  if (!isDefined(mean.interval) || !isDefined(distance))
    return { value: mean.mean, low: null, high: null, level, method, n: rows.n, reason: 'no interval' };
  const se = Math.hypot(mean.interval.se, slope.se * distance.mean);
  const half = tQuantile((1 + level) / 2, Math.min(mean.interval.df, slope.df)) * se;
  return { value: mean.mean, low: mean.mean - half, high: mean.mean + half, level, method, n: rows.n };
}
