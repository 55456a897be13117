import type { HiddenState } from './forward.js';

/**
 * The sentence vector of row `row` of a batch: the mean over its `length` pieces, then L2 normalisation;
 * sentence-transformers' "mean pooling" and "normalize". Padding stands behind the pieces and does not count.
 */
export function poolSentence(
  { data, sequence, dimensions }: HiddenState,
  { row, length }: { readonly row: number; readonly length: number },
): Float32Array {
  const sum = new Float64Array(dimensions);
  for (let piece = 0; piece < length; piece += 1) {
    const offset = (row * sequence + piece) * dimensions;
    for (let d = 0; d < dimensions; d += 1) sum[d] = (sum[d] ?? 0) + (data[offset + d] ?? 0);
  }
  // The mean's divisor falls out of the normalisation.
  const norm = Math.sqrt(sum.reduce((total, x) => total + x * x, 0));
  return Float32Array.from(sum, (x) => (norm === 0 ? 0 : x / norm));
}

/** The pieces `from` to `to` of row `row`, each L2-normalised, one after the other. */
export function unitRows(
  { data, sequence, dimensions }: HiddenState,
  { row, from, to }: { readonly row: number; readonly from: number; readonly to: number },
): Float32Array {
  const start = (row * sequence + from) * dimensions;
  const rows = data.slice(start, start + (to - from) * dimensions);
  for (let offset = 0; offset < rows.length; offset += dimensions) {
    let square = 0;
    for (let d = offset; d < offset + dimensions; d += 1) square += (rows[d] ?? 0) ** 2;
    const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
    for (let d = offset; d < offset + dimensions; d += 1) rows[d] = (rows[d] ?? 0) * scale;
  }
  return rows;
}

/** Dot product of two unit vectors: their cosine. Throws for different lengths. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} dimensions`);
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
}
