import { canonicalDecimal, shiftDecimal } from './token.js';

const KANJI_DIGITS = '〇一二三四五六七八九';
const SMALL_POWERS: { readonly [sign: string]: bigint } = { 十: 10n, 百: 100n, 千: 1000n };
const LARGE_POWERS: { readonly [sign: string]: bigint } = { 万: 10_000n, 億: 100_000_000n };
const DECIMAL_POWERS: { readonly [sign: string]: number } = { 百: 2, 千: 3, 万: 4, 億: 8 };

/** Longer runs are no numbers that anybody means. */
const MOST_SIGNS = 40;

/** Every sign a Japanese numeral is written with, for a character class. */
export const JAPANESE_NUMERAL_SIGNS = '〇零一二三四五六七八九十百千万億';

/**
 * The value of a Japanese numeral in any of its writings: `千二百`, `二〇二六`, `1万2000`, `1.2万`, `3千`. Undefined
 * for what is none (`万` alone, `2,3万`).
 */
export function japaneseNumber(written: string): string | undefined {
  if (written.length > MOST_SIGNS) return undefined;
  const decimal = /^(\d+\.\d+)([百千万億])$/.exec(written);
  if (decimal !== null) return shiftDecimal(decimal[1] ?? '', DECIMAL_POWERS[decimal[2] ?? ''] ?? 0);
  const pieces = written.match(/[\d,.]+|[〇零一二三四五六七八九]+|[十百千万億]/g) ?? [];
  let total = 0n;
  let section = 0n;
  let current: bigint | undefined;
  for (const piece of pieces) {
    const small = SMALL_POWERS[piece];
    const large = LARGE_POWERS[piece];
    if (small !== undefined) {
      section += (current ?? 1n) * small;
      current = undefined;
    } else if (large !== undefined) {
      section += current ?? 0n;
      if (section === 0n) return undefined;
      total += section * large;
      section = 0n;
      current = undefined;
    } else {
      if (current !== undefined) return undefined;
      current = digitsOf(piece);
      if (current === undefined) return undefined;
    }
  }
  return (total + section + (current ?? 0n)).toString();
}

function digitsOf(piece: string): bigint | undefined {
  if (/^\d+$/.test(piece) || /^\d{1,3}(?:,\d{3})+$/.test(piece)) return BigInt(canonicalDecimal(piece));
  if (/[\d,.]/.test(piece)) return undefined;
  // A run that begins with a nought is a placeholder: 〇〇円.
  if (/^[〇零]./.test(piece)) return undefined;
  return BigInt([...piece.replaceAll('零', '〇')].map((sign) => KANJI_DIGITS.indexOf(sign)).join(''));
}

const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: { readonly [word: string]: number } = { thousand: 1000, million: 1_000_000 };

/** Pattern of one English number word. */
export const NUMBER_WORD = [...TENS, ...ONES.toReversed(), 'hundred', ...Object.keys(SCALES)].join('|');

/** The value of English number words (`twenty-four`, `one thousand two hundred`, `a hundred`); undefined for a mere list of them. */
export function englishNumber(written: string): string | undefined {
  let total = 0;
  let section: Section | undefined = EMPTY;
  for (const word of written.split(/[\s-]+/).filter((part) => part !== 'and')) {
    const scale = SCALES[word];
    if (scale === undefined) {
      section = addWord(section, word);
      if (section === undefined) return undefined;
    } else {
      total += (section.value === 0 ? 1 : section.value) * scale;
      section = EMPTY;
    }
  }
  return String(total + section.value);
}

/** What stands before or behind a "thousand". */
interface Section {
  readonly value: number;
  /** What may still be added: less than this. */
  readonly room: number;
}

const EMPTY: Section = { value: 0, room: Number.POSITIVE_INFINITY };

function addWord({ value, room }: Section, word: string): Section | undefined {
  if (word === 'hundred') {
    return value >= 100 ? undefined : { value: (value === 0 ? 1 : value) * 100, room: 100 };
  }
  const added = smallNumber(word);
  if (added === undefined || added >= room) return undefined;
  return { value: value + added, room: added >= 20 ? 10 : 1 };
}

function smallNumber(word: string): number | undefined {
  if (word === 'a') return 1;
  const one = ONES.indexOf(word);
  if (one >= 0) return one + 1;
  const ten = TENS.indexOf(word);
  return ten >= 0 ? (ten + 2) * 10 : undefined;
}
