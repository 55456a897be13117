import type { Dataset } from '../dataset/index.js';

/** Every reference of the datasets, streamed. */
export function* referencesOf(datasets: readonly Dataset[]): Generator<string> {
  for (const dataset of datasets) for (const { references } of dataset.samples()) yield* references;
}
