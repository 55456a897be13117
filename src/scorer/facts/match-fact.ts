import type { Fact } from '../../domain/index.js';
import { foldText } from './fold-text.js';
import { readTokens } from './read-tokens.js';
import type { Token } from './token.js';
import { monthOf } from './vocabulary.js';

/** Says whether texts satisfy facts; `dataset/` is given it to find facts that a reference itself violates. */
export interface FactMatcher {
  satisfies(text: string, fact: Fact): boolean;
}

/**
 * Whether `text` states `fact` (or one of its alternatives): the fact's pieces occur in the text one after the
 * other, compared by meaning where they are numbers, prices, dates, percentages or ids, and as folded words else.
 *
 * It is about presence, not sense: "it is not $9.99" states "$9.99". Negation, irony and attribution are for the
 * judge.
 */
export function satisfies(text: string, fact: Fact): boolean {
  return readAnswer(text)(fact);
}

export const factMatcher: FactMatcher = { satisfies };

/** Reads a text once, for many facts. */
export function readAnswer(text: string): (fact: Fact) => boolean {
  const answer = readTokens(text);
  let folded: string | undefined;
  return (fact) =>
    alternativesOf(fact).some((alternative) => {
      const wanted = readTokens(alternative);
      if (wanted.length > 0) return occursIn(answer, wanted);
      // A fact of nothing but signs has no pieces; the signs themselves are looked for.
      folded ??= foldText(text);
      const signs = foldText(alternative).trim();
      return signs !== '' && folded.includes(signs);
    });
}

/** The texts of which one suffices. */
export function alternativesOf(fact: Fact): readonly string[] {
  return typeof fact === 'string' ? [fact] : fact.anyOf;
}

function occursIn(answer: readonly Token[], wanted: readonly Token[]): boolean {
  for (let start = 0; start + wanted.length <= answer.length; start += 1) {
    const matches = wanted.every((token, offset) => {
      const candidate = answer[start + offset];
      return candidate !== undefined && means(candidate, token);
    });
    if (matches) return true;
  }
  return false;
}

/** Whether `found` says what `wanted` asks for; what the fact leaves open (unit, day, year) is not held against it. */
function means(found: Token, wanted: Token): boolean {
  switch (wanted.kind) {
    case 'word':
      if (found.kind === 'date') return monthOf(wanted.text) === found.month;
      return found.kind === 'word' && found.text === wanted.text;
    case 'number':
      return meansNumber(found, wanted);
    case 'money':
      return found.kind === 'money' && found.value === wanted.value && found.currency === wanted.currency;
    case 'percent':
      return found.kind === 'percent' && found.value === wanted.value;
    case 'date':
      return meansDate(found, wanted);
    case 'id':
      if (found.kind === 'id') return found.digits === wanted.digits;
      return found.kind === 'number' && found.plain && found.value === wanted.digits;
    case 'range':
      return found.kind === 'range';
  }
}

function meansNumber(found: Token, wanted: Extract<Token, { kind: 'number' }>): boolean {
  if (found.kind === 'id') return wanted.plain && found.digits === wanted.value;
  if (found.kind === 'money') return wanted.units.length === 0 && found.value === wanted.value;
  if (found.kind !== 'number' || found.value !== wanted.value) return false;
  return wanted.units.length === 0 || wanted.units.some((unit) => found.units.includes(unit));
}

/** Years must agree where both sides name one; a day must be named where the fact names one. */
function meansDate(found: Token, wanted: Extract<Token, { kind: 'date' }>): boolean {
  if (found.kind === 'word') return wanted.day === undefined && monthOf(found.text) === wanted.month;
  if (found.kind !== 'date' || found.month !== wanted.month) return false;
  const dayAgrees = wanted.day === undefined || wanted.day === found.day;
  const yearAgrees = wanted.year === undefined || found.year === undefined || wanted.year === found.year;
  return dayAgrees && yearAgrees;
}
