import { type Estimate, type SampleMeta, undefinedEstimate } from '../../domain/index.js';
import { estimateMean, isDefined, type PpiSample, ppiMean, tQuantile } from '../../stats/index.js';
import type { Population } from '../population.js';
import type { Frame } from '../scored-rows.js';
import { methodOf, scoredRows } from '../scored-rows.js';
import { type CalibratedCriterion, FEWEST_LABELS } from './calibration-file.js';
import { type CalibrationModel, calibrationFlaw, debiasedScore } from './calibration-model.js';
import { lengthFeature } from './length.js';

/** Judge scores of one variant by sample, with the lengths of the judged answers. NaN is missing. */
export interface JudgedColumn {
  readonly score: Float64Array;
  readonly logLength: Float64Array;
}

/** Labels that name this variant, where there are enough of them to correct it on its own. */
export function labelsOf(
  { pairs }: Pick<CalibratedCriterion, 'pairs'>,
  variant: string,
): CalibratedCriterion['pairs'] | null {
  const own = pairs.filter((pair) => pair.variant === variant);
  return own.length >= FEWEST_LABELS ? own : null;
}

/** Names → numbers that both sides of PPI++ share: a labelled answer to a sample of the run is of its cluster. */
export function clusterNumbers(): (name: string) => number {
  const known = new Map<string, number>();
  return (name) => {
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  };
}

/** What PPI++ takes of one variant: its labelled answers, and its judged ones in some rows. */
export function ppiSampleOf(
  labelled: CalibratedCriterion['pairs'],
  judged: { readonly rows: ArrayLike<number>; readonly column: JudgedColumn; readonly weights: Float64Array },
  names: { readonly samples: readonly SampleMeta[]; readonly number: (cluster: string) => number },
): PpiSample {
  const rows = Array.from(judged.rows);
  return {
    truth: labelled.map(({ label }) => label),
    judged: labelled.map(({ judge }) => judge),
    unlabelled: rows.map((row) => judged.column.score[row] ?? Number.NaN),
    clusters: {
      labelled: labelled.map(({ cluster }) => names.number(cluster)),
      unlabelled: rows.map((row) => names.number(names.samples[row]?.cluster ?? String(row))),
    },
    weights: {
      labelled: labelled.map(() => 1),
      unlabelled: rows.map((row) => judged.weights[row] ?? 1),
    },
  };
}

/**
 * The mean that reference labels would give a variant, in raw units.
 *
 * Where the labels name the variant: PPI++ with its own rectifier and tuned λ; assumes that its labelled answers are a
 * random draw of its answers. Otherwise the labels come from elsewhere, and PPI++ with λ < 1 would pull every variant
 * towards the labelled mean and shrink real differences: the judge's error is modelled instead ({@link
 * CalibrationModel}: the linear form of Rogan–Gladen, given label and length the judge errs here as it does there) and
 * taken back, with the uncertainty of its three coefficients in the interval (delta method). t, df of the smaller side.
 */
export function debiasedMean(
  column: JudgedColumn,
  of: {
    readonly variant: string;
    readonly criterion: CalibratedCriterion;
    readonly model: CalibrationModel;
    readonly population: Population;
    readonly frame: Frame;
    readonly samples: readonly SampleMeta[];
  },
): Estimate {
  const own = labelsOf(of.criterion, of.variant);
  return own === null ? pooledMean(column, of) : ownMean(column, own, of);
}

type Context = Parameters<typeof debiasedMean>[1];

function ownMean(column: JudgedColumn, labelled: CalibratedCriterion['pairs'], of: Context): Estimate {
  const { level } = of.frame;
  const rows = of.population.rows.filter((row) => !Number.isNaN(column.score[row] ?? Number.NaN));
  const sample = ppiSampleOf(
    labelled,
    { rows, column, weights: of.frame.weights },
    { samples: of.samples, number: clusterNumbers() },
  );
  const result = ppiMean(sample, { level });
  const n = rows.length;
  const labels = `${labelled.length} labels of this variant`;
  if (!isDefined(result))
    return undefinedEstimate(result.reason, { level, method: methodOf('PPI++', of.population), n });
  const method = methodOf(
    `PPI++ (λ ${result.lambda.toFixed(2)}; ${labels}, ${result.clusters} clusters), t`,
    of.population,
  );
  const bounds = isDefined(result.interval)
    ? { low: result.interval.low, high: result.interval.high }
    : { low: null, high: null, reason: result.interval.reason };
  return within(of.criterion, { value: result.value, ...bounds, level, method, n });
}

function pooledMean(column: JudgedColumn, of: Context): Estimate {
  const { model, frame, population } = of;
  const { level } = frame;
  const rows = scoredRows(population, [column.score, column.logLength], frame);
  const [score = new Float64Array(), length = new Float64Array()] = rows.columns;
  const { n, missing } = rows;
  const method = methodOf(
    `judge = α + β·label + γ·length taken back (β ${model.beta.toFixed(2)}, γ ${model.gamma.toFixed(2)}; ${model.labels} pooled labels), t, clustered; assumes that the judge errs here as on the labelled answers`,
    population,
    missing,
  );
  const flaw = calibrationFlaw(model);
  if (flaw !== null) return undefinedEstimate(flaw, { level, method, n });
  const corrected = score.map((value, row) => debiasedScore(model, value, length[row] ?? 0));
  const mean = estimateMean(corrected, { level, clusters: rows.clusters, weights: rows.weights });
  if (!isDefined(mean)) return undefinedEstimate(mean.reason, { level, method, n });
  if (!isDefined(mean.interval))
    return { value: mean.mean, low: null, high: null, level, method, n, reason: mean.interval.reason };
  const features = estimateMean(
    length.map((value) => lengthFeature(value, model.scale)),
    { level, weights: rows.weights },
  );
  const feature = isDefined(features) ? features.mean : 0;
  const variance = mean.interval.se ** 2 + coefficientVariance(model, [1, mean.mean, feature]);
  const half = tQuantile((1 + level) / 2, Math.min(mean.interval.df, model.df)) * Math.sqrt(variance);
  return within(of.criterion, {
    value: mean.mean,
    low: mean.mean - half,
    high: mean.mean + half,
    level,
    method,
    n,
  });
}

/** Variance of (a·α + b·β + c·γ)/β: what uncertain coefficients leave uncertain in a debiased figure. */
export function coefficientVariance(
  { covariance, beta }: CalibrationModel,
  direction: readonly [number, number, number],
): number {
  let variance = 0;
  for (const [i, a] of direction.entries())
    for (const [j, b] of direction.entries()) variance += a * b * (covariance[i]?.[j] ?? 0);
  return Math.max(0, variance) / beta ** 2;
}

/**
 * A mean label lies on the scale: what the correction puts beyond an end is cut there. An interval that lies beyond it
 * as a whole says that the judge errs on these answers as it does on no labelled one: there is no debiased mean then.
 */
function within({ min, max }: CalibratedCriterion, estimate: Estimate): Estimate {
  const { level, method, n, low, high } = estimate;
  if ((low !== null && low > max) || (high !== null && high < min))
    return undefinedEstimate('the correction leaves the scale: the labels do not carry to these answers', {
      level,
      method,
      n,
    });
  const cut = (value: number | null): number | null =>
    value === null ? null : Math.min(max, Math.max(min, value));
  return { ...estimate, value: cut(estimate.value), low: cut(low), high: cut(high) };
}
