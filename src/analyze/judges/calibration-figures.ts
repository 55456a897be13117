import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import {
  type ConfusionTable,
  clopperPearson,
  cohenKappa,
  confusionTable,
  estimateMean,
  isDefined,
  type KappaWeights,
  partition,
  spearman,
} from '../../stats/index.js';
import type { CalibratedCriterion, ComparedVerdict, LabelledVerdict } from './calibration-file.js';
import { type CalibrationModel, calibrationFlaw, fitCalibration, lengthBiasOf } from './calibration-model.js';

/** How well a judge agrees with labels on one criterion. */
export interface CriterionFigures {
  readonly criterion: string;
  readonly kind: 'pointwise' | 'pairwise';
  /** Labelled answers (pairwise: pairs) with a verdict, and those without. */
  readonly n: number;
  readonly unscored: number;
  /** Share with exactly the label's level (pairwise: winner): plain agreement. */
  readonly accuracy: Estimate;
  readonly byClass: readonly ClassFigures[];
  /** Null for pairwise judges. */
  readonly pointwise: PointwiseFigures | null;
  readonly pairwise: {
    /** Preference for the answer shown first minus when shown second. */
    readonly positionBias: Estimate;
    readonly orderAgreement: Estimate;
  } | null;
}

export interface PointwiseFigures {
  /** Share within one level of the label. */
  readonly withinOne: Estimate;
  readonly kappa: { readonly [weights in KappaWeights]: Estimate };
  /** Spearman's rank correlation; null where one side does not vary. */
  readonly spearman: number | null;
  /** Mean of judge − label. */
  readonly bias: Estimate;
  /** What an answer one standard deviation longer earns at the same label. */
  readonly lengthBias: Estimate;
  /** Slope of the judge's score on the label: below 1 it presses the scale together. Null where not fitted. */
  readonly slope: number | null;
  /** Why verdicts cannot be debiased by these labels; null: they can. */
  readonly flaw: string | null;
  /** counts[i][j]: label levels[i], judged levels[j]. */
  readonly confusion: Pick<ConfusionTable, 'levels' | 'counts'> | null;
}

export interface ClassFigures {
  readonly class: string;
  readonly n: number;
  readonly accuracy: number;
  /** Mean of judge − label; null for pairwise judges. */
  readonly bias: number | null;
}

/** Measures one criterion of a calibration file. */
export function calibrationFigures(criterion: CalibratedCriterion, level: number): CriterionFigures {
  const { pairs, compared } = criterion;
  if (compared.length > 0) return pairwiseFigures(criterion, compared, level);
  const clusters = partition(pairs.map(({ cluster }) => cluster));
  const toLevel = (value: number): number => nearestLevel(criterion, value);
  const reference = pairs.map(({ label }) => toLevel(label));
  const rated = pairs.map(({ judge }) => toLevel(judge));
  const levels = levelsOf(criterion);
  const table = confusionTable({ reference, rated }, { levels });
  const kappa = (weights: KappaWeights): Estimate => {
    const method = `Cohen’s kappa, ${weights} weights, jackknife over clusters, t`;
    const result = cohenKappa({ reference, rated }, { weights, level, levels, clusters });
    if (!isDefined(result)) return undefinedEstimate(result.reason, { level, method, n: pairs.length });
    const bounds = isDefined(result.interval)
      ? { low: result.interval.low, high: result.interval.high }
      : { low: null, high: null, reason: result.interval.reason };
    return { value: result.kappa, ...bounds, level, method, n: result.n };
  };
  const model = fitCalibration(criterion, level);
  const ranks = spearman(
    pairs.map(({ label }) => label),
    pairs.map(({ judge }) => judge),
  );
  const away = (at: number): number => Math.abs((rated[at] ?? 0) - (reference[at] ?? 0));
  const share = (holds: (at: number) => boolean): Estimate =>
    meanOf(
      pairs.map((_, at) => (holds(at) ? 1 : 0)),
      pairs,
      level,
    );
  return {
    criterion: criterion.criterion,
    kind: 'pointwise',
    n: pairs.length,
    unscored: criterion.unscored,
    accuracy: share((at) => away(at) === 0),
    byClass: byClass(pairs, (of) => ({
      accuracy: average(of.map((pair) => (toLevel(pair.judge) === toLevel(pair.label) ? 1 : 0))),
      bias: average(of.map(({ judge, label }) => judge - label)),
    })),
    pointwise: {
      withinOne: share((at) => away(at) <= 1),
      kappa: { plain: kappa('plain'), linear: kappa('linear'), quadratic: kappa('quadratic') },
      spearman: isDefined(ranks) ? ranks.r : null,
      bias: meanOf(
        pairs.map(({ judge, label }) => judge - label),
        pairs,
        level,
      ),
      lengthBias: lengthBiasOf(model, level, pairs.length),
      slope: isDefined(model) ? model.beta : null,
      flaw: isDefined(model) ? calibrationFlaw(model satisfies CalibrationModel) : model.reason,
      confusion: isDefined(table) ? { levels: table.levels, counts: table.counts } : null,
    },
    pairwise: null,
  };
}

function pairwiseFigures(
  { criterion, unscored }: CalibratedCriterion,
  compared: readonly ComparedVerdict[],
  level: number,
): CriterionFigures {
  const right = (pair: ComparedVerdict): number => (winnerOf(pair) === pair.label ? 1 : 0);
  return {
    criterion,
    kind: 'pairwise',
    n: compared.length,
    unscored,
    accuracy: meanOf(compared.map(right), compared, level),
    byClass: byClass(compared, (of) => ({ accuracy: average(of.map(right)), bias: null })),
    pointwise: null,
    pairwise: {
      positionBias: meanOf(
        compared.map(({ candidateFirst, candidateSecond }) => candidateFirst - candidateSecond),
        compared,
        level,
      ),
      orderAgreement: meanOf(
        compared.map(({ candidateFirst, candidateSecond }) => (candidateFirst === candidateSecond ? 1 : 0)),
        compared,
        level,
      ),
    },
  };
}

/** The winner over both orders: 1, 0, or 0.5 where they disagree or both see a tie. */
function winnerOf({ candidateFirst, candidateSecond }: ComparedVerdict): number {
  const both = (candidateFirst + candidateSecond) / 2;
  return both > 0.75 ? 1 : both < 0.25 ? 0 : 0.5;
}

/** Mean with a clustered t interval, of shares cut at 0 and 1; shares that no row or every row has get Clopper–Pearson's. */
function meanOf(
  values: readonly number[],
  rows: readonly { readonly cluster: string }[],
  level: number,
): Estimate {
  const n = values.length;
  const clusters = partition(rows.map(({ cluster }) => cluster));
  const total = values.reduce((sum, value) => sum + value, 0);
  const isShare = values.every((value) => value === 0 || value === 1);
  if (isShare && n > 0 && (total === 0 || total === n) && clusters.count === n) {
    const exact = clopperPearson(total, n, level);
    if (isDefined(exact))
      return { value: total / n, low: exact.low, high: exact.high, level, method: 'Clopper-Pearson', n };
  }
  const method = 't, clustered SE CR0·√(C/(C−1)), df clusters−1';
  const mean = estimateMean(values, { level, clusters });
  if (!isDefined(mean)) return undefinedEstimate(mean.reason, { level, method, n });
  // A share lies on 0 to 1; t knows nothing of that.
  const [least, most] = isShare ? [0, 1] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const bounds = isDefined(mean.interval)
    ? { low: Math.max(least, mean.interval.low), high: Math.min(most, mean.interval.high) }
    : { low: null, high: null, reason: mean.interval.reason };
  return { value: mean.mean, ...bounds, level, method, n };
}

function byClass<P extends Pick<LabelledVerdict, 'class'>>(
  pairs: readonly P[],
  figures: (of: readonly P[]) => Pick<ClassFigures, 'accuracy' | 'bias'>,
): readonly ClassFigures[] {
  const classes = new Map<string, P[]>();
  for (const pair of pairs) {
    const name = pair.class ?? 'natural';
    const known = classes.get(name);
    if (known === undefined) classes.set(name, [pair]);
    else known.push(pair);
  }
  return [...classes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, of]) => ({ class: name, n: of.length, ...figures(of) }));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The level nearest to a mean of several ratings; halfway is the lower one, as rubrics decide between two levels. */
function nearestLevel({ min, max }: CalibratedCriterion, value: number): number {
  return Math.min(max, Math.max(min, Math.ceil(value - 0.5)));
}

function levelsOf({ min, max }: CalibratedCriterion): readonly number[] {
  return Array.from({ length: max - min + 1 }, (_, at) => min + at);
}
