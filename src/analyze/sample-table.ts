import type { SampleMeta } from '../domain/index.js';
import type { VariantColumns } from './columns.js';
import type { SampleTable } from './port.js';

/** The per-sample view of a variant's columns; shares their memory. */
export function sampleTable(
  variant: string,
  samples: readonly SampleMeta[],
  columns: VariantColumns,
  repeats: number,
): SampleTable {
  return {
    variant,
    samples,
    metricNames: [...columns.metrics.keys()],
    metric: (name) => columns.metrics.get(name)?.means(),
    quality: columns.quality.means(),
    costUsd: columns.costUsd.means(),
    latencyMs: columns.latency.means(),
    tokens: columns.tokens.means(),
    trialLatencies: { ms: columns.trialLatencyMs, repeats },
    refused: columns.refused.means(),
    findings: (row) => columns.findings.of(row),
  };
}
