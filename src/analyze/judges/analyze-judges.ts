import type { Estimate } from '../../domain/index.js';
import type { JudgeNoiseOf } from '../../gate/port.js';
import { isDefined, partition, type Stat } from '../../stats/index.js';
import { headlinePopulation } from '../population.js';
import type { JudgeCriterionReport, JudgeReport, RunData } from '../port.js';
import {
  meanAtEqualLength,
  orderAgreement,
  panelAgreement,
  positionBias,
  preferenceAtEqualLength,
  preferenceSlope,
  repeatSd,
  type Scope,
  slopeEstimate,
  withinSampleSlope,
} from './bias-estimates.js';
import { sourceWords } from './calibration-file.js';
import { fitCalibration, lengthBiasOf } from './calibration-model.js';
import { type CriterionVerdicts, collectVerdicts } from './collect-verdicts.js';
import { debiasedMean } from './debias.js';
import type { JudgedMetric } from './judged-metric.js';
import { type LengthScale, lengthFeature, lengthScale } from './length.js';
import { modelFamily } from './model-family.js';
import { judgeNoiseOf } from './noise-of-figures.js';
import type { JudgeSetup } from './setup.js';

/** What a run's judges can be trusted with. */
export interface JudgeAnalysis {
  readonly reports: readonly JudgeReport[];
  /** For the gate: what the judges alone leave uncertain in a difference. */
  readonly noiseOf: JudgeNoiseOf;
}

/**
 * Estimates the bias, noise and agreement of every judge of a run from the verdicts behind its scores, and debiases
 * its means where it is calibrated. One more pass over the trials, and only in runs with judges.
 */
export function analyzeJudges(
  data: RunData,
  options: {
    readonly judges: readonly JudgeSetup[];
    readonly quality: { readonly [metric: string]: number };
    readonly level: number;
  },
): JudgeAnalysis {
  const { judges, level } = options;
  if (judges.length === 0) return { reports: [], noiseOf: () => null };
  const verdicts = collectVerdicts(data, judges);
  const metrics = judges.flatMap((judge) =>
    (verdicts.get(judge) ?? []).map((of) => judgedMetric(judge, of, level)),
  );
  const scope: Scope = {
    population: headlinePopulation(data.samples),
    frame: {
      weights: Float64Array.from(data.samples, ({ weight }) => weight),
      clusters: partition(data.samples.map(({ cluster }) => cluster)),
      level,
    },
  };
  return {
    reports: judges.map((judge) =>
      reportOf(
        judge,
        metrics.filter((metric) => metric.judge === judge),
        { data, scope },
      ),
    ),
    noiseOf: judgeNoiseOf(metrics, { data, quality: options.quality }),
  };
}

function judgedMetric(judge: JudgeSetup, verdicts: CriterionVerdicts, level: number): JudgedMetric {
  const info = judge.metrics.find(({ name }) => name === verdicts.metric);
  const criterion =
    judge.kind === 'pointwise'
      ? judge.calibration?.file.criteria.find((one) => one.criterion === verdicts.metric)
      : undefined;
  return {
    judge,
    metric: verdicts.metric,
    min: info?.min ?? 0,
    max: info?.max ?? 1,
    verdicts,
    calibration: criterion === undefined ? null : { criterion, model: fitCalibration(criterion, level) },
  };
}

interface Context {
  readonly data: RunData;
  readonly scope: Scope;
}

function reportOf(judge: JudgeSetup, metrics: readonly JudgedMetric[], context: Context): JudgeReport {
  const { scorer, kind, models, combine, repeats, calibration } = judge;
  return {
    scorer,
    kind,
    models,
    combine,
    repeats,
    calibration:
      calibration === null
        ? null
        : {
            path: calibration.path,
            sha256: calibration.sha256,
            labels: calibration.file.labels.n,
            source: sourceWords(calibration.file.labels.sources),
            emulated: calibration.file.emulated,
          },
    criteria: metrics.map((metric) => criterionReport(metric, context)),
  };
}

function criterionReport(metric: JudgedMetric, context: Context): JudgeCriterionReport {
  const { judge, verdicts } = metric;
  const { data, scope } = context;
  const columns = verdicts.variants;
  const pairwise = judge.kind === 'pairwise';
  const length = pairwise ? pairwiseLength(metric, context) : pointwiseLength(metric, context);
  const families = new Set(judge.models.map(modelFamily));
  return {
    criterion: metric.metric,
    agreement:
      judge.models.length < 2
        ? null
        : panelAgreement(
            columns.map(({ byModel }) => byModel.map((column) => column.means())),
            scope,
          ),
    repeatSd:
      judge.repeats < 2
        ? null
        : repeatSd(
            columns.map(({ repeatVariance }) => repeatVariance.means()),
            scope,
          ),
    lengthBias: length.bias,
    positionBias: pairwise
      ? positionBias(
          columns.map(({ position }) => position.means()),
          scope,
        )
      : null,
    orderAgreement: pairwise
      ? orderAgreement(
          columns.map(({ agreed }) => agreed.means()),
          scope,
        )
      : null,
    lengthControlled: length.controlled,
    debiased: debiasedMeans(metric, context),
    sameFamily: data.variants.flatMap(({ name, model }) =>
      model !== undefined && families.has(modelFamily(model)) ? [name] : [],
    ),
  };
}

interface LengthFigures {
  readonly bias: Estimate;
  readonly controlled: { readonly [variant: string]: Estimate };
}

const WITHIN_SAMPLE =
  'within samples and variants: verdict on tanh(standardised log length); clustered sandwich, t, df clusters−1; uncalibrated: longer answers that are also better count as bias';

function pointwiseLength({ verdicts, calibration, judge }: JudgedMetric, context: Context): LengthFigures {
  const { data, scope } = context;
  const { level } = scope.frame;
  const columns = verdicts.variants.map(({ score, logLength }) => ({
    score: score.means(),
    logLength: logLength.means(),
  }));
  const scale = lengthScale(
    columns.flatMap(({ logLength }) =>
      Array.from(scope.population.rows, (row) => logLength[row] ?? Number.NaN),
    ),
  );
  const within: Stat<{ readonly slope: number; readonly se: number; readonly df: number }> =
    scale === null
      ? { state: 'undefined', reason: 'the answers do not vary in length' }
      : withinSampleSlope(columns, scale, scope);
  const model = calibration?.model;
  const labelled = model !== undefined && isDefined(model) && model.lengthInterval !== null ? model : null;
  const bias =
    calibration !== null && model !== undefined
      ? lengthBiasOf(model, level, calibration.criterion.pairs.length)
      : slopeEstimate(within as Parameters<typeof slopeEstimate>[0], scope, WITHIN_SAMPLE);
  const slope =
    labelled === null
      ? isDefined(within)
        ? { ...within, from: 'differences within samples' }
        : null
      : {
          slope: labelled.gamma,
          se: Math.sqrt(labelled.covariance[2]?.[2] ?? 0),
          df: labelled.df,
          from: `labels of ${judge.scorer}`,
        };
  const used = labelled?.scale ?? scale;
  if (slope === null || used === null) return { bias, controlled: {} };
  const mean = meanFeature(columns, used, scope);
  return {
    bias,
    controlled: byVariant(data, columns, (column) =>
      meanAtEqualLength(column, slope, { scale: used, mean }, scope),
    ),
  };
}

function pairwiseLength({ verdicts }: JudgedMetric, context: Context): LengthFigures {
  const { data, scope } = context;
  const columns = verdicts.variants.map(({ score, logDifference }) => ({
    score: score.means(),
    logDifference: logDifference.means(),
  }));
  const scale = lengthScale(
    columns.flatMap(({ logDifference }) =>
      Array.from(scope.population.rows, (row) => logDifference[row] ?? Number.NaN),
    ),
  );
  const method =
    'within variants: preference on tanh(standardised log length difference); clustered sandwich, t, df clusters−1; longer answers that are also better count as bias';
  const slope: ReturnType<typeof preferenceSlope> =
    scale === null
      ? { state: 'undefined', reason: 'the compared answers do not differ in length' }
      : preferenceSlope(columns, scale.sd, scope);
  return {
    bias: slopeEstimate(slope, scope, method),
    controlled:
      scale === null
        ? {}
        : byVariant(data, columns, (column) => preferenceAtEqualLength(column, scale.sd, scope)),
  };
}

function debiasedMeans(
  { verdicts, calibration }: JudgedMetric,
  { data, scope }: Context,
): JudgeCriterionReport['debiased'] {
  if (calibration === null) return null;
  const { criterion, model } = calibration;
  const columns = verdicts.variants.map(({ score, logLength }) => ({
    score: score.means(),
    logLength: logLength.means(),
  }));
  return byVariant(data, columns, (column, variant) => {
    if (isDefined(model))
      return debiasedMean(column, { variant, criterion, model, ...scope, samples: data.samples });
    const { level } = scope.frame;
    return { value: null, low: null, high: null, level, method: 'calibration', n: 0, reason: model.reason };
  });
}

/** A figure of every variant that the judge has graded. */
function byVariant<C extends { readonly score: Float64Array }>(
  { variants }: RunData,
  columns: readonly C[],
  figure: (column: C, variant: string) => Estimate,
): { readonly [variant: string]: Estimate } {
  return Object.fromEntries(
    variants.flatMap(({ name }, at) => {
      const column = columns[at];
      const judged = column?.score.some((value) => !Number.isNaN(value)) ?? false;
      return column === undefined || !judged ? [] : [[name, figure(column, name)] as const];
    }),
  );
}

function meanFeature(
  columns: readonly { readonly logLength: Float64Array }[],
  scale: LengthScale,
  { population }: Scope,
): number {
  let sum = 0;
  let n = 0;
  for (const { logLength } of columns) {
    for (const row of population.rows) {
      const value = logLength[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += lengthFeature(value, scale);
      n++;
    }
  }
  return n === 0 ? 0 : sum / n;
}
