import type { DateToken, Token } from '../facts/token.js';
import type { Sources } from './sources.js';

type NumberToken = Extract<Token, { readonly kind: 'number' }>;

const DAY_MS = 86_400_000;
/** Stands in where no year is named: one without a leap day. */
const SOME_YEAR = 2025;
const MOST_DATES = 40;

/** Days or weeks between two dates of the sources. */
export function deriveDays(figure: NumberToken, { tokens, mayUse }: Sources): string | undefined {
  const each = daysEach(figure);
  if (each === undefined) return undefined;
  const dates = datesIn(tokens);
  for (const [at, a] of dates.entries()) {
    for (const b of dates.slice(at + 1)) {
      const days = Math.abs(dayOf(a, b.year) - dayOf(b, a.year));
      if (days === 0 || days !== Number(figure.value) * each || !mayUse(a, b)) continue;
      return `${inWords(a)} to ${inWords(b)}`;
    }
  }
  return undefined;
}

/** A date some days, weeks, months or years after, or before, one of the sources. Business days are not counted. */
export function deriveDate(figure: DateToken, { tokens, mayUse }: Sources): string | undefined {
  if (figure.day === undefined) return undefined;
  const spans = tokens.filter(isSpan).slice(0, MOST_DATES);
  for (const date of datesIn(tokens)) {
    for (const token of spans) {
      const span = spanBetween(date, figure, token);
      if (span !== undefined && mayUse(date, token)) return `${inWords(date)} ± ${span}`;
    }
  }
  return undefined;
}

function isSpan(token: Token): token is NumberToken {
  return token.kind === 'number' && (daysEach(token) !== undefined || monthsOf(token) > 0);
}

/** The span of `token` in words, where it lies between the two dates. */
function spanBetween(from: DateToken, to: DateToken, token: NumberToken): string | undefined {
  const months = monthsOf(token);
  if (months > 0) return isMonthsOn(from, to, months) ? `${months} months` : undefined;
  const days = Number(token.value) * (daysEach(token) ?? Number.NaN);
  const year = from.year ?? to.year;
  const isApart = days > 0 && Math.abs(dayOf(to, year) - dayOf(from, year)) === days;
  return isApart ? `${days} days` : undefined;
}

function daysEach({ units }: NumberToken): number | undefined {
  if (units.includes('day')) return 1;
  return units.includes('week') ? 7 : undefined;
}

function monthsOf({ units, value }: NumberToken): number {
  if (units.includes('month')) return Number(value);
  return units.includes('year') ? Number(value) * 12 : 0;
}

/** The same day of the month, so many months before or after. */
function isMonthsOn(from: DateToken, to: DateToken, months: number): boolean {
  if (from.day !== to.day) return false;
  const apart = Number(to.month) - Number(from.month);
  if (from.year === undefined || to.year === undefined)
    return (apart - months) % 12 === 0 || (apart + months) % 12 === 0;
  return Math.abs((Number(to.year) - Number(from.year)) * 12 + apart) === months;
}

function datesIn(tokens: readonly Token[]): readonly DateToken[] {
  const dates = tokens.flatMap((token) => {
    const date = token.kind === 'slash' ? token.date : token;
    return date?.kind === 'date' && date.day !== undefined ? [date] : [];
  });
  return dates.slice(0, MOST_DATES);
}

function dayOf({ year, month, day }: DateToken, otherYear?: string): number {
  return Date.UTC(Number(year ?? otherYear ?? SOME_YEAR), Number(month) - 1, Number(day)) / DAY_MS;
}

function inWords({ year, month, day }: DateToken): string {
  return [year, month, day].filter((part) => part !== undefined).join('-');
}
