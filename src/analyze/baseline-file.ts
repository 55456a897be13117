import { type ContentHash, ParsimonyError, type SampleMeta } from '../domain/index.js';
import type { Analysis, BaselineDataset, BaselineFile, BaselineSample, SampleTable } from './port.js';

/**
 * The per-sample scores of one variant. `datasetHashes` are the hashes of the dataset files by name (every dataset of
 * the run must be named); `emulated` says whether the answers came from an emulator.
 */
export function exportBaseline(
  analysis: Analysis,
  variant: string,
  options: {
    readonly datasetHashes: { readonly [dataset: string]: ContentHash };
    readonly emulated: boolean;
    /** Metric → fingerprint of the scorer that measured it. */
    readonly scorers?: { readonly [metric: string]: string };
  },
): BaselineFile {
  const table = analysis.table(variant);
  const result = analysis.variants.find(({ name }) => name === variant);
  if (result === undefined) throw new ParsimonyError('not-found', `the run has no variant ${variant}`);
  return {
    schemaVersion: 1,
    kind: 'parsimony-baseline',
    variant,
    variantId: result.id,
    emulated: options.emulated,
    quality: analysis.quality,
    datasets: datasetsOf(table.samples, options.datasetHashes),
    ...(options.scorers !== undefined && { scorers: options.scorers }),
    samples: table.samples.map((sample, row) => baselineSample(table, sample, row)),
  };
}

/** JSON with one sample a line, so that a change of the file reads well in a diff. */
export function formatBaseline(file: BaselineFile): string {
  const { samples, ...head } = file;
  const lines = samples.map((sample) => `    ${JSON.stringify(sample)}`).join(',\n');
  const start = JSON.stringify(head, null, 2).slice(0, -2);
  return `${start},\n  "samples": [\n${lines}\n  ]\n}\n`;
}

/** A baseline file as a table that the gate and comparisons read like a variant of the run. */
export function baselineTable(file: BaselineFile): SampleTable {
  const kinds = new Map(file.datasets.map(({ name, kind }) => [name, kind]));
  const names = [...new Set(file.samples.flatMap(({ metrics }) => Object.keys(metrics)))].sort();
  const column = (value: (sample: BaselineSample) => number | null | undefined): Float64Array =>
    Float64Array.from(file.samples, (sample) => value(sample) ?? Number.NaN);
  const metrics = new Map(names.map((name) => [name, column((sample) => sample.metrics[name])]));
  return {
    variant: file.variant,
    samples: file.samples.map(({ id, dataset, intent, cluster, weight }) => ({
      id,
      dataset,
      datasetKind: kinds.get(dataset) ?? 'golden',
      intent,
      cluster,
      tags: [],
      weight,
    })),
    metricNames: names,
    metric: (name) => metrics.get(name),
    quality: column(({ quality }) => quality),
    costUsd: column(({ costUsd }) => costUsd),
    latencyMs: column(({ latencyMs }) => latencyMs),
    refused: column(({ refused }) => refused),
    findings: (row) => file.samples[row]?.findings,
  };
}

function datasetsOf(
  samples: readonly SampleMeta[],
  hashes: { readonly [dataset: string]: ContentHash },
): readonly BaselineDataset[] {
  const kinds = new Map(samples.map(({ dataset, datasetKind }) => [dataset, datasetKind]));
  return [...kinds].map(([name, kind]) => {
    const sha256 = hashes[name];
    if (sha256 === undefined) throw new ParsimonyError('internal', `no hash of dataset ${name}`);
    return { name, kind, sha256 };
  });
}

function baselineSample(table: SampleTable, sample: SampleMeta, row: number): BaselineSample {
  const metrics: { [name: string]: number } = {};
  for (const name of table.metricNames) {
    const value = orNull(table.metric(name)?.[row]);
    if (value !== null) metrics[name] = value;
  }
  const latencyMs = orNull(table.latencyMs[row]);
  const refused = orNull(table.refused?.[row]);
  const findings = table.findings?.(row);
  return {
    id: sample.id,
    dataset: sample.dataset,
    intent: sample.intent,
    cluster: sample.cluster,
    weight: sample.weight,
    quality: orNull(table.quality[row]),
    metrics,
    costUsd: orNull(table.costUsd[row]),
    ...(latencyMs !== null && { latencyMs }),
    ...(refused !== null && { refused }),
    ...(findings !== undefined && { findings }),
  };
}

/** NaN stands for missing inside tables only; a file says null. */
function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
