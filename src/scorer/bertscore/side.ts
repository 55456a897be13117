import type { TokenVectors } from '../../embed/index.js';
import type { Idf } from './idf.js';
import type { MatchSide } from './match.js';

/** A text for the matcher: special pieces weigh nothing, the others their idf, or 1 without one. */
export function toSide({ ids, vectors, special }: TokenVectors, idf: Idf | null): MatchSide {
  const weights = special.map((is, at) => (is ? 0 : (idf?.weightOf(ids[at] ?? 0) ?? 1)));
  return { vectors, weights };
}
