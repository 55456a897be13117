import type { SampleMeta } from '../domain/index.js';

/** Which samples a figure is over, and the words for it in `method`. */
export interface Population {
  readonly rows: Int32Array;
  /** Empty when it is simply every sample. */
  readonly label: string;
}

function isAdversarial(sample: SampleMeta): boolean {
  return sample.datasetKind === 'adversarial';
}

/**
 * The samples behind headline figures: those of non-adversarial datasets where there is one, else all. Adversarial
 * samples are judged on their own, never averaged in (law 9).
 */
export function headlinePopulation(samples: readonly SampleMeta[]): Population {
  const plain = rowsWhere(samples, (sample) => !isAdversarial(sample));
  if (plain.length === samples.length) return { rows: plain, label: '' };
  if (plain.length > 0) return { rows: plain, label: 'adversarial datasets apart' };
  return { rows: rowsWhere(samples, () => true), label: 'adversarial datasets only' };
}

/**
 * The samples of a slice by intent or tag: its part of the headline population, or, where the value occurs only in
 * adversarial datasets, those.
 */
export function slicePopulation(
  samples: readonly SampleMeta[],
  belongs: (sample: SampleMeta) => boolean,
): Population {
  const rows = rowsWhere(samples, belongs);
  const plain = rowsWhere(samples, (sample) => belongs(sample) && !isAdversarial(sample));
  if (plain.length === rows.length) return { rows, label: '' };
  if (plain.length > 0) return { rows: plain, label: 'adversarial datasets apart' };
  return { rows, label: 'adversarial datasets only' };
}

export function rowsWhere(
  samples: readonly SampleMeta[],
  belongs: (sample: SampleMeta) => boolean,
): Int32Array {
  const rows: number[] = [];
  for (const [row, sample] of samples.entries()) if (belongs(sample)) rows.push(row);
  return Int32Array.from(rows);
}
