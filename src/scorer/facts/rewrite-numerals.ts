import { type AlignedText, replaceAligned } from './aligned-text.js';
import { englishNumber, JAPANESE_NUMERAL_SIGNS, japaneseNumber, NUMBER_WORD } from './numerals.js';
import { counterPattern, unitWordPattern } from './units.js';

const CURRENCY_WORD = 'yen|dollars?|euros?|pounds?|cents?|jpy|usd|eur|gbp';
const NO_DIGIT_BEFORE = String.raw`(?<![\d.,])`;

/**
 * Kanji numerals count only before a counter or unit: 千葉 and 一番 are words. 数千 ("some thousands") and 何百 are
 * no figures; a run of noughts (〇〇円) is a blank to fill in.
 */
const JAPANESE = new RegExp(
  String.raw`(?<![数何幾\d,.${JAPANESE_NUMERAL_SIGNS}])[\d${JAPANESE_NUMERAL_SIGNS}][\d,.${JAPANESE_NUMERAL_SIGNS}]*(?=\s*(?:${counterPattern}|円|ドル|ユーロ|セント|パーセント|%|割|月|時|章|号|版))`,
  'gu',
);

/** Number words count only before a unit or behind "volume": "One Piece" is no number. */
const wordRun = String.raw`(?:a\s+(?=hundred|thousand))?(?:${NUMBER_WORD})(?:[\s-]{1,3}(?:and\s{1,3})?(?:${NUMBER_WORD})){0,8}`;
const measured = String.raw`[\s-]+(?:${unitWordPattern}|(?:${CURRENCY_WORD}|percent|per\s+cent)(?![\p{Script=Latin}\p{N}]))`;
const ENGLISH = new RegExp(
  String.raw`(?<![\p{Script=Latin}\p{N}])(?:${wordRun})(?=${measured}|\s+(?:to|or)\s+(?:${wordRun})${measured})|(?<=(?<![\p{Script=Latin}])(?:volume|vol\.|chapter)\s)(?:${wordRun})(?![\p{Script=Latin}\p{N}])`,
  'gu',
);

/** `1.234,56` can only be read one way. */
const GROUPED_COMMA = new RegExp(
  String.raw`${NO_DIGIT_BEFORE}\d{1,3}(?:\.\d{3}){1,4},\d{1,2}(?!\d|[.,]\d)`,
  'gu',
);
const AFTER_EURO = String.raw`(?=\s*-?(?:€|(?:eur|euros?)(?![\p{Script=Latin}])|ユーロ))`;
const SPACED_COMMA = new RegExp(
  String.raw`${NO_DIGIT_BEFORE}\d{1,3}(?: \d{3}){1,4},\d{2}(?!\d|[.,]\d)${AFTER_EURO}`,
  'gu',
);
/** A comma before one or two digits is a decimal sign where a currency or per cent stands beside it. */
const COMMA_DECIMAL = new RegExp(
  [
    String.raw`${NO_DIGIT_BEFORE}\d+,\d{1,2}(?!\d|[.,]\d)(?=\s*(?:[€£$%]|(?:${CURRENCY_WORD}|percent|kg|cm)(?![\p{Script=Latin}])|ユーロ|ドル|パーセント))`,
    String.raw`(?<=(?:[€£$]|(?<![\p{Script=Latin}])(?:eur|usd|gbp))\s?)\d+,\d{2}(?!\d|[.,]\d)`,
  ].join('|'),
  'gu',
);
/** Euros have no three decimals: `1.234 €` is a thousand. */
const GROUPED_EUROS = new RegExp(
  [
    String.raw`${NO_DIGIT_BEFORE}\d{1,3}(?:\.\d{3}){1,4}(?!\d|[.,]\d)${AFTER_EURO}`,
    String.raw`(?<=(?:€|(?<![\p{Script=Latin}])eur)\s?)\d{1,3}(?:\.\d{3}){1,4}(?!\d|[.,]\d)`,
  ].join('|'),
  'gu',
);

/**
 * Writes numbers of every habit in one: kanji numerals and English number words as digits (where a unit shows that
 * they are numbers), decimal commas as points.
 */
export function rewriteNumerals(folded: AlignedText): AlignedText {
  let text = folded;
  if (/\d/.test(text.text)) {
    text = replaceAligned(text, GROUPED_COMMA, ([found]) => found.replaceAll('.', '').replace(',', '.'));
    text = replaceAligned(text, SPACED_COMMA, ([found]) => found.replaceAll(' ', '').replace(',', '.'));
    text = replaceAligned(text, COMMA_DECIMAL, ([found]) => found.replace(',', '.'));
    text = replaceAligned(text, GROUPED_EUROS, ([found]) => found.replaceAll('.', ''));
  }
  text = replaceAligned(text, JAPANESE, writeJapanese);
  return replaceAligned(text, ENGLISH, ([found]) => englishNumber(found));
}

const KANJI_NUMERAL = new RegExp(`[${JAPANESE_NUMERAL_SIGNS}]`);

function writeJapanese(match: RegExpMatchArray, text: string): string | undefined {
  const [found] = match;
  if (!KANJI_NUMERAL.test(found)) return undefined;
  const start = match.index ?? 0;
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(start + found.length, start + found.length + 3);
  // 十分 is "enough", 一時 "for a while", 三日月 a crescent.
  if (found === '十' && /^分(?!間|前|後|ほど|程|以)/.test(after)) return undefined;
  if (found === '一' && /^時(?!間|半|\d)/.test(after) && !/午[前後]$/.test(before)) return undefined;
  if (/^日月/.test(after)) return undefined;
  return japaneseNumber(found);
}
