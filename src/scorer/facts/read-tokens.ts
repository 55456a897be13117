import type { AlignedText } from './aligned-text.js';
import { foldAligned } from './fold-text.js';
import { spreadOverRanges } from './ranges.js';
import { rewriteNumerals } from './rewrite-numerals.js';
import { resolveSlashes } from './slash-dates.js';
import type { PlacedToken, Token } from './token.js';
import { plainSign, tokenRules } from './token-rules.js';
import { monthPattern } from './vocabulary.js';

/** A text as comparable pieces. */
export interface ReadText {
  readonly aligned: AlignedText;
  /** In order; places are in `aligned.text`. */
  readonly tokens: readonly PlacedToken[];
}

const rangeSign = new RegExp(
  String.raw`(?:[-~]|から|(?:to|through|until)(?=\s))\s*(?=(?:us)?[¥$€£]?\d|午[前後]|第\s*\d|(?:${monthPattern})[\s.]+\d)`,
  'uy',
);

/**
 * The comparable pieces of a text, in order. Punctuation and white space separate and are dropped, so quotes,
 * brackets and 「」 around a title do not matter. Signs are not read: "-10%" is 10 %.
 */
export function readTokens(text: string): ReadText {
  const aligned = rewriteNumerals(foldAligned(text));
  const folded = aligned.text;
  const tokens: PlacedToken[] = [];
  for (let at = 0; at < folded.length; ) {
    const found = readRangeAt(folded, at, tokens.at(-1)?.token) ?? readTokenAt(folded, at);
    if (found === undefined) {
      at += 1;
    } else {
      for (const token of found.tokens) tokens.push({ token, start: at, end: found.end });
      at = found.end;
    }
  }
  return { aligned, tokens: spreadOverRanges(resolveSlashes(tokens, folded)) };
}

interface Found {
  readonly tokens: readonly Token[];
  readonly end: number;
}

/** Between ids: never a dash, which is a part of them. */
const idRangeSign = /(?:[~]|から|(?:to|through|until)(?=\s))\s*(?=[a-z]+[-_]?\d)/uy;

/** A dash, "to" or から joins two figures; anywhere else it is punctuation or a word. */
function readRangeAt(text: string, at: number, before: Token | undefined): Found | undefined {
  if (before === undefined || before.kind === 'range' || before.kind === 'word') return undefined;
  const sign = before.kind === 'code' ? idRangeSign : rangeSign;
  sign.lastIndex = at;
  return sign.test(text) ? { tokens: [{ kind: 'range' }], end: sign.lastIndex } : undefined;
}

function readTokenAt(text: string, at: number): Found | undefined {
  if (/[\s"'.,!?;:()]/.test(text.charAt(at))) return undefined;
  if (plainSign.test(text.charAt(at))) {
    return { tokens: [{ kind: 'word', text: text.charAt(at) }], end: at + 1 };
  }
  for (const { pattern, read } of tokenRules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const token = match === null ? undefined : read(match.groups ?? {});
    if (token === undefined) continue;
    return { tokens: isList(token) ? token : [token], end: pattern.lastIndex };
  }
  return undefined;
}

function isList(value: Token | readonly Token[]): value is readonly Token[] {
  return Array.isArray(value);
}
