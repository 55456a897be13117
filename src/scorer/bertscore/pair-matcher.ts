import { setImmediate } from 'node:timers/promises';
import type { TokenEmbedder, TokenVectors } from '../../embed/index.js';
import { untilAborted } from '../similarity/until-aborted.js';
import { countReferences, type Idf } from './idf.js';
import { type Match, matchGreedily } from './match.js';
import { toSide, unknownShare } from './side.js';

/** An answer and one of its references. */
export interface Pair {
  readonly candidate: string;
  readonly reference: string;
}

/** How two texts match, and what is to be known of how they were read. */
export interface PairMatch {
  /** In single precision, so that a kept match is the one that was computed; null: idf gives one of them no weight. */
  readonly match: Match | null;
  /** Passes through the encoder. */
  readonly candidateWindows: number;
  readonly referenceWindows: number;
  /** The greater share of pieces that the encoder does not know. */
  readonly unknown: number;
}

/** Where matches are kept between runs: a few numbers where their token vectors would be megabytes. */
export interface MatchCache {
  get(pair: Pair): PairMatch | undefined;
  put(entries: readonly { readonly pair: Pair; readonly match: PairMatch }[]): void;
}

/** Matches pairs of texts, each text encoded once a window and no pair twice. */
export interface PairMatcher {
  match(pairs: readonly Pair[], signal: AbortSignal): Promise<(pair: Pair) => PairMatch | undefined>;
}

/** Texts that are held as token vectors at once: about 100 MB where four characters make a piece. */
const CHARACTERS_AT_ONCE = 250_000;

/** Products of pieces that are matched before other work gets its turn. */
const PRODUCTS_AT_ONCE = 250_000;

export function createPairMatcher(options: {
  /** Called with the first pair that is not kept. */
  readonly embedder: () => Promise<TokenEmbedder>;
  /** Weigh pieces by how rare they are in these references; undefined: all alike. */
  readonly idfOver?: () => Iterable<string>;
  readonly cache?: MatchCache;
}): PairMatcher {
  const { embedder, idfOver, cache } = options;
  let counting: Promise<Idf> | undefined;

  const readIdf = async (): Promise<Idf | null> => {
    if (idfOver === undefined) return null;
    counting ??= embedder().then((ready) => countReferences(idfOver(), ready));
    return counting;
  };

  const matchPart = async (part: readonly Pair[], signal: AbortSignal): Promise<readonly PairMatch[]> => {
    const texts = [...new Set(part.flatMap(({ candidate, reference }) => [candidate, reference]))];
    // Asked for together: a scorer that wants sentence vectors of the same texts shares the passes of this turn.
    const working = Promise.all([embedder().then((ready) => ready.embedTokens(texts)), readIdf()]);
    const [vectors, idf] = await untilAborted(working, signal);
    const byText = new Map(texts.map((text, at) => [text, vectors[at]] as const));
    const matches: PairMatch[] = [];
    let products = 0;
    for (const { candidate, reference } of part) {
      const [a, b] = [existing(byText.get(candidate)), existing(byText.get(reference))];
      matches.push(matchPair(a, b, idf));
      products += a.ids.length * b.ids.length;
      if (products < PRODUCTS_AT_ONCE) continue;
      products = 0;
      await setImmediate();
      signal.throwIfAborted();
    }
    return matches;
  };

  return {
    async match(pairs, signal) {
      const known = new Map<string, PairMatch>();
      const missing = new Map<string, Pair>();
      for (const pair of pairs) {
        const key = keyOf(pair);
        if (known.has(key) || missing.has(key)) continue;
        const kept = cache?.get(pair);
        if (kept === undefined) missing.set(key, pair);
        else known.set(key, kept);
      }
      for (const part of partsOf([...missing.values()])) {
        const matches = await matchPart(part, signal);
        const entries = part.map((pair, at) => ({ pair, match: existing(matches[at]) }));
        for (const { pair, match } of entries) known.set(keyOf(pair), match);
        cache?.put(entries);
      }
      return (pair) => known.get(keyOf(pair));
    },
  };
}

function matchPair(candidate: TokenVectors, reference: TokenVectors, idf: Idf | null): PairMatch {
  const [side, otherSide] = [toSide(candidate, idf), toSide(reference, idf)];
  const dimensions = candidate.vectors.length / candidate.ids.length;
  const weightless = [
    { text: candidate, weights: side.weights },
    { text: reference, weights: otherSide.weights },
  ].some(({ text, weights }) => text.special.includes(false) && weights.every((weight) => weight === 0));
  const { precision, recall, f1 } = matchGreedily({ candidate: side, reference: otherSide, dimensions });
  const single = { precision: Math.fround(precision), recall: Math.fround(recall), f1: Math.fround(f1) };
  return {
    match: weightless ? null : single,
    candidateWindows: candidate.windows,
    referenceWindows: reference.windows,
    unknown: Math.fround(Math.max(unknownShare(candidate), unknownShare(reference))),
  };
}

/** Stretches whose texts fit into memory together: usually one. */
function* partsOf(pairs: readonly Pair[]): Generator<readonly Pair[]> {
  let part: Pair[] = [];
  let seen = new Set<string>();
  let characters = 0;
  for (const pair of pairs) {
    const fresh = [pair.candidate, pair.reference].filter((text) => !seen.has(text));
    const more = fresh.reduce((sum, text) => sum + text.length, 0);
    if (part.length > 0 && characters + more > CHARACTERS_AT_ONCE) {
      yield part;
      [part, seen, characters] = [[], new Set(), 0];
    }
    part.push(pair);
    for (const text of [pair.candidate, pair.reference]) seen.add(text);
    characters += more;
  }
  if (part.length > 0) yield part;
}

function keyOf({ candidate, reference }: Pair): string {
  return JSON.stringify([candidate, reference]);
}

function existing<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the encoder lost a text');
  return value;
}
