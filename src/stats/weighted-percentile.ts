import { allFinite, assertProbability } from './result.js';

/** Values in rising order, each with a weight ≥ 0 that its place keeps. */
export interface WeightedValues {
  readonly values: Float64Array;
  /** Share of the whole up to and with each value: rising, the last one 1. */
  readonly reached: Float64Array;
  /** Kish's effective number, (Σ w)²/Σ w²: how many values alike say as much. */
  readonly effective: number;
}

/** Sorts finite values with their weights; values without weight are left out. */
export function sortWeighted(values: ArrayLike<number>, weights: ArrayLike<number>): WeightedValues {
  if (!allFinite(values) || !allFinite(weights))
    throw new RangeError('a value or weight is not a finite number');
  const order = Uint32Array.from({ length: values.length }, (_, at) => at).filter(
    (at) => (weights[at] as number) > 0,
  );
  order.sort((a, b) => (values[a] as number) - (values[b] as number));
  const reached = new Float64Array(order.length);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < order.length; i++) {
    const weight = weights[order[i] as number] as number;
    sum += weight;
    squares += weight * weight;
    reached[i] = sum;
  }
  for (let i = 0; i < reached.length; i++) reached[i] = (reached[i] as number) / sum;
  return {
    values: Float64Array.from(order, (at) => values[at] as number),
    reached,
    effective: squares > 0 ? (sum * sum) / squares : 0,
  };
}

/**
 * The weighted type-7 quantile (Akinshin 2023, arXiv 2304.07265): every value counts for the part of the window
 * [(n* − 1)p, (n* − 1)p + 1]/n* that its share of the weights covers, n* Kish's effective number. With weights alike it is the
 * type-7 quantile. NaN of no value.
 */
export function weightedQuantile({ values, reached, effective }: WeightedValues, p: number): number {
  assertProbability('p', p);
  if (values.length === 0) return Number.NaN;
  const start = ((effective - 1) * p) / effective;
  const covered = (share: number): number => Math.min(1, Math.max(0, (share - start) * effective));
  let sum = 0;
  let before = 0;
  for (let i = firstAbove(reached, start); i < values.length && before < 1; i++) {
    // The last value closes the window, whatever its share was rounded to.
    const until = i === values.length - 1 ? 1 : covered(reached[i] as number);
    sum += (until - before) * (values[i] as number);
    before = until;
  }
  return sum;
}

/** Position of the first share above the given one; the last position where none is. */
function firstAbove(reached: Float64Array, share: number): number {
  let low = 0;
  let high = reached.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reached[middle] as number) > share) high = middle;
    else low = middle + 1;
  }
  return low;
}
