/**
 * Counts calls and names what strikes the next one: the first kind whose number divides the count. 0 and undefined
 * strike never.
 */
export function everyNth<Kind extends string>(
  kinds: {
    readonly [kind in Kind]: number | undefined;
  },
): () => Kind | undefined {
  const rules = (Object.entries(kinds) as [Kind, number | undefined][]).filter(
    (rule): rule is [Kind, number] => rule[1] !== undefined && rule[1] > 0,
  );
  let count = 0;
  return () => {
    count += 1;
    return rules.find(([, every]) => count % every === 0)?.[0];
  };
}
