import type { Chance } from '../chance.js';
import { isJapanese, type Terms, termsOf } from '../language/terms.js';
import type { SharedParameters } from '../responder/parameters.js';
import { coverage, type Query, sourceScore, unitScore, weighQuestion } from './relevance.js';
import { type Candidate, distractorsOf, type Evidence, namesKnownFactor, nothing } from './select.js';
import type { Source, Unit } from './sources.js';
import { inBaseUnit, type Limit, type Wish } from './wishes.js';

/** What a document says it is not: `not electric`, `without thorns`. */
const denied =
  /\b(?:not|no|without|never|non|free (?:of|from))[\s-][^.,;]{1,40}|[^、。]{1,12}(?:なし|不要|(?:では|じゃ)ない|(?:では|じゃ)ありません)/gi;

/**
 * Chooses documents by what a wish states: none that has what it excludes or breaks a limit, the one that covers most
 * of the rest first. The sentences that hold a wanted attribute are needed, and those that show a limit kept, which
 * take a second step as they share no word with the wish. Near misses stay behind as distractors.
 */
export function selectWished(
  wish: Wish,
  sources: readonly Source[],
  options: { readonly shared: SharedParameters; readonly chance: Chance },
): { readonly query: Query; readonly evidence: Evidence } | undefined {
  const { shared } = options;
  const documents = sources.filter(({ origin, units }) => origin === 'document' && units.length > 0);
  if (documents.length === 0) return undefined;
  const text = wish.wanted;
  const query = weighQuestion(
    { text, terms: meetable(termsOf(text), text, documents), context: new Set() },
    sources,
    shared,
  );
  const ranked = documents
    .map((source, rank) => ({ source, score: sourceScore(query, source, rank, shared) }))
    .sort((one, other) => other.score - one.score);
  const enough = namesKnownFactor * shared.evidenceThreshold;
  const isEnough = ({ score }: { readonly score: number }): boolean =>
    score >= enough || (score > 0 && wish.limits.length > 0);
  if (!ranked.some(isEnough)) return undefined;
  const chosen = ranked.filter(({ source }) => suits(source, wish)).slice(0, wish.count);
  const [best] = chosen;
  // What is near but breaks a bound answers nothing; it can only tempt.
  if (best === undefined || !isEnough(best)) {
    return { query, evidence: { ...nothing, distractors: distractorsOf(query, ranked, new Set(), options) } };
  }
  const kept = chosen.filter(({ score }) => score >= shared.sentenceShare * best.score);
  const needed = kept.flatMap(({ source, score }) => reasons(source, score, { query, wish, shared }));
  const units = new Set(needed.map(({ unit }) => unit));
  const marginal = kept.flatMap(({ source }) =>
    source.units
      .filter((unit) => !units.has(unit) && !unit.isHeader)
      .map((unit): Candidate => ({ unit, score: coverage(query, unit.terms.all), hop: 0 })),
  );
  const distractors = distractorsOf(query, ranked, new Set(kept.map(({ source }) => source)), options);
  return {
    query,
    evidence: { needed, marginal, distractors, contradictions: [], falsePremise: undefined },
  };
}

/** Across languages only concepts, names in Latin script and numbers can meet. */
function meetable(terms: Terms, text: string, documents: readonly Source[]): Terms {
  const japanese = isJapanese(text);
  if (documents.some(({ units }) => units.some((unit) => isJapanese(unit.text) === japanese))) return terms;
  const latin = (set: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...set].filter((term) => term.charCodeAt(0) < 128));
  return { all: latin(terms.all), entities: latin(terms.entities) };
}

function suits(source: Source, { excluded, limits }: Wish): boolean {
  if (!limits.every((limit) => keeps(source, limit))) return false;
  if (excluded.length === 0) return true;
  const said = [source.title, ...source.units.map(({ text }) => text)].map(
    (text) => termsOf(text.replace(denied, ' ')).all,
  );
  return !excluded.some((alternative) => {
    const words = [...termsOf(alternative).all];
    return words.length > 0 && said.some((terms) => words.every((word) => terms.has(word)));
  });
}

/** The first value of the limit's kind counts (a delivery fee comes after the price); without one it is not kept. */
function keeps(source: Source, limit: Limit): boolean {
  const first = source.units
    .flatMap(({ quantities }) => quantities.map(inBaseUnit))
    .find(({ kind }) => kind === limit.kind);
  return (
    first !== undefined && (limit.side === 'most' ? first.value <= limit.value : first.value >= limit.value)
  );
}

/** The sentences that say why a document suits, best first, with its price. */
function reasons(
  source: Source,
  ofSource: number,
  { query, wish, shared }: { readonly query: Query; readonly wish: Wish; readonly shared: SharedParameters },
): readonly Candidate[] {
  const speaking = source.units.filter(({ isHeader }) => !isHeader);
  const candidates = (speaking.length > 0 ? speaking : source.units)
    .map((unit): Candidate => {
      const matches = coverage(query, unit.terms.all) > 0;
      return { unit, score: unitScore(query, unit, ofSource, shared), hop: matches ? 0 : 1 };
    })
    .sort((one, other) => other.score - one.score);
  const priced = candidates.find(({ unit }) => unit.quantities.some(({ kind }) => kind === 'price'));
  const fits = candidates.filter((one) => one === priced || one.hop === 0 || shows(one.unit, wish.limits));
  return fits.length > 0 ? fits : candidates.slice(0, 1);
}

function shows(unit: Unit, limits: readonly Limit[]): boolean {
  return unit.quantities.some((quantity) => limits.some(({ kind }) => kind === inBaseUnit(quantity).kind));
}
