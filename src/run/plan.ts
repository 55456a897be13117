import { ParsimonyError, type SampleMeta } from '../domain/index.js';
import type { SampleFilter } from '../store/index.js';
import { labelsFor } from './attribution.js';
import type { PlannedCell, RunPlan } from './port.js';

/** Marks the samples that a filter takes, by position over all datasets. */
export function includeSamples(
  datasets: readonly { readonly count: number; readonly metas: () => Iterable<SampleMeta> }[],
  filter: SampleFilter,
): Uint8Array {
  const included = new Uint8Array(datasets.reduce((sum, dataset) => sum + dataset.count, 0));
  if (Object.keys(filter).length === 0) return included.fill(1);
  let position = 0;
  for (const dataset of datasets) {
    let taken = 0;
    for (const meta of dataset.metas()) {
      if (taken < (filter.first ?? Number.POSITIVE_INFINITY) && takes(filter, meta)) {
        included[position] = 1;
        taken += 1;
      }
      position += 1;
    }
  }
  if (!included.includes(1)) {
    throw new ParsimonyError('invalid-input', 'no sample is left after the filters', {
      hint: 'Loosen --filter-intent, --filter-sample, --filter-tag or --first.',
    });
  }
  return included;
}

function takes(filter: SampleFilter, meta: SampleMeta): boolean {
  return (
    (filter.intents === undefined || filter.intents.includes(meta.intent)) &&
    (filter.samples === undefined || filter.samples.includes(meta.id)) &&
    (filter.tags === undefined || filter.tags.some((tag) => meta.tags.includes(tag)))
  );
}

/** How many cells a plan has. */
export function countCells(plan: Pick<RunPlan, 'included' | 'variants' | 'repeats'>): number {
  let samples = 0;
  for (const mark of plan.included) samples += mark;
  return samples * plan.variants.length * plan.repeats;
}

/**
 * The cells that are still to do, in order and one at a time (law 11). `finished` marks cells by number; a sample
 * whose cells are all finished is not even parsed.
 */
export function* planCells(plan: RunPlan, finished: Uint8Array): Generator<PlannedCell> {
  const perSample = plan.variants.length * plan.repeats;
  let offset = 0;
  for (const dataset of plan.datasets) {
    const start = offset;
    const isDone = (position: number): boolean => {
      if (plan.included[position] !== 1) return true;
      for (let cell = position * perSample; cell < (position + 1) * perSample; cell += 1) {
        if (finished[cell] !== 1) return false;
      }
      return true;
    };
    let position = start;
    const next = (): number => {
      while (position < start + dataset.count && isDone(position)) position += 1;
      return position;
    };
    for (const sample of dataset.samples((index) => isDone(start + index))) {
      const at = next();
      const labelsOf = labelsFor(plan, { sample, dataset: dataset.name });
      for (const [variantIndex, variant] of plan.variants.entries()) {
        const labels = labelsOf(variant);
        for (let repeat = 0; repeat < plan.repeats; repeat += 1) {
          const cell = (at * plan.variants.length + variantIndex) * plan.repeats + repeat;
          if (finished[cell] !== 1) yield { cell, sample, variant, repeat, labels };
        }
      }
      position = at + 1;
    }
    offset += dataset.count;
  }
}
