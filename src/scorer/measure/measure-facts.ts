import type { Fact, Sample } from '../../domain/index.js';
import { alternativesOf, readAnswer } from '../facts/match-fact.js';
import { type Figure, readFigures } from '../numbers/figures.js';
import { checkFigures, figureKey } from '../numbers/numbers-scorer.js';
import { type ConfusionTable, type Decision, tabulate } from './confusion.js';
import type { LabelledAnswer } from './labelled-answer.js';

/** One place at which a scorer and the label say different things. */
export interface Disagreement {
  readonly id: string;
  readonly scorer: 'facts' | 'numbers';
  /** `must`, `mustNot`, or `unsupported`. */
  readonly place: 'must' | 'mustNot' | 'unsupported';
  readonly text: string;
  /** Facts: stated in the answer. Numbers: without support. */
  readonly labelled: boolean;
  readonly found: boolean;
  readonly kind: string;
  readonly language: string;
}

/** How the two scorers do against labels. */
export interface FactsMeasurement {
  readonly items: number;
  /** Who labelled, with the number of lines. */
  readonly sources: { readonly [source: string]: number };
  /** Of each fact: is it stated in the answer? */
  readonly facts: ConfusionTable;
  /** Of the figures: which have no support? Figures that neither side calls unsupported are not counted as negatives. */
  readonly numbers: ConfusionTable;
  readonly disagreements: readonly Disagreement[];
}

/**
 * Measures the facts and the numbers scorer on labelled answers. A labelled figure counts as found where it overlaps
 * one that the scorer calls unsupported; what the scorer calls unsupported and no label touches is a false alarm.
 */
export function measureFacts(items: readonly LabelledAnswer[]): FactsMeasurement {
  const facts: Decision[] = [];
  const numbers: Decision[] = [];
  const disagreements: Disagreement[] = [];
  for (const item of items) {
    for (const compared of [...compareFacts(item), ...compareFigures(item)]) {
      const { scorer, found, labelled, kind, language } = compared;
      (scorer === 'facts' ? facts : numbers).push({ found, labelled, kind, language });
      if (found !== labelled) disagreements.push(compared);
    }
  }
  const sources: { [source: string]: number } = {};
  for (const { source } of items) sources[source] = (sources[source] ?? 0) + 1;
  return { items: items.length, sources, facts: tabulate(facts), numbers: tabulate(numbers), disagreements };
}

function compareFacts({
  id,
  answer,
  facts,
  labels,
  kind,
  language,
}: LabelledAnswer): readonly Disagreement[] {
  const mention = readAnswer(answer);
  const compare = (place: 'must' | 'mustNot') =>
    facts[place].map((fact, at) => ({
      ...({ id, scorer: 'facts', place, kind, language } as const),
      text: nameFact(fact),
      labelled: labels[place][at] === true,
      found: mention(fact) === 'stated',
    }));
  return [...compare('must'), ...compare('mustNot')];
}

function nameFact(fact: Fact): string {
  return alternativesOf(fact).join(' | ');
}

function compareFigures(item: LabelledAnswer): readonly Disagreement[] {
  const { id, answer, labels, kind, language } = item;
  if (labels.unsupported === undefined) return [];
  const { unsupported } = checkFigures(answer, sampleOf(item));
  const keys = new Set(unsupported.map(figureKey));
  const flagged = readFigures(answer).filter((figure) => keys.has(figureKey(figure)));
  const labelled = labels.unsupported.map((text) => ({ text, places: placesOf(text, answer) }));
  const common = { id, scorer: 'numbers', place: 'unsupported', kind, language } as const;
  const missedOrFound = labelled.map(({ text, places }) => ({
    ...common,
    text,
    labelled: true,
    found: flagged.some((figure) => places.some((place) => overlap(figure, place))),
  }));
  const isLabelled = (figure: Figure): boolean =>
    flagged.some(
      (same) =>
        figureKey(same) === figureKey(figure) &&
        labelled.some(({ places }) => places.some((place) => overlap(same, place))),
    );
  const falseAlarms = unsupported
    .filter((figure) => !isLabelled(figure))
    .map(({ text }) => ({ ...common, text, labelled: false, found: true }));
  return [...missedOrFound, ...falseAlarms];
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function placesOf(text: string, answer: string): readonly Place[] {
  const [wanted, whole] = [text.normalize('NFC'), answer.normalize('NFC')];
  const places: Place[] = [];
  for (let at = whole.indexOf(wanted); at !== -1; at = whole.indexOf(wanted, at + 1)) {
    places.push({ start: at, end: at + wanted.length });
  }
  return places;
}

function overlap(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end;
}

function sampleOf({ id, documents, history, question, facts }: LabelledAnswer): Sample {
  return {
    id,
    intent: 'default',
    vars: question === undefined ? {} : { question },
    documents,
    history,
    references: [],
    facts,
    assert: [],
    cluster: id,
    tags: [],
    weight: 1,
    metadata: {},
  };
}
