import { isRecord, type JsonValue } from '../../domain/index.js';
import type { JudgeDetail } from '../../scorer/port.js';
import { type AveragingColumn, averagingColumn } from '../averaging-column.js';
import type { RunData } from '../port.js';
import { logLength } from './length.js';
import { type JudgeSetup, judgedMetrics } from './setup.js';

/** What the verdicts on one variant's answers say by sample; repeats of a cell are averaged. NaN is missing. */
export interface VerdictColumns {
  readonly score: AveragingColumn;
  /** ln(1 + words) of the judged answer. */
  readonly logLength: AveragingColumn;
  /** Pairwise: of the answer minus that of the other one. */
  readonly logDifference: AveragingColumn;
  /** Variance of one verdict when the same is asked again, mean over models. */
  readonly repeatVariance: AveragingColumn;
  /** Mean verdict of each model of a panel, in the order of the judge's models; empty where there is one model. */
  readonly byModel: readonly AveragingColumn[];
  /** Pairwise: preference when shown first minus preference when shown second. */
  readonly position: AveragingColumn;
  /** Pairwise: 1 where both orders have the same winner. */
  readonly agreed: AveragingColumn;
}

/** The verdicts of one judge on one metric, by variant. */
export interface CriterionVerdicts {
  readonly metric: string;
  readonly variants: readonly VerdictColumns[];
}

/**
 * Reads the verdicts behind the scores of every judge in one stream: memory grows with samples × variants × models,
 * never with what a trial carries (law 11).
 */
export function collectVerdicts(
  data: Pick<RunData, 'variants' | 'samples' | 'trials'>,
  judges: readonly JudgeSetup[],
): ReadonlyMap<JudgeSetup, readonly CriterionVerdicts[]> {
  const collected = new Map(
    judges.map((judge) => [
      judge,
      judgedMetrics(judge).map(({ name }) => ({
        metric: name,
        variants: data.variants.map(() => emptyColumns(data.samples.length, judge)),
      })),
    ]),
  );
  for (const { sampleIndex, variantIndex, outcome, scores } of data.trials()) {
    if (outcome.state === 'failed') continue;
    for (const [judge, criteria] of collected) {
      for (const { metric, variants } of criteria) {
        const score = scores[metric];
        const target = variants[variantIndex];
        const detail = score?.state === 'scored' ? readDetail(score.detail) : undefined;
        if (score?.state !== 'scored' || detail === undefined || target === undefined) continue;
        addVerdicts(target, sampleIndex, { value: score.value, detail, models: judge.models });
      }
    }
  }
  return collected;
}

function emptyColumns(size: number, { models }: JudgeSetup): VerdictColumns {
  return {
    score: averagingColumn(size),
    logLength: averagingColumn(size),
    logDifference: averagingColumn(size),
    repeatVariance: averagingColumn(size),
    byModel: models.length < 2 ? [] : models.map(() => averagingColumn(size)),
    position: averagingColumn(size),
    agreed: averagingColumn(size),
  };
}

/** The detail of a judged score; undefined for scores of anything else, or of runs older than it. */
export function readDetail(detail: JsonValue | undefined): JudgeDetail | undefined {
  if (!isRecord(detail) || typeof detail.words !== 'number' || !Array.isArray(detail.verdicts))
    return undefined;
  // Where nobody was asked (an answer compared with itself), nothing is told of the judge.
  if (detail.verdicts.length === 0) return undefined;
  return detail as unknown as JudgeDetail;
}

function addVerdicts(
  target: VerdictColumns,
  sample: number,
  {
    value,
    detail,
    models,
  }: { readonly value: number; readonly detail: JudgeDetail; readonly models: readonly string[] },
): void {
  target.score.add(sample, value);
  const length = logLength(detail.words);
  target.logLength.add(sample, length);
  if (detail.otherWords !== undefined)
    target.logDifference.add(sample, length - logLength(detail.otherWords));
  for (const [at, model] of models.entries()) {
    const own = detail.verdicts.filter((verdict) => verdict.model === model).map(({ score }) => score);
    if (own.length > 0) target.byModel[at]?.add(sample, meanOf(own));
    if (own.length > 1) target.repeatVariance.add(sample, varianceOf(own));
  }
  for (const { candidateFirst, candidateSecond } of detail.orders ?? []) {
    target.position.add(sample, candidateFirst - candidateSecond);
    target.agreed.add(sample, candidateFirst === candidateSecond ? 1 : 0);
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
