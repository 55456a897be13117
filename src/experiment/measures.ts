import { didYouMean } from '../domain/index.js';
import type { Draft } from './draft.js';
import type { GuardrailSpec, ScorerSpec } from './port.js';
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
    for (const [criterion, scale] of criteriaOf(scorer)) {
      if (criterion !== scorer.name) add(criterion, scale, scorer.name);
    }
    if (scorer.kind === 'assertions') {
      // One name over many assertions is the point of `metric`.
      const named = scorer.assert.flatMap((assertion) => assertion.metric ?? []);
      for (const name of new Set([...named, ...sampleMetrics])) {
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

/** Bounds on metrics that exist, which an answer can meet or miss. */
export function readGuardrails(
  draft: Draft,
  metrics: ReadonlyMap<string, MetricScale>,
  report: ProblemReport,
): readonly GuardrailSpec[] {
  return draft.guardrails.flatMap(({ value, damaged }, index): readonly GuardrailSpec[] => {
    const at = ['guardrails', index];
    const { metric, min, max, on } = value;
    if (metric !== undefined && !metrics.has(metric) && !isDeclared(draft, metric)) {
      unknownMetric(metric, [...at, 'metric'], metrics, report);
    }
    if (on !== undefined && draft.datasetNames?.has(on) === false) {
      const message = `the guardrail looks at dataset \`${on}\`, which is not declared`;
      report.at([...at, 'on'], 'unknown-dataset', message, didYouMean(on, draft.datasetNames));
    }
    if (!damaged.has('min') && !damaged.has('max') && !damaged.has('*')) {
      checkBounds({ min, max }, { metric, scale: metrics.get(metric ?? '') }, at, report);
    }
    if (metric === undefined) return [];
    return [
      {
        metric,
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...(on === undefined ? {} : { on }),
      },
    ];
  });
}

/** A guardrail has at least one bound, its bounds leave room, and they lie on the metric's scale. */
function checkBounds(
  bounds: { readonly min: number | undefined; readonly max: number | undefined },
  { metric, scale }: { readonly metric: string | undefined; readonly scale: MetricScale | undefined },
  at: readonly (string | number)[],
  report: ProblemReport,
): void {
  const { min, max } = bounds;
  if (min === undefined && max === undefined) {
    report.at(at, 'missing-key', 'a guardrail needs a bound', 'Add `min: …` or `max: …`, in raw units.');
  }
  if (min !== undefined && max !== undefined && min > max) {
    report.at(at, 'contradiction', `no value is at least ${min} and at most ${max}`, 'Swap the two.');
  }
  for (const [key, bound] of Object.entries(bounds)) {
    if (bound === undefined || !scale || (bound >= scale.min && bound <= scale.max)) continue;
    const message = `\`${metric}\` goes from ${scale.min} to ${scale.max}: a bound of ${bound} decides nothing`;
    report.at([...at, key], 'out-of-range', message, 'Guardrails are in raw units of their metric.');
  }
}

/** A faulty scorer is reported already; naming its metrics is no second mistake. */
function isDeclared(draft: Draft, metric: string): boolean {
  for (const [name, { value, damaged }] of draft.scorers) {
    if (name === metric || damaged.has('*') || damaged.has('criteria') || damaged.has('assert')) return true;
    const rubrics = typeof value.rubric === 'object' ? Object.keys(value.rubric) : [];
    if ([...(value.criteria ?? []), ...rubrics].includes(metric)) return true;
  }
  return false;
}

function unknownMetric(
  metric: string,
  at: readonly (string | number)[],
  metrics: ReadonlyMap<string, MetricScale>,
  report: ProblemReport,
): void {
  report.at(
    at,
    'unknown-metric',
    `no scorer yields a metric \`${metric}\``,
    didYouMean(metric, metrics.keys()),
  );
}
