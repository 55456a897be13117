import type { TokenEmbedder, TokenVectors } from '../../embed/index.js';
import { rescale } from './baseline.js';
import { bestOfMatches, type Match, matchGreedily } from './match.js';
import { toSide, unknownShare } from './side.js';

/** A text and what it is compared with; of several references the greatest P, R and F count. */
export interface TextPair {
  readonly candidate: string;
  readonly references: readonly [string, ...string[]];
}

/** BERTScore of one pair, before and (with a baseline) after rescaling; neither rounded nor clipped. */
export interface PairScore {
  readonly raw: Match;
  readonly rescaled: Match | null;
  /** Some text took several passes through the encoder, in windows. */
  readonly windowed: boolean;
  /** The greatest share of a text's pieces that the encoder does not know. */
  readonly unknown: number;
}

const PAIRS_AT_ONCE = 32;

/** BERTScore without idf of each pair, in order. */
export async function scorePairs(options: {
  readonly pairs: readonly TextPair[];
  readonly baseline: Match | null;
  readonly embedder: Pick<TokenEmbedder, 'embedTokens'>;
}): Promise<readonly PairScore[]> {
  const { pairs, baseline, embedder } = options;
  const scores: PairScore[] = [];
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE) {
    const part = pairs.slice(from, from + PAIRS_AT_ONCE);
    const texts = [...new Set(part.flatMap(({ candidate, references }) => [candidate, ...references]))];
    const vectors = await embedder.embedTokens(texts);
    const byText = new Map(texts.map((text, at) => [text, vectors[at]] as const));
    for (const { candidate, references } of part) {
      const answer = existing(byText.get(candidate));
      const dimensions = answer.vectors.length / answer.ids.length;
      const others = references.map((reference) => existing(byText.get(reference)));
      const matches = others.map((other) =>
        matchGreedily({ candidate: toSide(answer, null), reference: toSide(other, null), dimensions }),
      );
      const raw = bestOfMatches(matches);
      const texts = [answer, ...others];
      scores.push({
        raw,
        rescaled: baseline === null ? null : rescale(raw, baseline),
        windowed: texts.some(({ windows }) => windows > 1),
        unknown: Math.max(...texts.map(unknownShare)),
      });
    }
  }
  return scores;
}

function existing(vectors: TokenVectors | undefined): TokenVectors {
  if (vectors === undefined) throw new Error('the encoder lost a text');
  return vectors;
}
