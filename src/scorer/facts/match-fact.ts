import type { Fact } from '../../domain/index.js';
import { type FactStyle, isDenied } from './denial.js';
import { foldText } from './fold-text.js';
import { means } from './means.js';
import { type ReadText, readTokens } from './read-tokens.js';
import type { PlacedToken } from './token.js';

/** Says whether texts satisfy facts; `dataset/` is given it to find facts that a reference itself violates. */
export interface FactMatcher {
  satisfies(text: string, fact: Fact): boolean;
  /** Whether the text names the fact at all, be it to deny it. */
  mentions(text: string, fact: Fact): boolean;
}

/** What a text does with a fact: says it, names it only to deny it, or does not mention it. */
export type Mention = 'stated' | 'denied' | 'absent';

/**
 * Whether `text` states `fact` (or one of its alternatives): the fact's pieces occur in the text one after the
 * other, compared by meaning where they are numbers, prices, dates, times, percentages or ids, and as folded words
 * else; and at least one such place is not denied (see {@link isDenied}): "not in stock" does not state "in stock".
 */
export function satisfies(text: string, fact: Fact): boolean {
  return readAnswer(text)(fact) === 'stated';
}

export function mentions(text: string, fact: Fact): boolean {
  return readAnswer(text)(fact) !== 'absent';
}

export const factMatcher: FactMatcher = { satisfies, mentions };

/** Reads a text once, for many facts. */
export function readAnswer(text: string): (fact: Fact) => Mention {
  const answer = readTokens(text);
  let folded: string | undefined;
  return (fact) => {
    let mention: Mention = 'absent';
    for (const alternative of alternativesOf(fact)) {
      const wanted = readTokens(alternative);
      if (wanted.tokens.length > 0) {
        const found = mentionOf(answer, wanted);
        if (found === 'stated') return found;
        if (found === 'denied') mention = found;
        continue;
      }
      // A fact of nothing but signs has no pieces; the signs themselves are looked for.
      folded ??= foldText(text);
      const signs = foldText(alternative).trim();
      if (signs !== '' && folded.includes(signs)) return 'stated';
    }
    return mention;
  };
}

/** The texts of which one suffices. */
export function alternativesOf(fact: Fact): readonly string[] {
  return typeof fact === 'string' ? [fact] : fact.anyOf;
}

function mentionOf(answer: ReadText, wanted: ReadText): Mention {
  const style = styleOf(wanted);
  let mention: Mention = 'absent';
  const last = answer.tokens.length - wanted.tokens.length;
  for (let at = 0; at <= last; at += 1) {
    const place = placeOf(answer.tokens, wanted.tokens, at);
    if (place === undefined) continue;
    if (!isDenied(answer.aligned.text, place, style)) return 'stated';
    mention = 'denied';
  }
  return mention;
}

function placeOf(
  answer: readonly PlacedToken[],
  wanted: readonly PlacedToken[],
  at: number,
): { readonly start: number; readonly end: number } | undefined {
  for (const [offset, { token }] of wanted.entries()) {
    const candidate = answer[at + offset];
    if (candidate === undefined || !means(candidate.token, token)) return undefined;
  }
  const [first, last] = [answer[at], answer[at + wanted.length - 1]];
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

/** Figures by their tokens; names by a capital, katakana or title brackets; the rest is phrases. */
function styleOf({ aligned, tokens }: ReadText): FactStyle {
  if (tokens.every(({ token }) => token.kind !== 'word')) return 'figure';
  const written = aligned.original.trim();
  const isName =
    /^[『「"“]?\p{Lu}/u.test(written) || /^[『「]?[\p{Script=Katakana}ー・\s]+[』」]?$/u.test(written);
  return isName || /^[『「].*[』」]$/u.test(written) ? 'name' : 'phrase';
}
