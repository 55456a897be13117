import type { TokenVectors } from '../../embed/index.js';
import type { Idf } from './idf.js';
import type { MatchSide } from './match.js';

/** A text for the matcher: special pieces weigh nothing, the others their idf, or 1 without one. */
export function toSide({ ids, vectors, special }: TokenVectors, idf: Idf | null): MatchSide {
  const weights = special.map((is, at) => (is ? 0 : (idf?.weightOf(ids[at] ?? 0) ?? 1)));
  return { vectors, weights };
}

/** Which share of a text's own pieces the encoder does not know; 0 where it has none. */
export function unknownShare({ special, unknown }: TokenVectors): number {
  const own = special.filter((is) => !is).length;
  return own === 0 ? 0 : unknown / own;
}
