import { originOf } from '../facts/aligned-text.js';
import { type ReadText, readTokens } from '../facts/read-tokens.js';
import type { PlacedToken, Token } from '../facts/token.js';
import { isEnumeration } from './enumeration.js';

export type FigureKind = 'price' | 'percent' | 'date' | 'time' | 'count' | 'id' | 'volume' | 'number';

/** A figure that an answer claims. */
export interface Figure {
  readonly kind: FigureKind;
  /** As it is written in the answer. */
  readonly text: string;
  /** One, or the two ends of a range. */
  readonly tokens: readonly Token[];
  /** Its place in the answer (Unicode normal form C). */
  readonly start: number;
  readonly end: number;
}

/**
 * The figures of a text that can be right or wrong: prices, percentages, dates and years, times, volumes and
 * chapters, counts with a known unit, ids, and bare numbers of three digits or with a decimal point. No figures are:
 * list numbers, small bare numbers ("2 tips", "step 3"), ordinals, counts of what the answer itself lists ("these
 * three books", 次の3冊), "one" as an article, titles in 『』, and links.
 */
export function readFigures(text: string): readonly Figure[] {
  const read = readTokens(text);
  const skipped = skippedPlaces(read);
  const figures: Figure[] = [];
  for (let at = 0; at < read.tokens.length; at += 1) {
    const first = read.tokens[at];
    const kind = first === undefined ? undefined : kindOf(first.token);
    if (first === undefined || kind === undefined || !hasDigit(read, first)) continue;
    const second = read.tokens[at + 1]?.token.kind === 'range' ? read.tokens[at + 2] : undefined;
    const last =
      second !== undefined && kindOf(second.token) === kind && hasDigit(read, second) ? second : first;
    const placed = first === last ? [first] : [first, last];
    if (first !== last) at += 2;
    const { start, end } = { start: first.start, end: last.end };
    if (skipped.some((place) => start < place.end && end > place.start)) continue;
    if (isEnumeration(read, placed)) continue;
    figures.push(figureOf(read, kind, placed));
  }
  return figures;
}

function figureOf({ aligned }: ReadText, kind: FigureKind, placed: readonly PlacedToken[]): Figure {
  const from = placed[0]?.start ?? 0;
  const to = placed.at(-1)?.end ?? from;
  const start = aligned.starts[from] ?? 0;
  return {
    kind,
    text: originOf(aligned, from, to).trim(),
    tokens: placed.map(({ token }) => token),
    start,
    end: aligned.ends[to - 1] ?? start,
  };
}

/** "noon" and 半額 are words before they are figures. */
function hasDigit({ aligned }: ReadText, { start, end }: PlacedToken): boolean {
  return /\d/.test(aligned.text.slice(start, end));
}

/** What kind of figure a token is; undefined for what claims nothing. */
export function kindOf(token: Token): FigureKind | undefined {
  switch (token.kind) {
    case 'money':
      return 'price';
    case 'percent':
      return 'percent';
    case 'date':
      return 'date';
    case 'time':
      return 'time';
    case 'slash':
      return token.date === undefined ? undefined : 'date';
    case 'id':
      return token.digits.length >= 3 ? 'id' : undefined;
    case 'code':
      return token.text.replace(/\D/g, '').length >= 3 ? 'id' : undefined;
    case 'number':
      return kindOfNumber(token);
    default:
      return undefined;
  }
}

function kindOfNumber({ value, units, plain }: Extract<Token, { kind: 'number' }>): FigureKind | undefined {
  if (units.includes('year-number') || (plain && /^(?:19|20)\d\d$/.test(value))) return 'date';
  if (units.includes('volume-count') && units.includes('volume-number')) return 'volume';
  if (units.includes('volume-number') || units.includes('chapter-number')) return 'volume';
  if (units.length > 0) return 'count';
  return value.replace('.', '').length >= 3 || value.includes('.') ? 'number' : undefined;
}

/** Titles in 『』 and links: their numbers are names. */
function skippedPlaces({ aligned }: ReadText): readonly { readonly start: number; readonly end: number }[] {
  return [...aligned.text.matchAll(/『[^』]{0,200}』|https?:\/\/\S+|(?<![^\s<(])[^\s@]{1,64}@[^\s@]+/gu)].map(
    ({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
    }),
  );
}
