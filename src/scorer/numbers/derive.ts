import type { DateToken, Token } from '../facts/token.js';
import { deriveDate, deriveDays } from './derive-dates.js';
import type { Evidence } from './evidence.js';
import { exact, HUNDRED_PERCENT, rounded, times } from './exact.js';
import type { Sources } from './sources.js';

type Money = Extract<Token, { readonly kind: 'money' }>;
type Count = Extract<Token, { readonly kind: 'number' }>;

/** More distinct amounts than this make chance hits too likely: then nothing counts as derived. */
const MOST_OPERANDS = 40;
/** Words that announce a calculation. */
const CUE =
  /(?<![\p{L}])(?:total|totals|sum|altogether|together|in all|combined|subtotal|difference|save|saves|saving|savings|cheaper|more than|less than|left|remaining|remain|discount(?:ed)?|off|after|each|per|days? (?:from|after|before|later))(?![\p{L}])|合計|総額|小計|合わせ|差額|お得|割引|引き|残り|あと|税込|計|ずつ/iu;

/** How a figure follows from the sources, in words, or undefined where it does not. `sentence` is the one it stands in. */
export type Derivation = (figure: Token, sentence: string) => string | undefined;

/**
 * Recognises simple arithmetic on the evidence: sum, difference and multiple of prices and counts, a percentage of a
 * price, days between dates and dates some days on, other units of a span, a volume inside a range or a count of
 * volumes. An operand must stand in the answer or the question, or the sentence must speak of a calculation (total,
 * save, 合計 …): a made-up price that chance makes a sum is not excused.
 */
export function derivations(evidence: Evidence, said: readonly Token[]): Derivation {
  const named = [...evidence.asked, ...said];
  const isNamed = (operand: Token): boolean => named.some((token) => isSame(token, operand));
  return (figure, sentence) => {
    const isAnnounced = CUE.test(sentence);
    const sources: Sources = {
      tokens: evidence.tokens,
      mayUse: (...operands) => isAnnounced || operands.some(isNamed),
      withTax: /(?<![\p{L}])tax|税/iu.test(sentence),
    };
    switch (figure.kind) {
      case 'money':
        return deriveMoney(figure, sources);
      case 'number':
        return deriveCount(figure, sources);
      case 'date':
        return deriveDate(figure, sources);
      case 'code':
        return idInRange(figure.text, evidence.tokens);
      default:
        return undefined;
    }
  };
}

function deriveMoney(figure: Money, sources: Sources): string | undefined {
  const { tokens, mayUse } = sources;
  const prices = distinct(tokens.flatMap((token) => asPrice(token, figure.currency)));
  if (prices.length > MOST_OPERANDS) return undefined;
  const target = exact(figure.value);
  if (target === undefined) return undefined;
  return (
    sumOrDifference(target, prices, mayUse) ??
    multiple(target, prices, tokens, mayUse) ??
    share(figure, target, prices, sources)
  );
}

/** A bare number of three digits or more may be a price: "two gift cards, 3,000 and 4,500". */
function asPrice(token: Token, currency: string): readonly Money[] {
  if (token.kind === 'money') return token.currency === currency ? [token] : [];
  const isBare = token.kind === 'number' && token.units.length === 0 && Number(token.value) >= 100;
  return isBare ? [{ kind: 'money', value: token.value, currency }] : [];
}

function sumOrDifference<Operand extends Money | Count>(
  target: bigint,
  operands: readonly Operand[],
  mayUse: Sources['mayUse'],
): string | undefined {
  for (const [at, a] of operands.entries()) {
    for (const b of operands.slice(at + 1)) {
      const [x, y] = [exact(a.value), exact(b.value)];
      if (x === undefined || y === undefined || !mayUse(a, b)) continue;
      if (x + y === target) return `${a.value} + ${b.value}`;
      if (x - y === target) return `${a.value} − ${b.value}`;
      if (y - x === target) return `${b.value} − ${a.value}`;
    }
  }
  return undefined;
}

function multiple(
  target: bigint,
  prices: readonly Money[],
  tokens: readonly Token[],
  mayUse: Sources['mayUse'],
): string | undefined {
  const counts = distinct(
    tokens.filter((token): token is Count => token.kind === 'number' && /^\d{1,3}$/.test(token.value)),
  );
  for (const price of prices) {
    for (const count of counts.slice(0, MOST_OPERANDS)) {
      const [x, n] = [exact(price.value), exact(count.value)];
      if (x === undefined || n === undefined || Number(count.value) < 2 || !mayUse(price, count)) continue;
      if (times(x, n) === target) return `${count.value} × ${price.value}`;
    }
  }
  return undefined;
}

/** A percentage of a price, or what it leaves of it. */
function share(
  figure: Money,
  target: bigint,
  prices: readonly Money[],
  { tokens, mayUse, withTax }: Sources,
): string | undefined {
  const digits = figure.currency === 'JPY' ? 0 : 2;
  const rates = tokens.filter((token) => token.kind === 'percent').slice(0, MOST_OPERANDS);
  for (const price of prices) {
    for (const rate of rates) {
      const [x, p] = [exact(price.value), exact(rate.value)];
      if (x === undefined || p === undefined || !mayUse(price, rate)) continue;
      const part = (x * p) / HUNDRED_PERCENT;
      if (rounded(part, digits).includes(target)) return `${rate.value} % of ${price.value}`;
      if (rounded(x - part, digits).includes(target)) return `${price.value} − ${rate.value} %`;
      if (withTax && rounded(x + part, digits).includes(target)) return `${price.value} + ${rate.value} %`;
    }
  }
  return undefined;
}

/** Spans in the smaller unit. */
const CONVERSIONS: { readonly [unit: string]: { readonly smaller: string; readonly factor: number } } = {
  week: { smaller: 'day', factor: 7 },
  day: { smaller: 'hour', factor: 24 },
  hour: { smaller: 'minute', factor: 60 },
  minute: { smaller: 'second', factor: 60 },
  year: { smaller: 'month', factor: 12 },
};

function deriveCount(figure: Count, sources: Sources): string | undefined {
  const { tokens, mayUse } = sources;
  const numbers = tokens.filter((token): token is Count => token.kind === 'number');
  const converted = numbers.find((token) => isConverted(token, figure) || isConverted(figure, token));
  if (converted !== undefined) return `${converted.value} ${converted.units[0] ?? ''} in another unit`;
  const volume = volumeIn(figure, tokens);
  if (volume !== undefined) return volume;
  const between = deriveDays(figure, sources);
  if (between !== undefined) return between;
  const target = exact(figure.value);
  if (target === undefined || figure.units.length === 0 || figure.units.includes('volume-number'))
    return undefined;
  const alike = distinct(numbers.filter(({ units }) => units.some((unit) => figure.units.includes(unit))));
  return alike.length > MOST_OPERANDS ? undefined : sumOrDifference(target, alike, mayUse);
}

function isConverted(larger: Count, smaller: Count): boolean {
  return larger.units.some((unit) => {
    const conversion = CONVERSIONS[unit];
    if (conversion === undefined || !smaller.units.includes(conversion.smaller)) return false;
    return Number(larger.value) * conversion.factor === Number(smaller.value);
  });
}

/** MK-24323 where the sources tell of MK-24321 to MK-24332. */
function idInRange(text: string, tokens: readonly Token[]): string | undefined {
  const id = splitId(text);
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (id === undefined || token.kind !== 'code' || next?.kind !== 'code') continue;
    const [from, to] = [splitId(token.text), splitId(next.text)];
    if (from === undefined || to === undefined || from.letters !== id.letters || to.letters !== id.letters)
      continue;
    const isRange = from.digits.length === to.digits.length && from.digits.length === id.digits.length;
    if (isRange && from.digits < id.digits && id.digits < to.digits)
      return `between ${token.text} and ${next.text}`;
  }
  return undefined;
}

function splitId(text: string): { readonly letters: string; readonly digits: string } | undefined {
  const [, letters, digits] = /^([a-z]+)(\d+)$/.exec(text) ?? [];
  return letters === undefined || digits === undefined ? undefined : { letters, digits };
}

/** Volume 7 where the sources tell of volumes 1–12, or of twelve volumes. */
function volumeIn(figure: Count, tokens: readonly Token[]): string | undefined {
  const unit = ['volume', 'chapter'].find((name) => figure.units.includes(`${name}-number`));
  if (unit === undefined) return undefined;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'number' || !(Number(token.value) >= Number(figure.value))) continue;
    if (token.units.includes(`${unit}-count`)) return `one of ${token.value} ${unit}s`;
    const from = tokens[at - 1];
    const isRange = token.units.includes(`${unit}-number`) && from?.kind === 'number';
    if (isRange && from.units.includes(`${unit}-number`) && Number(from.value) <= Number(figure.value)) {
      return `between ${unit} ${from.value} and ${token.value}`;
    }
  }
  return undefined;
}

function distinct<Operand extends Money | Count>(operands: readonly Operand[]): readonly Operand[] {
  return [...new Map(operands.map((operand) => [operand.value, operand])).values()];
}

function isSame(a: Token, b: Token): boolean {
  if (a.kind === 'date' && b.kind === 'date') return sameDay(a, b);
  return a.kind === b.kind && 'value' in a && 'value' in b && a.value === b.value;
}

function sameDay(a: DateToken, b: DateToken): boolean {
  return a.month === b.month && a.day === b.day;
}
