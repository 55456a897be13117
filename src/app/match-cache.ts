import { hashText } from '../domain/index.js';
import type { EmbeddingCache } from '../embed/index.js';
import type { MatchCache, Pair, PairMatch } from '../scorer/index.js';

/** Raise when the numbers of a match, or their order below, change. */
const VERSION = 1;

/**
 * Keeps the matches of one scale beside the embeddings: what is kept of a pair is a short vector too, found by its
 * scale and the hashes of both texts.
 */
export function matchCache(embeddings: EmbeddingCache, matchId: string): MatchCache {
  const id = `${matchId}@match${VERSION}`;
  return {
    get(pair) {
      const kept = embeddings.get(id, keyOf(pair));
      return kept === undefined ? undefined : toMatch(kept.vector);
    },
    put(entries) {
      embeddings.put(
        id,
        entries.map(({ pair, match }) => ({
          text: keyOf(pair),
          embedding: { vector: toVector(match), truncated: false },
        })),
      );
    },
  };
}

function keyOf({ candidate, reference }: Pair): string {
  return `${hashText(candidate)} ${hashText(reference)}`;
}

function toVector({ match, candidateWindows, referenceWindows, unknown }: PairMatch): Float32Array {
  const { precision, recall, f1 } = match ?? NO_MATCH;
  return Float32Array.of(precision, recall, f1, candidateWindows, referenceWindows, unknown);
}

function toMatch(vector: Float32Array): PairMatch {
  const [precision = 0, recall = 0, f1 = 0, candidateWindows = 1, referenceWindows = 1, unknown = 0] = vector;
  return {
    match: Number.isNaN(f1) ? null : { precision, recall, f1 },
    candidateWindows,
    referenceWindows,
    unknown,
  };
}

const NO_MATCH = { precision: Number.NaN, recall: Number.NaN, f1: Number.NaN };
