/**
 * Sentence vectors from the last hidden state [batch, sequence, dimensions] (row-major): the mean over the pieces
 * of each text, then L2 normalisation; sentence-transformers' "mean pooling" and "normalize". Padding stands after
 * the `lengths[i]` pieces of a text and does not count.
 */
export function poolSentences(options: {
  readonly hidden: Float32Array;
  readonly lengths: readonly number[];
  readonly sequence: number;
  readonly dimensions: number;
}): readonly Float32Array[] {
  const { hidden, lengths, sequence, dimensions } = options;
  return lengths.map((length, row) => {
    const sum = new Float64Array(dimensions);
    for (let piece = 0; piece < length; piece += 1) {
      const offset = (row * sequence + piece) * dimensions;
      for (let d = 0; d < dimensions; d += 1) sum[d] = (sum[d] ?? 0) + (hidden[offset + d] ?? 0);
    }
    // The mean's divisor falls out of the normalisation.
    const norm = Math.sqrt(sum.reduce((total, x) => total + x * x, 0));
    return Float32Array.from(sum, (x) => (norm === 0 ? 0 : x / norm));
  });
}

/** Dot product of two unit vectors: their cosine. Throws for different lengths. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} dimensions`);
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
}
