/**
 * `compute` with a memory of its newest `limit` results: prompts of one experiment share their instructions, and a
 * prompt's sentences are looked at several times. Texts longer than `longest` are not remembered, so that the memory
 * has a bound.
 */
export function remembering<T>(
  limit: number,
  compute: (text: string) => T,
  longest = Number.POSITIVE_INFINITY,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > longest) return compute(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = compute(text);
    if (known.size >= limit) known.delete(known.keys().next().value ?? '');
    known.set(text, value);
    return value;
  };
}
