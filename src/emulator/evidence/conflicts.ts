import type { Quantity } from '../language/quantities.js';
import { assertedQuantities, coverage, type Query } from './relevance.js';
import type { Source, Unit } from './sources.js';
import { differInSubject, differInTitle } from './subjects.js';

/** Two sentences of different documents that cannot both hold. */
export interface Contradiction {
  readonly first: Unit;
  readonly second: Unit;
}

/** The question takes something for granted that a sentence denies. */
export interface FalsePremise {
  readonly unit: Unit;
  /** What the question claims, where it claims a number; and the sentence's own number. */
  readonly claimed: Quantity | undefined;
  readonly actual: Quantity | undefined;
}

/** Share of their words that two sentences must have in common to speak of the same thing. */
const sameSubject = 0.5;
/** Contradictions are looked for among this many of the best sentences: what matters less is not compared. */
const comparedUnits = 40;
/** Share of the question that a sentence must cover to deny its premise. */
const deniesFrom = 0.4;
const negation =
  /\b(?:not|no longer|never|cannot|can['’]t|isn['’]t|aren['’]t|doesn['’]t|don['’]t|no|without|neither|excluded?)\b|ません|ではない|できない|対象外|ない(?:。|$)/i;
const presumes =
  /\b(?:since|because|given that|as (?:you|it|the)|why (?:is|are|do|does|did)|right\?|correct\?|isn['’]t (?:it|that)|aren['’]t (?:they|you)|i (?:heard|read|know|understand|was told) (?:that )?)|ですよね|でしょう？|と聞きました|なので|から、/i;

/** Every pair of sentences about the same thing, in different documents, whose numbers of one kind differ. */
export function findContradictions(
  units: readonly Unit[],
  sources: readonly Source[],
): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const best = units.slice(0, comparedUnits);
  for (const [at, first] of best.entries()) {
    for (const second of best.slice(at + 1)) {
      if (contradict(first, second, sources)) found.push({ first, second });
    }
  }
  return found;
}

function contradict(first: Unit, second: Unit, sources: readonly Source[]): boolean {
  const one = sources[first.source];
  const other = sources[second.source];
  if (first.source === second.source || one === undefined || other === undefined) return false;
  if (one.origin === 'history' || other.origin === 'history') return false;
  if (!sameTitles(one.titleTerms.all, other.titleTerms.all) || differInTitle(one.title, other.title))
    return false;
  if (namesDiffer(first, second) || jaccard(wordsOf(first), wordsOf(second)) < sameSubject) return false;
  if (differInSubject(first.text, second.text)) return false;
  return first.quantities.some(({ kind, value }) => {
    const same = second.quantities.filter((quantity) => quantity.kind === kind);
    return same.length > 0 && same.every((quantity) => quantity.value !== value);
  });
}

function sameTitles(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === 0 || other.size === 0 || jaccard(one, other) >= 0.4;
}

function namesDiffer(first: Unit, second: Unit): boolean {
  const isName = (term: string): boolean => !/\d/.test(term);
  const missing = (from: Unit, to: Unit): boolean =>
    [...from.terms.entities].some((term) => isName(term) && !to.terms.all.has(term));
  return missing(first, second) && missing(second, first);
}

function wordsOf(unit: Unit): ReadonlySet<string> {
  return new Set([...unit.terms.all].filter((term) => !/\d/.test(term)));
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const term of one) if (other.has(term)) both += 1;
  return both === 0 ? 0 : both / (one.size + other.size - both);
}

/**
 * A number that the question asserts and no source has, where the best sentences hold another of the same kind; or a
 * presumption (`since …`, `…, right?`) that a well-matching sentence negates while the question does not.
 */
export function findFalsePremise(
  query: Query,
  units: readonly Unit[],
  sources: readonly Source[],
): FalsePremise | undefined {
  const known = new Set(
    sources.flatMap((source) =>
      source.units.flatMap((unit) => unit.quantities.map((q) => `${q.kind}=${q.value}`)),
    ),
  );
  for (const claimed of assertedQuantities(query.text)) {
    if (claimed.kind === 'n:' || known.has(`${claimed.kind}=${claimed.value}`)) continue;
    for (const unit of units.slice(0, 2)) {
      const actual = unit.quantities.find(({ kind }) => kind === claimed.kind);
      if (actual !== undefined && coverage(query, unit.terms.all) >= deniesFrom / 2)
        return { unit, claimed, actual };
    }
  }
  if (!presumes.test(query.text) || negation.test(query.text)) return undefined;
  const denying = units.find(
    (unit) => negation.test(unit.text) && coverage(query, unit.terms.all) >= deniesFrom,
  );
  return denying === undefined ? undefined : { unit: denying, claimed: undefined, actual: undefined };
}
