import { hashJson, type JsonValue, type Score, scored, unscored } from '../../domain/index.js';
import type { TokenEmbedder } from '../../embed/index.js';
import type { ScorableTrial, Scorer, TrialScores } from '../port.js';
import { rescale } from './baseline.js';
import { bestOfMatches, type Match } from './match.js';
import { bertscoreMetrics } from './metric-names.js';
import { createPairMatcher, type MatchCache, type Pair, type PairMatch } from './pair-matcher.js';
import type { BertscoreScale } from './scale.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 2;

/** Longer texts stay unscored: matching takes time with the product of both lengths. */
export const MOST_CHARACTERS = 20_000;

/** From this share of pieces on that the encoder does not know, the detail says so. */
const MUCH_UNKNOWN = 0.1;

const FIGURES = ['f1', 'precision', 'recall'] as const satisfies readonly (keyof Match)[];

/**
 * BERTScore: how well the pieces of answer and reference match by their contextual vectors. Three metrics: F under the
 * scorer's name, `<name>_precision` and `<name>_recall`, each rescaled by its own baseline where the scale has one; what
 * lies below the baseline is negative and counts as 0, and the detail says so. Of several references the greatest value
 * of each counts. The detail holds the raw values, and says which texts went through the encoder in windows and where
 * many pieces are unknown to it. A sample without reference is unscored, and so is one of whose answer or references the
 * encoder knows no piece.
 */
export function createBertscoreScorer(options: {
  readonly name: string;
  readonly scale: BertscoreScale;
  /** Weigh pieces by how rare they are in these references; undefined: all alike. */
  readonly idfOver?: () => Iterable<string>;
  /** Called with the first answer that needs it. */
  readonly embedder: () => Promise<TokenEmbedder>;
  /** Matches of earlier runs on this scale. */
  readonly cache?: MatchCache;
}): Scorer {
  const { name, scale, embedder, idfOver, cache } = options;
  const { fingerprint } = scale;
  const names = bertscoreMetrics(name);
  const matcher = createPairMatcher({
    embedder,
    ...(idfOver !== undefined && { idfOver }),
    ...(cache !== undefined && { cache }),
  });
  const of = scale.baseline === null ? 'raw' : 'rescaled';
  const metric = (figure: keyof Match, what: string) => ({
    name: names[figure],
    min: 0,
    max: 1,
    description: `BERTScore ${what}, ${of} (${fingerprint})`,
    fingerprint,
  });
  return {
    name,
    fingerprint: hashJson({ scorer: 'bertscore', name, version: SCORER_VERSION, scale: fingerprint }),
    metrics: [metric('f1', 'F'), metric('precision', 'precision'), metric('recall', 'recall')],
    notices: [
      `${name} is on the scale ${fingerprint}: its values cannot be compared with those of another encoder or baseline, published ones included.`,
    ],
    async score(trials, signal) {
      signal.throwIfAborted();
      const pairs = trials.flatMap((trial) => (reasonAgainst(trial) === undefined ? pairsOf(trial) : []));
      const matchOf = await matcher.match(pairs, signal);
      return trials.map((trial) => {
        const reason = reasonAgainst(trial);
        const found = reason === undefined ? pairsOf(trial).flatMap((pair) => matchOf(pair) ?? []) : [];
        return toScores(reason ?? readMatches(found), scale, names);
      });
    },
  };
}

/** Why a trial cannot be scored, before anything is encoded. */
function reasonAgainst({ sample, completion }: ScorableTrial): string | undefined {
  if (sample.references.length === 0) return 'sample has no reference';
  const longest = Math.max(...sample.references.map((text) => text.length));
  const [what, length] =
    completion.text.length > MOST_CHARACTERS ? ['answer', completion.text.length] : ['reference', longest];
  if (length <= MOST_CHARACTERS) return undefined;
  return `${what} of ${length} characters: BERTScore takes at most ${MOST_CHARACTERS}`;
}

function pairsOf({ sample, completion }: ScorableTrial): readonly Pair[] {
  return sample.references.map((reference) => ({ candidate: completion.text, reference }));
}

interface Reading {
  readonly raw: Match;
  readonly detail: { readonly [key: string]: JsonValue };
}

/** The matches with every reference together, or the reason why they give no score. */
function readMatches(found: readonly PairMatch[]): Reading | string {
  if (found.some(({ match }) => match === null)) {
    return 'every piece of the answer or of a reference has an idf of 0';
  }
  // Unknown pieces match each other perfectly, whatever they stand for: two such texts would score 1.
  const read = found.flatMap(({ match, unknown }, reference) =>
    match === null || unknown === 1 ? [] : [{ match, reference }],
  );
  if (read.length === 0) return 'the encoder knows no piece of the answer, or none of the reference';
  const raw = bestOfMatches(read.map(({ match }) => match));
  const windowed = [
    ...(found.some(({ candidateWindows }) => candidateWindows > 1) ? ['answer'] : []),
    ...(found.some(({ referenceWindows }) => referenceWindows > 1) ? ['reference'] : []),
  ];
  const unknown = Math.max(...found.map((one) => one.unknown));
  return {
    raw,
    detail: {
      reference: read.find(({ match }) => match.f1 === raw.f1)?.reference ?? 0,
      ...(windowed.length > 0 && { windowed }),
      ...(unknown >= MUCH_UNKNOWN && { unknown: Math.round(unknown * 100) / 100 }),
    },
  };
}

function toScores(
  reading: Reading | string,
  { baseline }: BertscoreScale,
  names: { readonly [figure in keyof Match]: string },
): TrialScores {
  const scores: { [metric: string]: Score } = {};
  for (const figure of FIGURES) {
    if (typeof reading === 'string') {
      scores[names[figure]] = unscored(reading);
      continue;
    }
    const raw = round(reading.raw[figure]);
    const value = baseline === null ? raw : round(rescale(reading.raw, baseline)[figure]);
    const kept = Math.min(1, Math.max(0, value));
    scores[names[figure]] = scored(kept, {
      raw,
      ...(kept !== value && { clippedFrom: value }),
      ...(figure === 'f1' && reading.detail),
    });
  }
  return scores;
}

/** Six decimals: what differs beyond is the order in which a processor adds. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
