import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { countByteTokens } from '../../src/tokens/byte-pair.js';
import { parseTokenRanks, type TokenRanks } from '../../src/tokens/token-ranks.js';

const base64 = (token: string) => Buffer.from(token, 'latin1').toString('base64');
const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** The definition, read off: merge the lowest-ranked adjacent pair, the leftmost of equals, until none is left. */
function byDefinition(text: string, ranks: ReadonlyMap<string, number>): number {
  if (ranks.has(text)) return 1;
  let parts = [...text];
  for (;;) {
    const pairs = parts.slice(1).map((part, at) => ranks.get((parts[at] ?? '') + part) ?? Infinity);
    const best = pairs.indexOf(Math.min(...pairs));
    if (pairs.length === 0 || pairs[best] === Infinity) return parts.length;
    parts = [
      ...parts.slice(0, best),
      (parts[best] ?? '') + (parts[best + 1] ?? ''),
      ...parts.slice(best + 2),
    ];
  }
}

test('a rank table is read as lines of a first rank and its tokens', () => {
  const table = `! 7 ${base64('a')} ${base64('ab')} ${base64('abc')}\n! 40 ${base64('\u00ff\u0000')}\n`;
  const ranks = parseTokenRanks(table);
  const rank = (text: string) => ranks.rankOf(bytesOf(`x${text}y`), 1, 1 + text.length);
  expect(['a', 'ab', 'abc', '\u00ff\u0000', 'b', 'abcd', ''].map(rank)).toEqual([7, 8, 9, 40, -1, -1, -1]);
  expect(ranks.longestBytes).toBe(3);
});

test('pairs are merged in the order of the definition, whatever the vocabulary', () => {
  const token = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(
      fc.uniqueArray(token, { maxLength: 25 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 40 }),
      (longer, text) => {
        const tokens = ['a', 'b', 'c', ...longer];
        const ranks = parseTokenRanks(`! 0 ${tokens.map(base64).join(' ')}\n`);
        const map = new Map(tokens.map((one, rank) => [one, rank]));
        expect(countByteTokens(bytesOf(text), text.length, ranks)).toBe(byDefinition(text, map));
      },
    ),
    { numRuns: 300 },
  );
});

describe('work grows with the length, not with its square', () => {
  let ranks: TokenRanks;
  beforeAll(async () => {
    const { default: vocabulary } = await import('js-tiktoken/ranks/o200k_base');
    ranks = parseTokenRanks(vocabulary.bpe_ranks);
  });

  test.each(['a', '=', ' ', 'ab', 'xq', '\u00e3\u0081\u0082'])('runs of %j', (unit) => {
    const lookups = (length: number): number => {
      let count = 0;
      const counting: TokenRanks = {
        ...ranks,
        rankOf: (bytes, from, to) => {
          count += 1;
          return ranks.rankOf(bytes, from, to);
        },
      };
      countByteTokens(bytesOf(unit.repeat(length / unit.length)), length, counting);
      return count;
    };
    // One look-up for each pair at first and two for each merge, of which there are fewer than bytes.
    expect(lookups(48_000)).toBeLessThan(3 * 48_000);
    expect(lookups(48_000) / lookups(12_000)).toBeLessThan(4.1);
  });
});
