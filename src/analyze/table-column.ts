import type { SampleTable } from './port.js';

/** A column of a table by name: `quality`, `costUsd`, `latencyMs` or a metric; undefined when there is none. */
export function columnOf(table: SampleTable, figure: string): Float64Array | undefined {
  switch (figure) {
    case 'quality':
      return table.quality;
    case 'costUsd':
      return table.costUsd;
    case 'latencyMs':
      return table.latencyMs;
    default:
      return table.metric(figure);
  }
}
