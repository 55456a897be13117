import type { SampleMeta } from '../../domain/index.js';
import {
  isDefined,
  normalQuantile,
  type Partition,
  partition,
  ppiDifference,
  type Stat,
  standardError,
  tQuantile,
  undefinedStat,
} from '../../stats/index.js';
import type { CalibratedCriterion } from './calibration-file.js';
import { type CalibrationModel, calibrationFlaw } from './calibration-model.js';
import { clusterNumbers, coefficientVariance, labelsOf, ppiSampleOf } from './debias.js';
import { lengthFeature } from './length.js';

/** One judged metric of one variant: what its noise is computed from. By sample, NaN is missing. */
export interface NoiseColumn {
  readonly variant: string;
  readonly score: Float64Array;
  readonly logLength: Float64Array;
  /** Variance of one verdict between repeats of one question. */
  readonly repeatVariance: Float64Array;
  /** Mean verdict of each model of a panel; empty where there is one. */
  readonly byModel: readonly Float64Array[];
}

/** What is known of the judge besides its verdicts. */
export interface NoiseSources {
  /** Verdicts of a model that are averaged into a score. */
  readonly repeats: number;
  readonly calibration: {
    readonly criterion: CalibratedCriterion;
    readonly model: Stat<CalibrationModel>;
  } | null;
}

/** Error of the judge in one mean paired difference, in raw units of its metric; see the gate's `JudgeNoise`. */
export interface DifferenceNoise {
  /** In the spread of the differences already. */
  readonly random: number;
  /** In no spread. */
  readonly systematic: number;
  readonly shift: number;
  readonly reasons: readonly string[];
}

/**
 * The judge's error in the mean of candidate − baseline over `rows`, at one-sided `alpha`; null where nothing is known
 * of it (one model, one repeat, no calibration).
 *
 * - repeats: z · sqrt((s²_b + s²_c)/(R n)), s² the variance between repeats of one question;
 * - panel: with D_ij the difference on sample i by model j, z · sqrt(s²/(M n)), s² what is left of D_ij without the
 *   means of samples and models (random), and z · sqrt(τ²/M), τ² what the models' mean differences vary more than
 *   that (systematic: the models rank the variants differently);
 * - calibration: the debiased difference minus the raw one (shift), and what its interval is wider than that of the
 *   raw one, at least the part of the labels (systematic).
 */
export function differenceNoise(
  sides: { readonly baseline: NoiseColumn; readonly candidate: NoiseColumn },
  scope: {
    readonly rows: Int32Array;
    readonly samples: readonly SampleMeta[];
    readonly weights: Float64Array;
    readonly alpha: number;
  },
  sources: NoiseSources,
): DifferenceNoise | null {
  const rows = scope.rows.filter(
    (row) =>
      !Number.isNaN((sides.candidate.score[row] ?? Number.NaN) - (sides.baseline.score[row] ?? Number.NaN)),
  );
  if (rows.length < 2) return null;
  const at = { ...scope, rows };
  const z = normalQuantile(1 - scope.alpha);
  const chance = panelNoise(sides, at, z) ?? repeatNoise(sides, at, { z, repeats: sources.repeats });
  const bias = sources.calibration === null ? null : calibrationNoise(sides, at, sources.calibration);
  if (chance === null && bias === null) return null;
  const systematic = [chance?.systematic ?? 0, bias?.systematic ?? 0];
  return {
    random: chance?.random ?? 0,
    systematic: Math.hypot(...systematic),
    shift: bias?.shift ?? 0,
    reasons: [...(chance === null ? [] : [chance.reason]), ...(bias === null ? [] : [bias.reason])],
  };
}

type Sides = Parameters<typeof differenceNoise>[0];
type Scope = Parameters<typeof differenceNoise>[1];

function repeatNoise(
  { baseline, candidate }: Sides,
  { rows }: Scope,
  { z, repeats }: { readonly z: number; readonly repeats: number },
) {
  const variance = [baseline, candidate].map(({ repeatVariance }) => meanIn(repeatVariance, rows));
  if (repeats < 2 || variance.some(Number.isNaN)) return null;
  const [first = 0, second = 0] = variance;
  return {
    random: z * Math.sqrt((first + second) / (repeats * rows.length)),
    systematic: 0,
    reason: `${repeats} repeats`,
  };
}

function panelNoise({ baseline, candidate }: Sides, { rows }: Scope, z: number) {
  const models = candidate.byModel.map((column, model) => {
    const before = baseline.byModel[model];
    return (row: number): number => (column[row] ?? Number.NaN) - (before?.[row] ?? Number.NaN);
  });
  if (models.length < 2) return null;
  const complete = rows.filter((row) => models.every((of) => !Number.isNaN(of(row))));
  const n = complete.length;
  const m = models.length;
  if (n < 2) return null;
  const byModel = models.map((of) => complete.reduce((sum, row) => sum + of(row), 0) / n);
  const overall = byModel.reduce((sum, value) => sum + value, 0) / m;
  let squares = 0;
  for (const row of complete) {
    const own = models.map((of) => of(row));
    const mean = own.reduce((sum, value) => sum + value, 0) / m;
    for (const [model, value] of own.entries())
      squares += (value - mean - (byModel[model] ?? 0) + overall) ** 2;
  }
  const noise = squares / ((n - 1) * (m - 1));
  const spread = byModel.reduce((sum, value) => sum + (value - overall) ** 2, 0) / (m - 1);
  const interaction = Math.max(0, spread - noise / n);
  return {
    random: z * Math.sqrt(noise / (m * n)),
    systematic: z * Math.sqrt(interaction / m),
    reason: `a panel of ${m}`,
  };
}

function calibrationNoise(sides: Sides, scope: Scope, calibration: NonNullable<NoiseSources['calibration']>) {
  const { criterion } = calibration;
  const raw = rawDifference(sides, scope);
  const model = calibration.model;
  const debiased =
    ownDifference(sides, scope, criterion) ??
    (isDefined(model) ? pooledDifference(sides, scope, model) : undefinedStat(model.reason));
  if (!isDefined(debiased)) {
    // Nothing that such a judge says of a difference can be relied on: any difference on the scale is possible.
    return { systematic: criterion.max - criterion.min, shift: 0, reason: `calibration: ${debiased.reason}` };
  }
  const extra = Math.sqrt(Math.max(0, debiased.half ** 2 - raw.half ** 2));
  return {
    systematic: Math.max(extra, debiased.labelsHalf),
    shift: debiased.diff - raw.diff,
    reason: debiased.reason,
  };
}

interface DebiasedDifference {
  readonly diff: number;
  /** Of the debiased difference as a whole. */
  readonly half: number;
  /** What the labels alone leave uncertain in it. */
  readonly labelsHalf: number;
  readonly reason: string;
}

/** Each side corrected by labels of its own answers; null where one side has too few. */
function ownDifference(
  { baseline, candidate }: Sides,
  scope: Scope,
  criterion: CalibratedCriterion,
): Stat<DebiasedDifference> | null {
  const before = labelsOf(criterion, baseline.variant);
  const after = labelsOf(criterion, candidate.variant);
  if (before === null || after === null) return null;
  const names = { samples: scope.samples, number: clusterNumbers() };
  const options = { level: 1 - 2 * scope.alpha };
  const result = ppiDifference(
    ppiSampleOf(after, { ...scope, column: candidate }, names),
    ppiSampleOf(before, { ...scope, column: baseline }, names),
    options,
  );
  if (!isDefined(result)) return result;
  if (!isDefined(result.interval)) return result.interval;
  const { interval } = result;
  const labelled = [
    { pairs: after, lambda: result.candidate.lambda },
    { pairs: before, lambda: result.baseline.lambda },
  ].map(({ pairs, lambda }) => {
    const error = standardError(
      pairs.map(({ label, judge }) => label - lambda * judge),
      { kind: 'corrected', clusters: partition(pairs.map(({ cluster }) => cluster)) },
    );
    return isDefined(error) ? error.se : 0;
  });
  return {
    state: 'defined',
    diff: result.diff,
    half: interval.high - result.diff,
    labelsHalf: tQuantile(1 - scope.alpha, interval.df) * Math.hypot(...labelled),
    reason: `PPI++ by ${after.length} and ${before.length} labels of the two variants`,
  };
}

/**
 * The pooled correction: α cancels in a difference, and (Δjudge − γ·Δlength)/β remains. Its uncertainty is that of
 * the sampled differences divided by β, and that of β and γ (delta method).
 */
function pooledDifference(sides: Sides, scope: Scope, model: CalibrationModel): Stat<DebiasedDifference> {
  const flaw = calibrationFlaw(model);
  if (flaw !== null) return undefinedStat(flaw);
  const feature = ({ logLength }: NoiseColumn, row: number): number =>
    lengthFeature(logLength[row] ?? Number.NaN, model.scale);
  const { baseline, candidate } = sides;
  const length = (row: number): number => feature(candidate, row) - feature(baseline, row);
  const judged = (row: number): number => (candidate.score[row] ?? 0) - (baseline.score[row] ?? 0);
  const difference = summary(scope, (row) => (judged(row) - model.gamma * length(row)) / model.beta);
  const lengths = summary(scope, length);
  const labels = Math.sqrt(coefficientVariance(model, [0, difference.diff, lengths.diff]));
  const t = tQuantile(1 - scope.alpha, Math.max(1, Math.min(model.df, difference.df)));
  return {
    state: 'defined',
    diff: difference.diff,
    half: t * Math.hypot(difference.se, labels),
    labelsHalf: t * labels,
    reason: `${model.labels} pooled labels (slope ${model.beta.toFixed(2)}, length bias ${model.gamma.toFixed(2)})`,
  };
}

function rawDifference({ baseline, candidate }: Sides, scope: Scope) {
  const raw = summary(scope, (row) => (candidate.score[row] ?? 0) - (baseline.score[row] ?? 0));
  return { diff: raw.diff, half: tQuantile(1 - scope.alpha, Math.max(1, raw.df)) * raw.se };
}

function summary({ rows, samples, weights }: Scope, value: (row: number) => number) {
  const values = Float64Array.from(rows, value);
  const own = Float64Array.from(rows, (row) => weights[row] ?? 1);
  const clusters: Partition = partition(Array.from(rows, (row) => samples[row]?.cluster ?? String(row)));
  const total = own.reduce((sum, weight) => sum + weight, 0);
  const diff = values.reduce((sum, one, at) => sum + one * (own[at] ?? 1), 0) / total;
  const error = standardError(values, { kind: 'corrected', clusters, weights: own });
  return { diff, se: isDefined(error) ? error.se : 0, df: clusters.count - 1 };
}

function meanIn(column: Float64Array, rows: Int32Array): number {
  let sum = 0;
  let n = 0;
  for (const row of rows) {
    const value = column[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return n === 0 ? Number.NaN : sum / n;
}
