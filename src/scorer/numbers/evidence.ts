import { type JsonValue, questionOf, type Sample } from '../../domain/index.js';
import { means } from '../facts/means.js';
import { readTokens } from '../facts/read-tokens.js';
import type { Token } from '../facts/token.js';
import { kindOf } from './figures.js';

/** What an answer may take its figures from. */
export interface Evidence {
  /** Everything that may be compared with a figure. */
  readonly tokens: readonly Token[];
  /** What the user asked for and named: operands of sums that the answer need not repeat. */
  readonly asked: readonly Token[];
}

/**
 * The figures of a sample's documents, history and vars (the question among them). All documents count, also those
 * that a variant's `ragChunks` leaves out: a figure that the catalogue holds is not made up. Few-shot examples,
 * references and facts do not count.
 */
export function evidenceOf(sample: Sample): Evidence {
  const texts = [
    ...sample.documents.flatMap(({ id, text }) => [id, text]),
    ...sample.history.map(({ content }) => content),
    ...textsIn(sample.vars),
  ];
  return {
    tokens: texts.flatMap(comparable),
    asked: comparable(questionOf(sample) ?? ''),
  };
}

/** Tokens of a text that are figures or bare numbers. A bare range (`14–16`) may be one of hours, too. */
export function comparable(text: string): readonly Token[] {
  const tokens = readTokens(text).tokens.map(({ token }) => token);
  return tokens.flatMap((token, at) => {
    const isEnd = tokens[at + 1]?.kind === 'range' || tokens[at - 1]?.kind === 'range';
    const hour = isEnd ? hourOf(token) : undefined;
    if (hour !== undefined) return [token, hour];
    const isWanted = token.kind === 'number' || token.kind === 'slash' || kindOf(token) !== undefined;
    return isWanted ? [token] : [];
  });
}

function hourOf(token: Token): Token | undefined {
  if (token.kind !== 'number' || !token.plain || Number(token.value) > 24) return undefined;
  return { kind: 'time', minutes: (Number(token.value) * 60) % 1440, clock: '24' };
}

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (value === null || typeof value === 'boolean') return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsIn);
}

/** Units that count the same things: a book is an item, a copy and a volume. */
const SAME_THINGS = ['book', 'copy', 'item', 'piece', 'volume-count', 'title', 'set'];

/** Whether the evidence holds the figure, in any writing. */
export function supports(evidence: Evidence, figure: Token): boolean {
  return evidence.tokens.some((found) => sameFigure(found, figure, evidence));
}

/**
 * Like {@link means}, but strict where a figure is more exact than its source (a year that nobody named) and
 * lenient where a source leaves the unit to a table's head.
 */
function sameFigure(found: Token, figure: Token, evidence: Evidence): boolean {
  if (found.kind === 'number' && found.units.length === 0 && 'value' in figure) {
    return found.value === figure.value;
  }
  if (
    figure.kind === 'date' &&
    figure.year !== undefined &&
    found.kind === 'date' &&
    found.year === undefined
  ) {
    return means(found, figure) && namesYear(evidence, figure.year);
  }
  if (figure.kind === 'slash') {
    return figure.date === undefined || means(found, figure) || means(found, figure.date);
  }
  if (figure.kind === 'id' && found.kind === 'code') return found.text.endsWith(figure.digits);
  if (figure.kind === 'number' && found.kind === 'number' && figure.value === found.value) {
    const things = (units: readonly string[]) => units.some((unit) => SAME_THINGS.includes(unit));
    if (things(figure.units) && things(found.units)) return true;
  }
  if (figure.kind === 'number' && figure.units.includes('year-number') && found.kind === 'date') {
    return found.year === figure.value;
  }
  if (figure.kind === 'number' && figure.units.length === 0) return holdsNumber(found, figure.value);
  return means(found, figure);
}

function namesYear({ tokens }: Evidence, year: string): boolean {
  return tokens.some(
    (token) =>
      (token.kind === 'date' && token.year === year) || (token.kind === 'number' && token.value === year),
  );
}

/** A bare number may be any part of a source's figure. */
function holdsNumber(found: Token, value: string): boolean {
  switch (found.kind) {
    case 'number':
    case 'money':
    case 'percent':
      return found.value === value;
    case 'id':
      return found.digits === value;
    case 'code':
      return found.text.endsWith(value);
    case 'date':
      return found.year === value;
    default:
      return false;
  }
}
