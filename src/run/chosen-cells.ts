import type { Sample, Variant } from '../domain/index.js';
import { labelsFor } from './attribution.js';
import type { PlannedCell, RunPlan } from './port.js';

/** A cell that somebody chose: one configuration on one sample. */
export interface ChosenCell {
  /** Number of the configuration. */
  readonly config: number;
  /** Of the sample, over all datasets in file order. */
  readonly position: number;
}

/** What cells are chosen from: the datasets are fixed, the configurations come as they are chosen. */
export interface ChosenPlan extends Pick<RunPlan, 'experiment' | 'datasets' | 'attribution'> {
  /** The variant that a configuration is for a sample. */
  readonly variantOf: (config: number, sample: Sample) => Variant;
}

/**
 * Chosen cells ready to be carried out, one at a time, in order of sample and then of configuration, each once. A
 * cell's number is config × samples + position, so that it is the same however many configurations follow. Samples
 * that nobody chose are not parsed; what is held is the choice itself.
 */
export function* chosenCells(plan: ChosenPlan, chosen: Iterable<ChosenCell>): Generator<PlannedCell> {
  const samples = plan.datasets.reduce((sum, { count }) => sum + count, 0);
  const configsAt = byPosition(chosen);
  let start = 0;
  for (const dataset of plan.datasets) {
    const offset = start;
    start += dataset.count;
    const positions: number[] = [];
    for (let position = offset; position < start; position++)
      if (configsAt.has(position)) positions.push(position);
    if (positions.length === 0) continue;
    let next = 0;
    for (const sample of dataset.samples((index) => !configsAt.has(offset + index))) {
      const position = positions[next] ?? -1;
      next += 1;
      const labelsOf = labelsFor(plan, { sample, dataset: dataset.name });
      for (const config of configsAt.get(position) ?? []) {
        const variant = plan.variantOf(config, sample);
        const cell = config * samples + position;
        yield { cell, sample, variant, repeat: 0, labels: labelsOf(variant) };
      }
    }
  }
}

function byPosition(chosen: Iterable<ChosenCell>): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, Set<number>>();
  for (const { config, position } of chosen) {
    const configs = found.get(position);
    if (configs === undefined) found.set(position, new Set([config]));
    else configs.add(config);
  }
  return new Map([...found].map(([position, configs]) => [position, [...configs].sort((a, b) => a - b)]));
}
