import type { SampleTable } from '../analyze/index.js';
import type { SampleMeta } from '../domain/index.js';
import type { SliceRef } from '../experiment/port.js';

/** The samples that a check is over, and the name it gives them. */
export interface Scope {
  readonly slice: string;
  readonly belongs: (sample: SampleMeta) => boolean;
}

/** Whether a sample is of an intent, tag or language. */
export function isOfSlice({ by, value }: SliceRef, sample: SampleMeta): boolean {
  if (by === 'intent') return sample.intent === value;
  return by === 'tag' ? sample.tags.includes(value) : sample.language === value;
}

/** The scope of a guardrail: one dataset or all of them, adversarial ones too, cut down to a slice. */
export function guardrailScope(of: { readonly on?: string; readonly slice?: SliceRef }): Scope {
  const { on } = of;
  const base: Scope = { slice: on ?? 'all', belongs: ({ dataset }) => on === undefined || dataset === on };
  return within(base, of.slice);
}

/**
 * The scopes that comparisons of quality have by themselves: one over the datasets that are not adversarial, and one
 * for each adversarial dataset, never pooled with the others (law 9).
 */
export function datasetScopes(tables: { readonly baseline: SampleTable; readonly candidate: SampleTable }): {
  readonly plain: Scope | undefined;
  readonly adversarial: readonly Scope[];
} {
  const kinds = new Map(
    [...tables.candidate.samples, ...tables.baseline.samples]
      .reverse()
      .map(({ dataset, datasetKind }) => [dataset, datasetKind]),
  );
  const names = [...kinds.keys()].sort();
  const plain = names.filter((name) => kinds.get(name) !== 'adversarial');
  const [only] = plain;
  return {
    plain:
      only === undefined
        ? undefined
        : {
            slice: plain.length === 1 ? only : 'all',
            belongs: ({ dataset }) => kinds.get(dataset) !== 'adversarial',
          },
    adversarial: names
      .filter((name) => kinds.get(name) === 'adversarial')
      .map((name) => ({ slice: name, belongs: ({ dataset }) => dataset === name })),
  };
}

/**
 * The scope of a margin of its own: a dataset, else what is not adversarial (only an experiment without such datasets
 * has its margins on the adversarial ones), cut down to a slice.
 */
export function marginScope(
  of: { readonly on?: string; readonly slice?: SliceRef },
  tables: { readonly baseline: SampleTable; readonly candidate: SampleTable },
): Scope {
  const { plain } = datasetScopes(tables);
  if (of.on !== undefined || plain === undefined) return guardrailScope(of);
  return within(plain, of.slice);
}

function within(base: Scope, slice: SliceRef | undefined): Scope {
  if (slice === undefined) return base;
  const name = `${slice.by}=${slice.value}`;
  return {
    slice: base.slice === 'all' ? name : `${base.slice}, ${name}`,
    belongs: (sample) => base.belongs(sample) && isOfSlice(slice, sample),
  };
}
