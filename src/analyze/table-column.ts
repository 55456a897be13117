import { ratioScores } from '../stats/index.js';
import type { SampleTable } from './port.js';

/**
 * A column of a table by name: `quality`, `tokenEfficiency`, `costUsd`, `latencyMs` or a metric; undefined when there is
 * none.
 */
export function columnOf(table: SampleTable, figure: string): Float64Array | undefined {
  switch (figure) {
    case 'quality':
      return table.quality;
    case 'costUsd':
      return table.costUsd;
    case 'latencyMs':
      return table.latencyMs;
    case 'tokenEfficiency':
      return table.tokens && efficiencyColumn(table, table.tokens);
    default:
      return table.metric(figure);
  }
}

/**
 * Quality per 1,000 tokens over the samples that are not adversarial (over all where there are no others), each by its
 * share in the ratio of sums: differences of two such columns are differences of the ratios. Samples count alike.
 */
function efficiencyColumn({ samples, quality }: SampleTable, tokens: Float64Array): Float64Array {
  const plain = samples.some(({ datasetKind }) => datasetKind !== 'adversarial');
  const counts = (row: number): boolean => !plain || samples[row]?.datasetKind !== 'adversarial';
  return ratioScores(
    quality.map((value, row) => (counts(row) ? value : Number.NaN)),
    tokens.map((count) => count / 1000),
  );
}
