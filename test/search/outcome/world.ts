import type { Estimate } from '../../../src/domain/index.js';
import { createMeasurements, type Measurements, measuredFigures } from '../../../src/search/outcome/index.js';
import type { MeasuredProblem, Point, SearchItem } from '../../../src/search/port.js';

export const value = (estimate: Estimate): number => estimate.value ?? Number.NaN;

/** `perStratum` items in each of two strata, every item its own cluster unless told otherwise. */
export function itemsOf(perStratum: number, cluster?: (stratum: number, at: number) => string): SearchItem[] {
  return [0, 1].flatMap((stratum) =>
    Array.from({ length: perStratum }, (_, at) => ({
      stratum,
      cluster: cluster?.(stratum, at) ?? `${stratum}-${at}`,
      weight: 1,
    })),
  );
}

/** A problem over two strata (shares ¾ and ¼) with cost and quality. */
export function problemOf(changes: Partial<MeasuredProblem> = {}): MeasuredProblem {
  return {
    space: {
      factors: [{ name: 'model', kind: 'categorical', values: ['a', 'b', 'c', 'd'] }],
      forbidden: [],
      narrowed: {},
    },
    per: 'intent',
    strata: [
      { name: 'faq', share: 0.75 },
      { name: 'order', share: 0.25 },
    ],
    items: itemsOf(4),
    figures: [
      { name: 'costUsd', range: 'positive' },
      { name: 'quality', range: 'unit' },
      { name: 'latencyMs', range: 'positive', pooledBy: ['model'] },
    ],
    objectives: [
      { name: 'monthlyCostUsd', figure: 'costUsd', fold: 'mean', direction: 'minimize', scale: 1000 },
      { name: 'quality', figure: 'quality', fold: 'mean', direction: 'maximize', scale: 1 },
    ],
    constraints: [],
    ...changes,
  };
}

export const points: readonly Point[] = ['a', 'b', 'c', 'd'].map((model) => ({ model }));

/** Measures every config on every item by a table (config, stratum) → [cost, quality, latency]. */
export function measure(
  problem: MeasuredProblem,
  table: (config: number, stratum: number, item: number) => readonly (number | null)[],
  configs = points.length,
): Measurements {
  const measurements = createMeasurements(problem.figures.length);
  for (let config = 0; config < configs; config++) {
    problem.items.forEach((spec, item) => {
      measurements.add({ config, item, values: table(config, spec.stratum, item) });
    });
  }
  return measurements;
}

export const sourceOf = (problem: MeasuredProblem, measurements: Measurements) =>
  measuredFigures(problem, points, measurements);
