import type { DateToken, PlacedToken, TimeToken, Token } from './token.js';

type NumberToken = Extract<Token, { readonly kind: 'number' }>;

/**
 * Gives both ends of a range what is written at one of them only: `3-5 days`, `¥300–500`, `10-15%`, `vols. 1-3`,
 * `March 5-7`, `2-4 pm`.
 */
export function spreadOverRanges(tokens: readonly PlacedToken[]): readonly PlacedToken[] {
  if (!tokens.some(({ token }) => token.kind === 'range')) return tokens;
  const spread = [...tokens];
  for (let at = 1; at < spread.length - 1; at += 1) {
    const [left, middle, right] = [spread[at - 1], spread[at], spread[at + 1]];
    if (left === undefined || right === undefined || middle?.token.kind !== 'range') continue;
    const [from, to] = ends(left.token, right.token);
    spread[at - 1] = { ...left, token: from };
    spread[at + 1] = { ...right, token: to };
  }
  return spread;
}

function ends(left: Token, right: Token): readonly [Token, Token] {
  if (isBare(left)) return [alike(left, right), right];
  if (left.kind === 'time' && right.kind === 'time') return [sameHalf(left, right), right];
  if (left.kind === 'date' && right.kind === 'number') return [left, dayAfter(left, right)];
  return isBare(right) ? [left, alike(right, left)] : [left, right];
}

function isBare(token: Token): token is NumberToken {
  return token.kind === 'number' && token.units.length === 0;
}

/** The number as what the other end is. */
function alike(bare: NumberToken, other: Token): Token {
  const { value } = bare;
  switch (other.kind) {
    case 'number':
      return other.units.length === 0 ? bare : { ...bare, units: other.units, plain: false };
    case 'money':
      return { kind: 'money', value, currency: other.currency };
    case 'percent':
      return { kind: 'percent', value };
    case 'date':
      return other.day === undefined || !isDay(value) ? bare : { ...other, day: value };
    case 'time': {
      const minutes = Number(value) * 60;
      if (!/^\d+$/.test(value) || minutes > 12 * 60 || other.clock === '24') return bare;
      return sameHalf({ kind: 'time', minutes: minutes % 720, clock: '24' }, other);
    }
    default:
      return bare;
  }
}

/** `2-4 pm` begins in the afternoon, `10-6 pm` in the morning. */
function sameHalf(left: TimeToken, right: TimeToken): TimeToken {
  if (right.clock !== '12' || left.clock !== '24' || left.minutes >= 13 * 60) return left;
  const inHalf = (left.minutes % 720) + (right.minutes >= 720 ? 720 : 0);
  return { kind: 'time', minutes: inHalf < right.minutes ? inHalf : (inHalf + 720) % 1440, clock: '12' };
}

/** `March 5-7` and `3月5日〜7日`. */
function dayAfter(left: DateToken, right: NumberToken): Token {
  const isDate = right.units.length === 0 || right.units.includes('day');
  if (left.day === undefined || !isDate || !isDay(right.value)) return right;
  return { ...left, day: right.value };
}

function isDay(value: string): boolean {
  return /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 31;
}
