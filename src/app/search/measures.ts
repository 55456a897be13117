import { DAYS_PER_MONTH } from '../../cost/index.js';
import type { MetricInfo } from '../../domain/index.js';
import type { SearchSpec } from '../../experiment/port.js';
import type { FigureSpec, Fold, Objective, SearchConstraint } from '../../search/port.js';

/** The constraint that is checked on the adversarial samples, not on the search part. */
export const VIOLATIONS = 'adversarial.violations';

/** A figure that an objective or a constraint names, and what makes a reader's number of it. */
export interface Measure {
  readonly figure: string;
  readonly fold: Fold;
  readonly scale: number;
  /** What a reader sees behind the number; empty: none. */
  readonly unit: string;
}

const FOLDS: { readonly [name: string]: Fold } = { mean: 'mean', p50: 'p50', p95: 'p95', p99: 'p99' };

/** What a name in the experiment stands for; `conversations`: a day, over all intents with traffic. */
export function measureOf(name: string, conversations: number): Measure {
  switch (name) {
    case 'monthlyCostUsd':
      return { figure: 'costUsd', fold: 'mean', scale: conversations * DAYS_PER_MONTH, unit: 'USD a month' };
    case 'costUsdPer1k':
      return { figure: 'costUsd', fold: 'mean', scale: 1_000, unit: 'USD per 1,000 conversations' };
    case 'costUsd':
      return { figure: 'costUsd', fold: 'mean', scale: 1, unit: 'USD' };
  }
  const [family, part = ''] = name.split('.');
  if (family === 'latencyMs') {
    return { figure: 'latencyMs', fold: FOLDS[part] ?? 'mean', scale: 1, unit: 'ms' };
  }
  if (family === 'tokens') return { figure: name, fold: 'mean', scale: 1, unit: 'tokens' };
  return { figure: name, fold: 'mean', scale: 1, unit: '' };
}

/** Objectives, constraints of the search part, and the figures that they fold, each once. */
export function measuresOf(
  spec: SearchSpec,
  options: { readonly conversations: number; readonly metrics: readonly MetricInfo[] },
): {
  readonly objectives: readonly Objective[];
  readonly constraints: readonly SearchConstraint[];
  readonly figures: readonly FigureSpec[];
} {
  const objectives = spec.objectives.map(({ metric, direction }): Objective => {
    const { unit: _words, ...measure } = measureOf(metric, options.conversations);
    return { name: metric, direction, ...measure };
  });
  const constraints = spec.constraints
    .filter(({ metric }) => metric !== VIOLATIONS)
    .map(({ metric, min, max, per, level }): SearchConstraint => {
      const { unit: _words, ...measure } = measureOf(metric, options.conversations);
      return {
        name: metric,
        ...measure,
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        per,
        level,
      };
    });
  const names = new Set([...objectives, ...constraints].map(({ figure }) => figure));
  const hasModels = spec.space.factors.some(({ name }) => name === 'model');
  return {
    objectives,
    constraints,
    figures: [...names].map((name) => figureSpec(name, { metrics: options.metrics, hasModels })),
  };
}

function figureSpec(
  name: string,
  { metrics, hasModels }: { readonly metrics: readonly MetricInfo[]; readonly hasModels: boolean },
): FigureSpec {
  if (name === 'quality') return { name, range: 'unit' };
  // A tail is the model's own, seen through every config of it: one config alone has too few answers for it.
  if (name === 'latencyMs') return { name, range: 'positive', pooledBy: hasModels ? ['model'] : [] };
  if (name === 'costUsd' || name.startsWith('tokens.')) return { name, range: 'positive' };
  const scale = metrics.find((metric) => metric.name === name);
  return { name, range: scale === undefined || (scale.min === 0 && scale.max === 1) ? 'unit' : 'any' };
}
