import type { MetricInfo } from '../../domain/index.js';
import type { SearchSpec } from '../../experiment/port.js';
import type { ItemSplit } from '../../search/index.js';
import type { MeasuredProblem, SearchItem } from '../../search/port.js';
import { measuresOf } from './measures.js';
import type { PlacedSample, SearchSamples } from './samples.js';

/** One part of the split: what a searcher, or an estimate, knows of it and where its samples stand. */
export interface Part {
  readonly items: readonly SearchItem[];
  /** Item → position over all datasets. */
  readonly positions: readonly number[];
}

/** The part of the split that the named rows make. */
export function partOfSplit(samples: SearchSamples, rows: readonly number[]): Part {
  const strata = new Map(samples.strata.map(({ name }, index) => [name, index]));
  const own = rows.flatMap((row): readonly PlacedSample[] => {
    const sample = samples.golden[row];
    return sample === undefined ? [] : [sample];
  });
  return {
    items: own.map(({ meta }) => ({
      stratum: strata.get(meta.intent) ?? -1,
      cluster: meta.cluster,
      weight: meta.weight,
    })),
    positions: own.map(({ position }) => position),
  };
}

/** What is searched: the search part alone, and nothing of the gate part (law 8). */
export function measuredProblem(parts: {
  readonly spec: SearchSpec;
  readonly samples: SearchSamples;
  readonly split: Pick<ItemSplit, 'search' | 'gate'>;
  readonly metrics: readonly MetricInfo[];
}): { readonly problem: MeasuredProblem; readonly search: Part; readonly gate: Part } {
  const { spec, samples, split, metrics } = parts;
  const search = partOfSplit(samples, split.search);
  const measures = measuresOf(spec, { conversations: samples.conversations, metrics });
  return {
    problem: { space: spec.space, per: spec.per, strata: samples.strata, items: search.items, ...measures },
    search,
    gate: partOfSplit(samples, split.gate),
  };
}
