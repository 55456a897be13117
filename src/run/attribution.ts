import type { Sample } from '../domain/index.js';
import type { Attributed } from '../experiment/port.js';

const METADATA = 'metadata.';

/**
 * The configured labels of a sample's calls. What the sample does not have, or has as a list or mapping, is left out:
 * an invocation log cannot be split by it.
 */
export function attributed(
  attribution: { readonly [name: string]: Attributed },
  sample: Sample,
  dataset: string,
): { readonly [name: string]: string } {
  const labels: { [name: string]: string } = {};
  for (const [name, source] of Object.entries(attribution)) {
    const value = typeof source === 'string' ? source : readFrom(source.from, sample, dataset);
    if (value !== undefined && value !== '') labels[name] = value;
  }
  return labels;
}

function readFrom(from: string, sample: Sample, dataset: string): string | undefined {
  if (from === 'intent') return sample.intent;
  if (from === 'dataset') return dataset;
  if (from === 'sessionId') return sample.sessionId;
  const key = from.slice(METADATA.length);
  const value = Object.hasOwn(sample.metadata, key) ? sample.metadata[key] : undefined;
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}
