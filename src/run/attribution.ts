import type { Sample, Variant } from '../domain/index.js';
import type { Attributed } from '../experiment/port.js';
import type { RunPlan } from './port.js';

const METADATA = 'metadata.';

/** Request metadata of a sample's calls, by variant. Ours first: a service that takes only so many pairs drops the last. */
export function labelsFor(
  plan: Pick<RunPlan, 'experiment' | 'attribution'>,
  { sample, dataset }: { readonly sample: Sample; readonly dataset: string },
): (variant: Pick<Variant, 'name'>) => { readonly [name: string]: string } {
  const own = attributed(plan.attribution ?? {}, sample, dataset);
  return ({ name }) => ({
    experiment: plan.experiment,
    variant: name,
    intent: sample.intent,
    ...own,
  });
}

/**
 * The configured labels of a sample's calls. What the sample does not have, or has as a list or mapping, is left out:
 * an invocation log cannot be split by it.
 */
function attributed(
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
