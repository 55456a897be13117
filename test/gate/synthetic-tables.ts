import type { SampleTable } from '../../src/analyze/index.js';
import type { SampleMeta } from '../../src/domain/index.js';
import type { GateSpec } from '../../src/experiment/port.js';
import { jitter, sampleMeta } from '../analyze/synthetic-run.js';

/** A table whose quality (null: unscored) and metrics are computed from the sample. */
export function syntheticTable(
  variant: string,
  samples: readonly SampleMeta[],
  quality: (sample: SampleMeta) => number | null,
  metrics: { readonly [name: string]: (sample: SampleMeta) => number | null } = {},
): SampleTable {
  const column = (value: (sample: SampleMeta) => number | null) =>
    Float64Array.from(samples, (sample) => value(sample) ?? Number.NaN);
  const columns = new Map(Object.entries(metrics).map(([name, value]) => [name, column(value)]));
  return {
    variant,
    samples,
    metricNames: [...columns.keys()],
    metric: (name) => columns.get(name),
    quality: column(quality),
    costUsd: column(() => 0.001),
    latencyMs: column(() => 500),
  };
}

export const golden = Array.from({ length: 200 }, (_, i) => sampleMeta(`g${i}`));
export const attacks = Array.from({ length: 50 }, (_, i) =>
  sampleMeta(`x${i}`, { dataset: 'adversarial', datasetKind: 'adversarial' }),
);

/** A steady baseline with spread between samples. */
export const baselineQuality = ({ id }: SampleMeta) => 0.6 + 0.3 * jitter(id);

/** The baseline plus a shift and paired noise of the given half-width around it. */
export const shifted =
  (by: number, noise = 0.05, salt = '') =>
  (sample: SampleMeta) =>
    baselineQuality(sample) + by + noise * (2 * jitter(`${salt}noise${sample.id}`) - 1);

export const spec: GateSpec = {
  baseline: 'baseline',
  candidates: ['candidate'],
  margin: 0.05,
  alpha: 0.05,
  drop: 0.1,
  require: 'all',
  maxMissing: 0.02,
};
