import { setImmediate } from 'node:timers/promises';
import { hashJson, type JsonValue, type Score, scored, unscored } from '../../domain/index.js';
import type { TokenEmbedder, TokenVectors } from '../../embed/index.js';
import type { ScorableTrial, Scorer, TrialScores } from '../port.js';
import { untilAborted } from '../similarity/until-aborted.js';
import { rescale } from './baseline.js';
import { countReferences, type Idf } from './idf.js';
import { bestOfMatches, type Match, type MatchSide, matchGreedily } from './match.js';
import { bertscoreMetrics } from './metric-names.js';
import type { BertscoreScale } from './scale.js';
import { toSide } from './side.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 1;

/** Longer texts stay unscored: matching takes time with the product of both lengths. */
export const MOST_CHARACTERS = 20_000;

/** Texts that are held as token vectors at once: about 100 MB where four characters make a piece. */
const CHARACTERS_AT_ONCE = 250_000;

/** Products of pieces that are matched before other work gets its turn. */
const PRODUCTS_AT_ONCE = 250_000;

/** From this share of pieces on that the encoder does not know, the detail says so. */
export const MUCH_UNKNOWN = 0.1;

const FIGURES = ['f1', 'precision', 'recall'] as const satisfies readonly (keyof Match)[];

/**
 * BERTScore: how well the pieces of answer and reference match by their contextual vectors. Three metrics: F under the
 * scorer's name, `<name>_precision` and `<name>_recall`, each rescaled by its own baseline where the scale has one; what
 * lies below the baseline is negative and counts as 0, and the detail says so. Of several references the greatest
 * value of each counts. The detail holds the raw values, and says which texts went through the encoder in windows and
 * where many pieces are unknown to it. A sample without reference is unscored.
 */
export function createBertscoreScorer(options: {
  readonly name: string;
  readonly scale: BertscoreScale;
  /** Weigh pieces by how rare they are in these references; undefined: all alike. */
  readonly idfOver?: () => Iterable<string>;
  /** Called with the first answer that needs it. */
  readonly embedder: () => Promise<TokenEmbedder>;
}): Scorer {
  const { name, scale, idfOver, embedder } = options;
  const { fingerprint } = scale;
  const names = bertscoreMetrics(name);
  let counting: Promise<Idf> | undefined;

  const idf = async (): Promise<Idf | null> => {
    if (idfOver === undefined) return null;
    counting ??= embedder().then((ready) => countReferences(idfOver(), ready));
    return counting;
  };

  const scorePart = async (
    trials: readonly ScorableTrial[],
    signal: AbortSignal,
  ): Promise<readonly TrialScores[]> => {
    const texts = [...new Set(trials.flatMap(textsOf))];
    const working = Promise.all([
      texts.length === 0 ? [] : embedder().then((e) => e.embedTokens(texts)),
      idf(),
    ]);
    const [vectors, weights] = texts.length === 0 ? [[], null] : await untilAborted(working, signal);
    const byText = new Map(texts.map((text, at) => [text, vectors[at]] as const));
    const scores: TrialScores[] = [];
    let products = 0;
    for (const trial of trials) {
      const result = matchTrial(trial, byText, weights);
      scores.push(toScores(result, scale, names));
      products += result.products;
      if (products < PRODUCTS_AT_ONCE) continue;
      products = 0;
      await setImmediate();
      signal.throwIfAborted();
    }
    return scores;
  };

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
      `${name} sees wording and topic, not a wrong price, date, id or negation; facts and the judge can.`,
    ],
    async score(trials, signal) {
      signal.throwIfAborted();
      const scores: TrialScores[] = [];
      for (const part of partsOf(trials)) scores.push(...(await scorePart(part, signal)));
      return scores;
    },
  };
}

/** What matching one trial gave. */
type Result =
  | { readonly state: 'matched'; readonly raw: Match; readonly detail: Detail; readonly products: number }
  | { readonly state: 'unscored'; readonly reason: string; readonly products: number };

type Detail = { readonly [key: string]: JsonValue };

function matchTrial(
  { sample, completion }: ScorableTrial,
  vectors: ReadonlyMap<string, TokenVectors | undefined>,
  idf: Idf | null,
): Result {
  const fails = (reason: string): Result => ({ state: 'unscored', reason, products: 0 });
  if (sample.references.length === 0) return fails('sample has no reference');
  const tooLong = findTooLong(completion.text, sample.references);
  if (tooLong !== undefined) return fails(tooLong);
  const answer = vectors.get(completion.text);
  const references = sample.references.flatMap((text) => vectors.get(text) ?? []);
  if (answer === undefined || references.length < sample.references.length)
    return fails('the encoder returned no vectors');
  const dimensions = answer.vectors.length / answer.ids.length;
  const candidate = toSide(answer, idf);
  const sides = references.map((reference) => toSide(reference, idf));
  if (
    idf !== null &&
    [answer, ...references].some((text, at) => isWeightless(text, [candidate, ...sides][at]))
  )
    return fails('every piece of the answer or of a reference has an idf of 0');
  const matches = sides.map((reference) => matchGreedily({ candidate, reference, dimensions }));
  const raw = bestOfMatches(matches);
  const reference = matches.findIndex(({ f1 }) => f1 === raw.f1);
  return {
    state: 'matched',
    raw,
    detail: { reference, ...flagsOf(answer, references) },
    products: references.reduce((sum, { ids }) => sum + ids.length * answer.ids.length, 0),
  };
}

function isWeightless({ special }: TokenVectors, side: MatchSide | undefined): boolean {
  return special.includes(false) && side?.weights.every((weight) => weight === 0) === true;
}

/** What a reader must know of the texts: none of it is common. */
function flagsOf(answer: TokenVectors, references: readonly TokenVectors[]): Detail {
  const windowed = [
    ...(answer.windows > 1 ? ['answer'] : []),
    ...(references.some(({ windows }) => windows > 1) ? ['reference'] : []),
  ];
  const unknown = Math.max(...[answer, ...references].map(unknownShare));
  return {
    ...(windowed.length > 0 && { windowed }),
    ...(unknown >= MUCH_UNKNOWN && { unknown: Math.round(unknown * 100) / 100 }),
  };
}

function unknownShare({ special, unknown }: TokenVectors): number {
  const own = special.filter((is) => !is).length;
  return own === 0 ? 0 : unknown / own;
}

function toScores(
  result: Result,
  { baseline }: BertscoreScale,
  names: { readonly [figure in keyof Match]: string },
): TrialScores {
  const scores: { [metric: string]: Score } = {};
  const values = result.state === 'matched' && baseline !== null ? rescale(result.raw, baseline) : undefined;
  for (const figure of FIGURES) {
    if (result.state === 'unscored') {
      scores[names[figure]] = unscored(result.reason);
      continue;
    }
    const raw = round(result.raw[figure]);
    const value = values === undefined ? raw : round(values[figure]);
    const kept = Math.min(1, Math.max(0, value));
    scores[names[figure]] = scored(kept, {
      raw,
      ...(kept !== value && { clippedFrom: value }),
      ...(figure === 'f1' && result.detail),
    });
  }
  return scores;
}

function findTooLong(answer: string, references: readonly string[]): string | undefined {
  const [what, length] =
    answer.length > MOST_CHARACTERS
      ? ['answer', answer.length]
      : ['reference', Math.max(...references.map((text) => text.length))];
  if (length <= MOST_CHARACTERS) return undefined;
  return `${what} of ${length} characters: BERTScore takes at most ${MOST_CHARACTERS}`;
}

function textsOf({ sample, completion }: ScorableTrial): readonly string[] {
  const { references } = sample;
  if (references.length === 0 || findTooLong(completion.text, references) !== undefined) return [];
  return [completion.text, ...references];
}

/** Stretches of a window whose texts fit into memory together: usually one, shared with other scorers' passes. */
function* partsOf(trials: readonly ScorableTrial[]): Generator<readonly ScorableTrial[]> {
  let part: ScorableTrial[] = [];
  let seen = new Set<string>();
  let characters = 0;
  for (const trial of trials) {
    const fresh = [...new Set(textsOf(trial))].filter((text) => !seen.has(text));
    const more = fresh.reduce((sum, text) => sum + text.length, 0);
    if (part.length > 0 && characters + more > CHARACTERS_AT_ONCE) {
      yield part;
      [part, seen, characters] = [[], new Set(), 0];
    }
    part.push(trial);
    for (const text of fresh) seen.add(text);
    characters += more;
  }
  if (part.length > 0) yield part;
}

/** Six decimals: what differs beyond is the order in which a processor adds. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
