import { foldText } from './fold-text.js';
import { canonicalDecimal, shiftDecimal, type Token } from './token.js';
import {
  currencyOf,
  monthOf,
  monthPattern,
  numberWordPattern,
  numberWordValue,
  unitPattern,
  unitsOf,
} from './vocabulary.js';

/** Digits with or without thousands separators; a longer run of digits is never cut in two. */
const number = String.raw`\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d+(?:\.\d+)?`;
const year = String.raw`(?:19|20)\d{2}(?![\d,]\d|\d)`;
const noLetterBefore = String.raw`(?<![\p{Script=Latin}\p{N}])`;
const noLetterAfter = String.raw`(?![\p{Script=Latin}\p{N}])`;
/** Scripts written without spaces: each character is a token of its own. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー`;
const japanesePower: { readonly [sign: string]: number } = { '': 0, 千: 3, 万: 4, 億: 8 };

interface Rule {
  readonly pattern: RegExp;
  /** Undefined: not a token of this kind after all; the next rule is tried. */
  readonly read: (groups: { readonly [name: string]: string | undefined }) => Token | undefined;
}

const rule = (source: string, read: Rule['read']): Rule => ({ pattern: new RegExp(source, 'uy'), read });

/** Tried in this order at every position: the most specific first. */
const rules: readonly Rule[] = [
  rule(String.raw`(?<y>\d{4})[-/](?<m>\d{1,2})[-/](?<d>\d{1,2})(?![\d/-])`, (g) => date(g.y, g.m, g.d)),
  rule(String.raw`(?:(?<y>\d{4})\s*年\s*)?(?<m>\d{1,2})\s*月(?:\s*(?<d>\d{1,2})\s*日(?!間))?`, (g) =>
    date(g.y, g.m, g.d),
  ),
  rule(
    String.raw`${noLetterBefore}(?<m>${monthPattern})(?:\.\s*|\s+)(?<d>\d{1,2})(?:st|nd|rd|th)?${noLetterAfter}(?![,.:]\d)(?:,?\s+(?<y>${year}))?`,
    (g) => date(g.y, monthOf(g.m ?? ''), g.d),
  ),
  // "30 may apply" is no date: a bare "may" before another word is the verb.
  rule(
    String.raw`(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?!may\s+\p{L})(?<m>${monthPattern})${noLetterAfter}(?:\.?,?\s+(?<y>${year}))?`,
    (g) => date(g.y, monthOf(g.m ?? ''), g.d),
  ),
  rule(String.raw`${noLetterBefore}(?<m>${monthPattern})\.?,?\s+(?<y>${year})`, (g) =>
    date(g.y, monthOf(g.m ?? ''), undefined),
  ),
  // Times and version numbers are one piece: "10:00" holds neither 10 nor 0.
  rule(String.raw`(?<t>\d{1,2}(?::\d{2})+|\d+(?:\.\d+){2,})`, (g) => word(g.t ?? '')),
  rule(
    String.raw`(?<c>us\$|[¥$€£]|${noLetterBefore}(?:jpy|usd|eur|gbp))\s*(?<n>${number})(?:(?<p>[千万億])(?<r>\d{1,4})?)?(?:\s*円)?`,
    money,
  ),
  rule(
    String.raw`(?<n>${number})(?:(?<p>[千万億])(?<r>\d{1,4})?)?\s*-?(?<c>円|ドル|ユーロ|(?:yen|dollars?|euros?|jpy|usd|eur|gbp)${noLetterAfter}|€)`,
    money,
  ),
  rule(String.raw`(?<n>${number})\s*(?:cents?${noLetterAfter}|セント)`, (g) => ({
    kind: 'money',
    value: shiftDecimal(g.n ?? '', -2),
    currency: 'USD',
  })),
  rule(String.raw`(?<n>${number})\s*(?:%|-?\s?(?:percent|per\s+cent)${noLetterAfter}|パーセント)`, (g) => ({
    kind: 'percent',
    value: canonicalDecimal(g.n ?? ''),
  })),
  rule(`(?<n>${number})割`, (g) => ({ kind: 'percent', value: shiftDecimal(g.n ?? '', 1) })),
  rule(
    String.raw`${noLetterBefore}(?<u>volumes?|vols?|chapters?|ch)\.?\s*[#-]?\s*(?<n>\d+)${noLetterAfter}(?![.,]\d)`,
    (g) => ordinal(g.n, g.u ?? ''),
  ),
  // Ids with letters: MK-20931 = MK20931.
  rule(String.raw`${noLetterBefore}(?<t>[a-z]+[-_]?\d[a-z\d]*(?:[-_][a-z\d]+)*)${noLetterAfter}`, (g) =>
    word((g.t ?? '').replace(/[-_]/g, '')),
  ),
  rule(String.raw`第\s*(?<n>\d+)\s*(?<u>[巻話])`, (g) => ordinal(g.n, g.u ?? '')),
  rule(String.raw`(?<n>\d+)(?:st|nd|rd|th)\s+(?<u>volume|chapter)${noLetterAfter}`, (g) =>
    ordinal(g.n, g.u ?? ''),
  ),
  rule(String.raw`#\s*(?<n>\d+)${noLetterAfter}`, (g) => ({ kind: 'id', digits: g.n ?? '' })),
  rule(String.raw`(?<n>${number})[\s-]*(?<u>${unitPattern})`, (g) => counted(g.n ?? '', g.u)),
  // Number words count only before a unit ("two weeks", "twenty-four hours"): "One Piece" is no number.
  rule(
    String.raw`(?<!(?:hundred|thousand|million)(?:\s{1,3}and)?[\s-]{1,3})${noLetterBefore}(?:(?<tens>[a-z]+ty)[\s-])?(?<n>${numberWordPattern})[\s-]+(?<u>${unitPattern})`,
    (g) => {
      const tens = g.tens === undefined ? 0 : Number(numberWordValue(g.tens) ?? Number.NaN);
      const value = tens + Number(numberWordValue(g.n ?? ''));
      return Number.isNaN(value) ? undefined : counted(String(value), g.u);
    },
  ),
  rule(`(?<n>${number})(?<p>[千万億])`, (g) => ({
    kind: 'number',
    value: scaled(g),
    units: [],
    plain: false,
  })),
  rule(`(?<n>${number})${noLetterAfter}`, (g) => ({
    kind: 'number',
    value: canonicalDecimal(g.n ?? ''),
    units: [],
    plain: /^\d+$/.test(g.n ?? ''),
  })),
  rule(`(?<t>[${unspaced}])`, (g) => word(g.t ?? '')),
  rule(String.raw`(?<t>(?:(?![${unspaced}])[\p{L}\p{M}\p{N}])+)`, (g) => word(g.t ?? '')),
];

const rangeSign = /(?:[-~]|から|(?:to|through)(?=\s))\s*(?=(?:us)?[¥$€£]?\d)/uy;

/**
 * The comparable pieces of a text, in order. Punctuation and white space separate and are dropped, so quotes,
 * brackets and 「」 around a title do not matter. Signs are not read: "-10%" is 10 %.
 */
export function readTokens(text: string): readonly Token[] {
  const folded = foldText(text);
  const tokens: Token[] = [];
  for (let at = 0; at < folded.length; ) {
    const found = readRangeAt(folded, at, tokens.at(-1)) ?? readTokenAt(folded, at);
    if (found === undefined) {
      at += 1;
    } else {
      tokens.push(found.token);
      at = found.end;
    }
  }
  return tokens;
}

interface Found {
  readonly token: Token;
  readonly end: number;
}

/** A dash, "to" or から joins two numbers or times; anywhere else it is punctuation or a word. */
function readRangeAt(text: string, at: number, before: Token | undefined): Found | undefined {
  if (before === undefined || before.kind === 'range') return undefined;
  if (before.kind === 'word' && !/^\d/.test(before.text)) return undefined;
  rangeSign.lastIndex = at;
  return rangeSign.test(text) ? { token: { kind: 'range' }, end: rangeSign.lastIndex } : undefined;
}

function readTokenAt(text: string, at: number): Found | undefined {
  if (/[\s"'.,!?;:()]/.test(text.charAt(at))) return undefined;
  for (const { pattern, read } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const token = match === null ? undefined : read(match.groups ?? {});
    if (token !== undefined) return { token, end: pattern.lastIndex };
  }
  return undefined;
}

function word(text: string): Token {
  return { kind: 'word', text };
}

function date(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): Token | undefined {
  const m = Number(month);
  const d = day === undefined ? undefined : Number(day);
  if (!(m >= 1 && m <= 12) || (d !== undefined && !(d >= 1 && d <= 31))) return undefined;
  return {
    kind: 'date',
    ...(year === undefined ? {} : { year }),
    month: String(m),
    ...(d === undefined ? {} : { day: String(d) }),
  };
}

function money(groups: { readonly [name: string]: string | undefined }): Token | undefined {
  const currency = currencyOf(groups.c ?? '');
  return currency === undefined ? undefined : { kind: 'money', value: scaled(groups), currency };
}

/** `1.2万` → 12000 and `1万2000` → 12000. */
function scaled({ n = '', p = '', r }: { readonly [name: string]: string | undefined }): string {
  const value = shiftDecimal(n, japanesePower[p] ?? 0);
  return r === undefined ? value : (BigInt(value.split('.')[0] ?? '0') + BigInt(r)).toString();
}

function counted(written: string, unit = ''): Token {
  const units = unitsOf(unit.replace(/[\s-]+/g, ' ')) ?? [];
  return { kind: 'number', value: canonicalDecimal(written), units, plain: false };
}

function ordinal(digits: string | undefined, unit: string): Token {
  const kind = /^(?:v|巻)/.test(unit) ? 'volume-number' : 'chapter-number';
  return { kind: 'number', value: canonicalDecimal(digits ?? ''), units: [kind], plain: false };
}
