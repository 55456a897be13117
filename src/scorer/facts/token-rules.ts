import { timeRules } from './time-rules.js';
import { canonicalDecimal, type DateToken, shiftDecimal, type Token } from './token.js';
import { unitPattern, unitsOf } from './units.js';
import { currencyOf, monthOf, monthPattern } from './vocabulary.js';

type Groups = { readonly [name: string]: string | undefined };

/** Digits with or without thousands separators; a longer run of digits is never cut in two. */
const number = String.raw`\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d+(?:\.\d+)?`;
const year = String.raw`(?:19|20)\d{2}(?![\d,]\d|\d)`;
const noLetterBefore = String.raw`(?<![\p{Script=Latin}\p{N}])`;
const noLetterAfter = String.raw`(?![\p{Script=Latin}\p{N}])`;
/** Scripts written without spaces: each character is a token of its own. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー`;
const japanesePower: { readonly [sign: string]: number } = { '': 0, 千: 3, 万: 4, 億: 8 };
const eraBegins: { readonly [era: string]: number } = { 令和: 2018, 平成: 1988, 昭和: 1925 };

/** Signs of unspaced scripts that begin nothing but a word: most of a Japanese text, which need not try every rule. */
export const plainSign = new RegExp(`^(?![第午半令平昭正星五])[${unspaced}]`, 'u');

export interface TokenRule {
  readonly pattern: RegExp;
  /** Undefined: not a token of this kind after all; the next rule is tried. */
  readonly read: (groups: Groups) => Token | readonly Token[] | undefined;
}

const rule = (source: string, read: TokenRule['read']): TokenRule => ({
  pattern: new RegExp(source, 'uy'),
  read,
});

const dateRules: readonly TokenRule[] = [
  rule(String.raw`(?<y>\d{4})(?<s>[-/.])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})(?![\d/-]|\.\d)`, (g) =>
    dateOf(g.y, g.m, g.d),
  ),
  // With points the day comes first, in every country that writes so.
  rule(String.raw`(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>${year})(?!\.\d)`, (g) => dateOf(g.y, g.m, g.d)),
  rule(String.raw`(?<a>\d{1,2})/(?<b>\d{1,2})(?:/(?<y>\d{4}))?(?![\d/])(?!\.\d)`, (g) => ({
    kind: 'slash',
    left: canonicalDecimal(g.a ?? ''),
    right: canonicalDecimal(g.b ?? ''),
    ...(g.y !== undefined && { year: g.y }),
  })),
  rule(
    String.raw`(?:(?:(?<e>令和|平成|昭和)\s*(?<k>\d{1,2}|元)|(?<y>\d{4}))\s*年\s*)?(?<m>\d{1,2})\s*月(?:\s*(?<d>\d{1,2})\s*日(?!間))?`,
    (g) => dateOf(g.e === undefined ? g.y : yearOfEra(g.e, g.k ?? ''), g.m, g.d),
  ),
  rule(
    String.raw`${noLetterBefore}(?<m>${monthPattern})(?:\.\s*|\s+)(?:the\s+)?(?<d>\d{1,2})(?:st|nd|rd|th)?${noLetterAfter}(?![,.:]\d|\s*%)(?:,?\s+(?<y>${year}))?`,
    (g) => dateOf(g.y, monthOf(g.m ?? ''), g.d),
  ),
  // "30 may apply" is no date: a bare "may" before another word is the verb, unless a weekday or "on" stands before.
  rule(
    String.raw`(?<=(?:day,?|(?<!\p{L})(?:on|by|until|since))\s)(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?may${noLetterAfter}(?:\.?,?\s+(?<y>${year}))?`,
    (g) => dateOf(g.y, '5', g.d),
  ),
  rule(
    String.raw`(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?!may\s+\p{L})(?<m>${monthPattern})${noLetterAfter}(?:\.?,?\s+(?<y>${year}))?`,
    (g) => dateOf(g.y, monthOf(g.m ?? ''), g.d),
  ),
  rule(String.raw`${noLetterBefore}(?<m>${monthPattern})\.?,?\s+(?<y>${year})`, (g) =>
    dateOf(g.y, monthOf(g.m ?? ''), undefined),
  ),
  // A year is no length of time.
  rule(String.raw`(?<y>(?:19|20)\d{2})\s*年(?!間|以上|もの)`, (g) => ({
    kind: 'number',
    value: g.y ?? '',
    units: ['year-number'],
    plain: false,
  })),
];

const moneyRules: readonly TokenRule[] = [
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
];

const percentRules: readonly TokenRule[] = [
  rule(String.raw`(?<n>${number})\s*(?:%|-?\s?(?:percent|per\s+cent)${noLetterAfter}|パーセント)`, (g) => ({
    kind: 'percent',
    value: canonicalDecimal(g.n ?? ''),
  })),
  // 三割五分 is 35 %.
  rule(`(?<n>${number})割(?:(?<f>[1-9])分)?`, (g) => ({
    kind: 'percent',
    value: g.f === undefined ? shiftDecimal(g.n ?? '', 1) : String(Number(g.n) * 10 + Number(g.f)),
  })),
  rule(String.raw`半額|${noLetterBefore}half[\s-](?:price|off)${noLetterAfter}`, () => ({
    kind: 'percent',
    value: '50',
  })),
];

const ordinalRules: readonly TokenRule[] = [
  rule(
    String.raw`${noLetterBefore}(?<u>volumes?|vols?|chapters?|ch)\.?\s*[#-]?\s*(?<n>\d+)${noLetterAfter}(?![.,]\d)`,
    (g) => ordinal(g.n, g.u ?? ''),
  ),
  // Ids with letters: MK-20931 = MK20931.
  rule(String.raw`${noLetterBefore}(?<t>[a-z]+[-_]?\d[a-z\d]*(?:[-_][a-z\d]+)*)${noLetterAfter}`, (g) => ({
    kind: 'code',
    text: (g.t ?? '').replace(/[-_]/g, ''),
  })),
  rule(String.raw`第\s*(?<n>\d+)\s*(?<u>[巻話])`, (g) => ordinal(g.n, g.u ?? '')),
  rule(String.raw`(?<n>\d+)(?:st|nd|rd|th)\s+(?<u>volume|chapter)${noLetterAfter}`, (g) =>
    ordinal(g.n, g.u ?? ''),
  ),
  rule(String.raw`#\s*(?<n>\d+)${noLetterAfter}`, (g) => ({ kind: 'id', digits: g.n ?? '' })),
];

const numberRules: readonly TokenRule[] = [
  // 第1〜3巻 is 1〜3巻: the sign says no more than the number behind it.
  rule(String.raw`第(?=\s*\d)`, () => []),
  // A version number is one piece: "1.2.3" holds neither 1 nor 3. So is a time with seconds.
  rule(String.raw`(?<t>\d+(?:\.\d+){2,}|\d+(?::\d{2}){2,})`, (g) => word(g.t ?? '')),
  rule(String.raw`(?:五つ星|星\s*(?<n>[1-5](?:\.\d)?)\s*つ)`, (g) => counted(g.n ?? '5', 'star')),
  rule(String.raw`(?<n>${number})[\s-]*(?<u>${unitPattern})`, (g) => counted(g.n ?? '', g.u)),
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
];

const wordRules: readonly TokenRule[] = [
  // The negation is a word of its own, so that "doesn't ship" is "does not ship".
  rule(String.raw`${noLetterBefore}(?<t>ca|wo|sha|[a-z]+)(?:n't)${noLetterAfter}`, (g) => [
    word(CONTRACTED[g.t ?? ''] ?? g.t ?? ''),
    word('not'),
  ]),
  rule(String.raw`${noLetterBefore}cannot${noLetterAfter}`, () => [word('can'), word('not')]),
  rule(`(?<t>[${unspaced}])`, (g) => word(g.t ?? '')),
  rule(String.raw`(?<t>(?:(?![${unspaced}])[\p{L}\p{M}\p{N}])+)`, (g) => word(g.t ?? '')),
];

const CONTRACTED: { readonly [stem: string]: string } = { ca: 'can', wo: 'will', sha: 'shall' };

/** Tried in this order at every position: the most specific first. */
export const tokenRules: readonly TokenRule[] = [
  ...dateRules,
  ...timeRules.map(({ source, read }) => rule(source, read)),
  ...moneyRules,
  ...percentRules,
  ...ordinalRules,
  ...numberRules,
  ...wordRules,
];

/** A date, where month and day can be ones. */
export function dateOf(
  yearDigits: string | undefined,
  month: string | undefined,
  day: string | undefined,
): DateToken | undefined {
  const m = Number(month);
  const d = day === undefined ? undefined : Number(day);
  if (!(m >= 1 && m <= 12) || (d !== undefined && !(d >= 1 && d <= 31))) return undefined;
  return {
    kind: 'date',
    ...(yearDigits === undefined ? {} : { year: yearDigits }),
    month: String(m),
    ...(d === undefined ? {} : { day: String(d) }),
  };
}

function yearOfEra(era: string, written: string): string {
  return String((eraBegins[era] ?? 0) + (written === '元' ? 1 : Number(written)));
}

function word(text: string): Token {
  return { kind: 'word', text };
}

function money(groups: Groups): Token | undefined {
  const currency = currencyOf(groups.c ?? '');
  return currency === undefined ? undefined : { kind: 'money', value: scaled(groups), currency };
}

/** `1.2万` → 12000 and `1万2000` → 12000. */
function scaled({ n = '', p = '', r }: Groups): string {
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
