import { quantitiesOf } from '../language/quantities.js';
import type { Terms } from '../language/terms.js';
import type { SharedParameters } from '../responder/parameters.js';
import { type AnswerType, type Attribute, answerTypeOf, attributesOf, bearsOn } from './attributes.js';
import type { Source, Unit } from './sources.js';

/** The question as weights over its terms. */
export interface Query {
  readonly text: string;
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
  readonly answerType: AnswerType;
  /** What the question asks of its subject. */
  readonly attributes: readonly Attribute[];
  /** Every name and id of the question stands in some source. */
  readonly namesKnown: boolean;
}

/**
 * Weighs the terms of a question: idf over the sentences given, ln(1 + N / df) with df = ½ for terms found nowhere,
 * times `entityWeight` for names and numbers. `context` holds terms of earlier turns, at half weight.
 */
export function weighQuestion(
  question: { readonly text: string; readonly terms: Terms; readonly context: ReadonlySet<string> },
  sources: readonly Source[],
  shared: SharedParameters,
): Query {
  const units = sources.reduce((sum, source) => sum + Math.max(1, source.units.length), 0);
  const weights = new Map<string, number>();
  const add = (term: string, factor: number): void => {
    const found = documentFrequency(term, sources);
    const ordinary = found === 0 ? shared.absentWordWeight : 1;
    const idf = Math.log(1 + Math.max(units, 4) / Math.max(0.5, found));
    weights.set(term, factor * idf * (question.terms.entities.has(term) ? shared.entityWeight : ordinary));
  };
  for (const term of question.terms.all) add(term, 1);
  for (const term of question.context) {
    if (!weights.has(term) && documentFrequency(term, sources) > 0) add(term, 0.5);
  }
  let total = 0;
  for (const weight of weights.values()) total += weight;
  const namesKnown = [...question.terms.entities].every(
    (term) => !question.terms.all.has(term) || documentFrequency(term, sources) > 0,
  );
  const attributes = attributesOf(question.text);
  return {
    text: question.text,
    weights,
    total,
    answerType: answerTypeOf(attributes),
    attributes,
    namesKnown,
  };
}

function documentFrequency(term: string, sources: readonly Source[]): number {
  let count = 0;
  for (const source of sources) {
    if (source.titleTerms.all.has(term)) count += 1;
    for (const unit of source.units) if (unit.terms.all.has(term)) count += 1;
  }
  return count;
}

/** Share of the question's weight that `terms` cover, leaving out what `covered` already covers. */
export function coverage(query: Query, terms: ReadonlySet<string>, covered?: ReadonlySet<string>): number {
  if (query.total === 0) return 0;
  let sum = 0;
  for (const [term, weight] of query.weights) {
    if (terms.has(term) && covered?.has(term) !== true) sum += weight;
  }
  return sum / query.total;
}

/**
 * How well a source answers: its coverage, lowered where its title names things the question does not (near-miss
 * titles) and raised a little by rank, as retrieval ranks with reason.
 */
export function sourceScore(query: Query, source: Source, rank: number, shared: SharedParameters): number {
  const title = [...source.titleTerms.all];
  const hit = title.filter((term) => query.weights.has(term)).length;
  const precision = title.length === 0 || hit === 0 ? 1 : hit / title.length;
  const prior = source.origin === 'document' ? 1 + shared.rankPrior / (rank + 1) : 1;
  return coverage(query, source.terms) * (1 - shared.titlePrecision * (1 - precision)) * prior;
}

/** How well one sentence answers: its own coverage, its source's, and whether it holds the kind of value asked. */
export function unitScore(query: Query, unit: Unit, ofSource: number, shared: SharedParameters): number {
  const bonus = bearsOn(unit, query.attributes) ? shared.answerTypeBonus * ofSource : 0;
  return 0.6 * coverage(query, unit.terms.all) + 0.4 * ofSource + bonus;
}

/** Numbers of a question that assert something, not limits or wishes (`under ¥1,000`, `I have 20 dollars`). */
export function assertedQuantities(question: string): ReturnType<typeof quantitiesOf> {
  return quantitiesOf(question).filter((quantity) => {
    const before = question.slice(Math.max(0, quantity.at - 24), quantity.at);
    const after = question.slice(quantity.at + quantity.text.length, quantity.at + quantity.text.length + 8);
    return !(
      /\b(?:under|below|less than|up to|at most|over|more than|above|budget(?: of| is)?|around|about|within|have|spend|between|and|order|vol(?:ume)?|no)\.?\s*#?$/i.test(
        before,
      ) || /^\s*(?:or less|or more|以下|以上|以内|まで|くらい|ぐらい|の予算|巻)/i.test(after)
    );
  });
}
