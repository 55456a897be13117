/** A multiset of n-grams. */
export type NgramCounts = ReadonlyMap<string, number>;

/** The n-grams of a list of words with how often each stands in it; none where the list is shorter than `n`. */
export function countNgrams(words: readonly string[], n: number): NgramCounts {
  const counts = new Map<string, number>();
  for (let at = 0; at + n <= words.length; at += 1) {
    // No word holds a line break, so no two n-grams share a key.
    const gram = words.slice(at, at + n).join('\n');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** How many n-grams a list of words has. */
export function ngramTotal(words: readonly string[], n: number): number {
  return Math.max(0, words.length - n + 1);
}

/** Size of the intersection of two multisets: each n-gram counts as often as it stands in both. */
export function sharedNgrams(a: NgramCounts, b: NgramCounts): number {
  let shared = 0;
  for (const [gram, count] of a) shared += Math.min(count, b.get(gram) ?? 0);
  return shared;
}
