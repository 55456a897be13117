import { remembering } from '../reading/remember.js';

/** A number with what it measures, as it stands in a text. */
export interface Quantity {
  /** As written, with currency sign or unit. */
  readonly text: string;
  /** Index in the text that was read. */
  readonly at: number;
  /** The number's digits without grouping, or an ISO-like date. */
  readonly value: string;
  /** `price`, `percent`, `date`, `time`, or `n:<unit>` for a counted thing, `n:` for a bare number. */
  readonly kind: string;
}

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const number = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const pattern = new RegExp(
  [
    `(?<date>\\b\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}\\b|\\b(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?\\b|\\b\\d{1,2}(?:st|nd|rd|th)? (?:${months})(?:,? \\d{4})?\\b|(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日|\\d{4}年\\d{1,2}月)`,
    `(?<time>\\b\\d{1,2}:\\d{2}(?: ?[ap]\\.?m\\.?)?|\\b\\d{1,2} ?[ap]\\.?m\\b\\.?|\\d{1,2}時(?:\\d{1,2}分)?)`,
    `(?<price>[¥￥$€£] ?(?:${number})|\\b(?:${number}) ?(?:円|yen|jpy|usd|eur|gbp|dollars?|pounds?|euros?)(?![\\p{L}])|\\b(?:jpy|usd|eur|gbp) (?:${number}))`,
    `(?<percent>\\b(?:${number}) ?(?:%|％|percent\\b))`,
    `(?<plain>(?<![\\w-])(?:${number})(?![\\w]|-\\w)(?:[ -]?(?<unit>\\p{Script=Latin}{2,}|[gml](?!\\p{L})|[\\p{Script=Han}ヶ]{1,2}))?)`,
  ].join('|'),
  'giu',
);

const rememberedTexts = 512;
const longestText = 1000;

/** Every number of `text` in order: dates, times, prices, percentages and counts. Ids such as `A-123` are none. */
export const quantitiesOf: (text: string) => readonly Quantity[] = remembering(
  rememberedTexts,
  readQuantities,
  longestText,
);

function readQuantities(text: string): readonly Quantity[] {
  if (!/\d/.test(text)) return [];
  return [...text.matchAll(pattern)].map((match) => {
    const groups = match.groups ?? {};
    const kind = (['date', 'time', 'price', 'percent'] as const).find((name) => groups[name] !== undefined);
    return {
      text: match[0],
      at: match.index,
      value: normalValue(match[0], kind),
      kind: kind ?? unitKind(groups.unit),
    };
  });
}

function normalValue(text: string, kind: string | undefined): string {
  if (kind === 'date' || kind === 'time')
    return text
      .toLowerCase()
      .replace(/[年月/]/g, '-')
      .replace(/[日,.]|(?<=\d)(?:st|nd|rd|th)\b/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(text)?.[0] ?? text;
  return String(Number(digits.replaceAll(',', '')));
}

function unitKind(unit: string | undefined): string {
  if (unit === undefined) return 'n:';
  const word = unit.toLowerCase().replace(/s$/, '');
  return /^(?:and|or|to|in|of|is|are|at|for|on|by|the|with|from|per|will|has|have|if)$/.test(
    unit.toLowerCase(),
  )
    ? 'n:'
    : `n:${word}`;
}

/**
 * Another value in the same clothes: `¥1,480` for `¥990`, another day for a date. `u` in (0, 1) decides which; the
 * result always differs from the original.
 */
export function alteredQuantity(quantity: Quantity, u: number): string {
  if (quantity.kind === 'date' || quantity.kind === 'time') return shiftLastNumber(quantity, u);
  return quantity.text.replace(/\d[\d,]*(?:\.\d+)?/, (digits) => scaled(digits, u));
}

function shiftLastNumber(quantity: Quantity, u: number): string {
  const limit = quantity.kind === 'time' ? 12 : 28;
  let done = false;
  return quantity.text.replace(/(?<!\d)\d{1,2}(?!\d)/g, (digits) => {
    if (done) return digits;
    done = true;
    const shift = 1 + Math.floor(u * (limit - 2));
    return String(((Number(digits) - 1 + shift) % limit) + 1).padStart(digits.startsWith('0') ? 2 : 1, '0');
  });
}

function scaled(digits: string, u: number): string {
  const decimals = /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0;
  const original = Number(digits.replaceAll(',', ''));
  const factor = u < 0.5 ? 0.5 + 0.7 * u : 1.15 + 0.9 * (u - 0.5);
  const step = decimals > 0 ? 0 : original >= 1000 ? 10 : 1;
  const raw = original * factor;
  let changed = step === 0 ? raw : Math.round(raw / step) * step;
  if (changed === original || changed === 0) changed = original + (step === 0 ? 1 : step);
  const fixed = changed.toFixed(decimals);
  return digits.includes(',') || (changed >= 1000 && original >= 100)
    ? fixed.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
    : fixed;
}
