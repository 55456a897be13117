import { stemmer } from 'stemmer';

/** Weight of precision in the mean, shape and weight of the fragmentation penalty. */
export interface MeteorParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** Those of Banerjee and Lavie (2005), which NLTK and promptfoo use. */
export const METEOR_DEFAULTS: MeteorParameters = { alpha: 0.9, beta: 3, gamma: 0.5 };

type Pair = readonly [candidate: number, reference: number];

/**
 * METEOR (Banerjee and Lavie 2005) with exact and Porter-stem matches; WordNet synonyms are not matched. With m
 * matched words, P = m/|candidate|, R = m/|reference|, F = PR/(αP + (1 − α)R); score = F·(1 − γ·(chunks/m)^β), the
 * best over references. Words are aligned greedily from the end, as NLTK's `meteor_score` does. Two equal texts of
 * m words score 1 − γ/m^β, not 1: that is the measure's own definition.
 */
export function meteor(
  candidate: readonly string[],
  references: readonly (readonly string[])[],
  parameters: MeteorParameters = METEOR_DEFAULTS,
): number {
  return Math.max(0, ...references.map((reference) => against(candidate, reference, parameters)));
}

function against(
  candidate: readonly string[],
  reference: readonly string[],
  { alpha, beta, gamma }: MeteorParameters,
): number {
  const pairs = align(candidate, reference);
  const matches = pairs.length;
  if (matches === 0) return 0;
  const precision = matches / candidate.length;
  const recall = matches / reference.length;
  const mean = (precision * recall) / (alpha * precision + (1 - alpha) * recall);
  return mean * (1 - gamma * (chunksOf(pairs) / matches) ** beta);
}

/** Exact matches first, then matches of stems among what is left; in the order of the candidate. */
function align(candidate: readonly string[], reference: readonly string[]): readonly Pair[] {
  const exact = matchFromEnd(all(candidate), all(reference), (word) => word);
  const stems = matchFromEnd(exact.candidateLeft, exact.referenceLeft, stemmer);
  return [...exact.pairs, ...stems.pairs].sort(([a], [b]) => a - b);
}

type Indexed = readonly [position: number, word: string];

function all(words: readonly string[]): readonly Indexed[] {
  return words.map((word, at) => [at, word]);
}

function matchFromEnd(
  candidate: readonly Indexed[],
  reference: readonly Indexed[],
  formOf: (word: string) => string,
) {
  // By form, the positions in the reference in rising order: the last one is taken first.
  const open = new Map<string, Indexed[]>();
  for (const item of reference) {
    const form = formOf(item[1]);
    const items = open.get(form);
    if (items === undefined) open.set(form, [item]);
    else items.push(item);
  }
  const pairs: Pair[] = [];
  const candidateLeft: Indexed[] = [];
  for (const item of [...candidate].reverse()) {
    const match = open.get(formOf(item[1]))?.pop();
    if (match === undefined) candidateLeft.push(item);
    else pairs.push([item[0], match[0]]);
  }
  const taken = new Set(pairs.map(([, position]) => position));
  return {
    pairs,
    candidateLeft: candidateLeft.reverse(),
    referenceLeft: reference.filter(([position]) => !taken.has(position)),
  };
}

/** Runs of matches that are neighbours, in the same order, on both sides. */
function chunksOf(pairs: readonly Pair[]): number {
  let chunks = 0;
  let previous: Pair | undefined;
  for (const pair of pairs) {
    const adjoins = previous !== undefined && pair[0] === previous[0] + 1 && pair[1] === previous[1] + 1;
    if (!adjoins) chunks += 1;
    previous = pair;
  }
  return chunks;
}
