import type { SampleMeta } from '../domain/index.js';
import { type Population, rowsWhere, slicePopulation } from './population.js';
import type { SliceResult } from './port.js';

/** A slice's name and the samples behind it; the same for every variant of a run. */
export interface Slice {
  readonly by: SliceResult['by'];
  readonly value: string;
  readonly population: Population;
}

/** Slices by dataset, intent and tag, each sorted by name. */
export function slicesOf(samples: readonly SampleMeta[]): readonly Slice[] {
  const distinct = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();
  return [
    ...distinct(samples.map(({ dataset }) => dataset)).map(
      (value): Slice => ({
        by: 'dataset',
        value,
        population: { rows: rowsWhere(samples, ({ dataset }) => dataset === value), label: '' },
      }),
    ),
    ...distinct(samples.map(({ intent }) => intent)).map(
      (value): Slice => ({
        by: 'intent',
        value,
        population: slicePopulation(samples, ({ intent }) => intent === value),
      }),
    ),
    ...distinct(samples.flatMap(({ tags }) => tags)).map(
      (value): Slice => ({
        by: 'tag',
        value,
        population: slicePopulation(samples, ({ tags }) => tags.includes(value)),
      }),
    ),
  ];
}
