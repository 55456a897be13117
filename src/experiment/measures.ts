import { assertionMetrics, didYouMean } from '../domain/index.js';
import type { Draft } from './draft.js';
import type { ScorerSpec } from './port.js';
import type { ProblemReport } from './report.js';
import { rubricHead } from './rubrics.js';

/** The scale of a metric where it is known: recorded scores bring their own, rubrics declare theirs. */
export type MetricScale = { readonly min: number; readonly max: number } | null;

const UNIT: MetricScale = { min: 0, max: 1 };

/**
 * Every metric that the scorers yield, by flat name. `sampleMetrics` are the names in `metric` of the datasets' own
 * assertions. Two metrics of one name are reported: nobody could tell them apart.
 */
export function metricsOf(
  scorers: readonly ScorerSpec[],
  sampleMetrics: Iterable<string>,
  report: ProblemReport,
): ReadonlyMap<string, MetricScale> {
  const metrics = new Map<string, MetricScale>();
  const add = (name: string, scale: MetricScale, owner: string) => {
    if (!metrics.has(name)) metrics.set(name, scale);
    else {
      const message = `two metrics would be called \`${name}\``;
      report.at(
        ['scorers', owner],
        'duplicate-metric',
        message,
        'Metric names are flat: rename a scorer or criterion.',
      );
    }
  };
  for (const scorer of scorers) {
    const scale = {
      similarity: UNIT,
      bertscore: UNIT,
      facts: UNIT,
      numbers: UNIT,
      pairwise: UNIT,
      assertions: UNIT,
      judge: UNIT,
      recorded: null,
    };
    add(scorer.name, scale[scorer.kind], scorer.name);
    if (scorer.kind === 'bertscore') {
      for (const figure of ['precision', 'recall']) add(`${scorer.name}_${figure}`, UNIT, scorer.name);
    }
    for (const [criterion, scale] of criteriaOf(scorer)) {
      if (criterion !== scorer.name) add(criterion, scale, scorer.name);
    }
    if (scorer.kind === 'assertions') {
      // One name over many assertions is the point of `metric`.
      for (const name of new Set([...assertionMetrics(scorer.assert), ...sampleMetrics])) {
        if (name !== scorer.name && !metrics.has(name)) metrics.set(name, UNIT);
      }
    }
  }
  return metrics;
}

/** What a judge yields beside its own metric. */
function criteriaOf(scorer: ScorerSpec): readonly (readonly [string, MetricScale])[] {
  if (scorer.kind === 'judge') {
    return scorer.judge.rubrics.map(({ criterion, path }) => [criterion, rubricHead(path).scale ?? null]);
  }
  if (scorer.kind !== 'pairwise') return [];
  return scorer.judge.rubrics.map(({ criterion }) => [`${criterion}_preference`, UNIT]);
}

/** Weights of metrics that exist, summing to 1. */
export function checkQuality(
  draft: Draft,
  metrics: ReadonlyMap<string, MetricScale>,
  report: ProblemReport,
): void {
  if (draft.quality === undefined) return;
  for (const metric of Object.keys(draft.quality)) {
    if (!metrics.has(metric) && !isDeclared(draft, metric))
      unknownMetric(metric, ['quality', metric], metrics, report);
  }
  const sum = Object.values(draft.quality).reduce((total, weight) => total + weight, 0);
  // 0.1 + 0.2 + 0.7 is 1 but for rounding.
  if (Math.abs(sum - 1) > 1e-9) {
    const message = `the weights of \`quality\` sum to ${Number(sum.toPrecision(6))}, not to 1`;
    report.at(
      ['quality'],
      'weights',
      message,
      'Change the weights so that they sum to 1; none is scaled in silence.',
    );
  }
}

/** A faulty scorer is reported already; naming its metrics is no second mistake. */
export function isDeclared(draft: Draft, metric: string): boolean {
  for (const [name, { value, damaged }] of draft.scorers) {
    if (name === metric || damaged.has('*') || damaged.has('criteria') || damaged.has('assert')) return true;
    const rubrics = typeof value.rubric === 'object' ? Object.keys(value.rubric) : [];
    if ([...(value.criteria ?? []), ...rubrics].includes(metric)) return true;
  }
  return false;
}

/** Reports a metric that no scorer yields, with the nearest that is known. */
export function unknownMetric(
  metric: string,
  at: readonly (string | number)[],
  metrics: ReadonlyMap<string, unknown>,
  report: ProblemReport,
): void {
  report.at(
    at,
    'unknown-metric',
    `no scorer yields a metric \`${metric}\``,
    didYouMean(metric, metrics.keys()),
  );
}
