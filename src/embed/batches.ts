/**
 * Positions of the texts in batches of at most `size`, longest first: texts of like length share a batch, so little
 * is spent on padding, and the batch that needs most memory comes first.
 */
export function batchByLength(lengths: readonly number[], size: number): readonly (readonly number[])[] {
  const order = lengths
    .map((_, index) => index)
    .sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
  const batches: number[][] = [];
  for (let start = 0; start < order.length; start += size) batches.push(order.slice(start, start + size));
  return batches;
}
