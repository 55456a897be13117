/** Rank of every token of a vocabulary, keyed by its bytes as a binary string (one code unit per byte). */
export type TokenRanks = ReadonlyMap<string, number>;

/**
 * Reads the rank table as js-tiktoken ships it: lines of `! <first rank> <base64 token> <base64 token> …`, ranks
 * counted up from the first.
 */
export function parseTokenRanks(table: string): TokenRanks {
  const ranks = new Map<string, number>();
  for (const line of table.split('\n')) {
    const [, first, ...tokens] = line.split(' ');
    if (first === undefined) continue;
    const offset = Number.parseInt(first, 10);
    for (const [index, token] of tokens.entries()) {
      ranks.set(Buffer.from(token, 'base64').toString('latin1'), offset + index);
    }
  }
  return ranks;
}

/**
 * How many tokens byte-pair merging leaves of a piece: again and again the adjacent pair whose union has the
 * lowest rank is merged, until no union is a token. Ranks of the neighbours are kept between steps, so a step is
 * one scan of numbers; js-tiktoken looks every pair up anew and needs minutes where this needs milliseconds.
 */
export function countByteTokens(bytes: string, ranks: TokenRanks): number {
  if (bytes.length <= 1 || ranks.has(bytes)) return Math.min(1, bytes.length);
  const starts = Array.from({ length: bytes.length + 1 }, (_, index) => index);
  const rankAt = (index: number): number => {
    const [from, to] = [starts[index], starts[index + 2]];
    if (from === undefined || to === undefined) return Number.POSITIVE_INFINITY;
    return ranks.get(bytes.slice(from, to)) ?? Number.POSITIVE_INFINITY;
  };
  const pairs = starts.map((_, index) => rankAt(index));
  for (;;) {
    let best = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (let index = 0; index < pairs.length; index += 1) {
      const rank = pairs[index] ?? Number.POSITIVE_INFINITY;
      if (rank < lowest) {
        lowest = rank;
        best = index;
      }
    }
    if (lowest === Number.POSITIVE_INFINITY) return starts.length - 1;
    starts.splice(best + 1, 1);
    pairs.splice(best + 1, 1);
    pairs[best] = rankAt(best);
    if (best > 0) pairs[best - 1] = rankAt(best - 1);
  }
}
