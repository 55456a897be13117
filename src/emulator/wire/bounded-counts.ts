/** Counts per key that remember at most `limit` keys: the oldest are forgotten, so memory stays flat. */
export interface BoundedCounts {
  /** Adds one and returns the count before. */
  add(key: string): number;
  get(key: string): number;
  entries(): IterableIterator<readonly [string, number]>;
  /** Keys ever seen for the first time (a forgotten key that comes back counts again). */
  readonly distinct: number;
  /** Keys that were counted a second time. */
  readonly repeated: number;
}

export function createBoundedCounts(limit: number): BoundedCounts {
  const counts = new Map<string, number>();
  let distinct = 0;
  let repeated = 0;
  return {
    add(key) {
      const before = counts.get(key) ?? 0;
      counts.set(key, before + 1);
      if (before === 0) distinct += 1;
      if (before === 1) repeated += 1;
      if (counts.size > limit) {
        const oldest = counts.keys().next();
        if (!oldest.done) counts.delete(oldest.value);
      }
      return before;
    },
    get: (key) => counts.get(key) ?? 0,
    entries: () => counts.entries(),
    get distinct() {
      return distinct;
    },
    get repeated() {
      return repeated;
    },
  };
}
