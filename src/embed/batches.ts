/**
 * Positions of the texts in batches of at most `size`, longest first: texts of like length share a batch, so little
 * is spent on padding, and the batch that needs most memory comes first. `area` bounds rows × length² of a batch, which
 * is what attention takes memory for; a text that exceeds it alone is a batch of its own.
 */
export function batchByLength(
  lengths: readonly number[],
  limits: { readonly size: number; readonly area: number },
): readonly (readonly number[])[] {
  const order = lengths
    .map((_, index) => index)
    .sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
  const batches: number[][] = [];
  let batch: number[] = [];
  let rows = 0;
  for (const index of order) {
    if (batch.length >= rows) {
      const length = Math.max(1, lengths[index] ?? 0);
      rows = Math.max(1, Math.min(limits.size, Math.floor(limits.area / length ** 2)));
      batch = [];
      batches.push(batch);
    }
    batch.push(index);
  }
  return batches;
}
