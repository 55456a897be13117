import type { RunData } from '../analyze/port.js';
import { type ModelPrice, restorePrice } from '../cost/index.js';
import type { MetricInfo, SampleMeta, TrialRecord } from '../domain/index.js';
import type { SequentialLook } from '../gate/index.js';
import type { RunRow, Store } from '../store/index.js';
import type { Repricing } from './prices/reprice.js';
import { takenSamples } from './stop-early.js';

/** A run as analysis reads it, from the database alone. */
export interface StoredRun extends RunData {
  /** Position over all datasets of a sample of `samples`. */
  readonly positions: Int32Array;
  /** The order of its samples, where the gate looks at them as they come. */
  readonly look?: SequentialLook;
  /** A trial of the run with its cost by the prices that hold here. */
  priced(trial: TrialRecord): TrialRecord;
}

/** Reads a run's samples and streams its trials; the experiment file and the datasets need not exist any more. */
export function readRun(store: Store, run: RunRow, repricing?: Repricing): StoredRun {
  const { snapshot } = run;
  const metas = snapshot.datasets.map((dataset) => ({
    count: dataset.count,
    metas: () => store.runs.samples(dataset),
  }));
  const { included, look } = takenSamples(run, metas);
  const samples: SampleMeta[] = [];
  const positions: number[] = [];
  /** Position over all datasets → position in `samples`. */
  const dense = new Int32Array(included.length).fill(-1);
  let position = 0;
  for (const dataset of metas) {
    for (const meta of dataset.metas()) {
      if (included[position] === 1) {
        dense[position] = samples.length;
        samples.push(meta);
        positions.push(position);
      }
      position += 1;
    }
  }
  const priced = (trial: TrialRecord): TrialRecord => repricing?.price(trial) ?? trial;
  const shape = { variants: snapshot.variants.length, repeats: snapshot.repeats };
  return {
    variants: snapshot.variants,
    samples,
    repeats: snapshot.repeats,
    metrics: [...snapshot.metrics, ...namedByAssertions(store, run)],
    positions: Int32Array.from(positions),
    ...(look !== undefined && { look }),
    caching: { decisions: snapshot.caching ?? [], price: repricing?.priceOf ?? storedPrices(run) },
    *trials(): Iterable<TrialRecord> {
      for (const trial of store.trials.stream(run.row, shape)) {
        const sampleIndex = dense[trial.sampleIndex] ?? -1;
        if (sampleIndex >= 0) yield { ...priced(trial), sampleIndex };
      }
    },
    priced,
  };
}

/** The prices that a run was carried out with. */
function storedPrices({ snapshot }: RunRow): (model: string) => ModelPrice | null {
  const stored = snapshot.prices ?? {};
  const prices = new Map(Object.entries(stored).map(([model, price]) => [model, restorePrice(price)]));
  return (model) => prices.get(model) ?? null;
}

/** Metrics that only samples' own assertions name. */
function namedByAssertions(store: Store, run: RunRow): readonly MetricInfo[] {
  const known = new Set(run.snapshot.metrics.map((metric) => metric.name));
  return store.trials
    .metricNames(run.row)
    .filter((name) => !known.has(name))
    .map((name) => ({ name, min: 0, max: 1, description: 'assertions of the samples under this name' }));
}
