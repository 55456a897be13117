import type { DateToken, TimeToken, Token } from './token.js';
import { monthOf } from './vocabulary.js';

type Wanted<Kind extends Token['kind']> = Extract<Token, { readonly kind: Kind }>;

/** Whether `found` says what `wanted` asks for; what the fact leaves open (unit, day, year) is not held against it. */
export function means(found: Token, wanted: Token): boolean {
  switch (wanted.kind) {
    case 'word':
      if (found.kind === 'date') return monthOf(wanted.text) === found.month;
      return found.kind === 'word' && found.text === wanted.text;
    case 'number':
      return meansNumber(found, wanted);
    case 'money':
      return found.kind === 'money' && found.value === wanted.value && found.currency === wanted.currency;
    case 'percent':
      return found.kind === 'percent' && found.value === wanted.value;
    case 'date':
      return meansDate(found, wanted);
    case 'time':
      return found.kind === 'time' && sameTime(found, wanted);
    case 'slash':
      return meansSlash(found, wanted);
    case 'id':
      if (found.kind === 'id') return found.digits === wanted.digits;
      return found.kind === 'number' && found.plain && found.value === wanted.digits;
    case 'code':
      return found.kind === 'code' && found.text === wanted.text;
    case 'range':
      return found.kind === 'range';
  }
}

function meansNumber(found: Token, wanted: Wanted<'number'>): boolean {
  const { value, units } = wanted;
  if (found.kind === 'id') return wanted.plain && found.digits === value;
  if (found.kind === 'money') return units.length === 0 && found.value === value;
  if (found.kind === 'slash') return units.length === 0 && (found.left === value || found.right === value);
  // 25日 is a part of 12月25日.
  if (found.kind === 'date') return units.includes('day-of-month') && found.day === value;
  if (found.kind !== 'number' || found.value !== value) return false;
  // "in 1997" names a year as 1997年 does.
  if (units.includes('year-number') && found.plain) return true;
  return units.length === 0 || units.some((unit) => found.units.includes(unit));
}

/** Years must agree where both sides name one; a day must be named where the fact names one. */
function meansDate(found: Token, wanted: DateToken): boolean {
  if (found.kind === 'word') return wanted.day === undefined && monthOf(found.text) === wanted.month;
  const date = found.kind === 'slash' ? found.date : found;
  if (date?.kind !== 'date' || date.month !== wanted.month) return false;
  const dayAgrees = wanted.day === undefined || wanted.day === date.day;
  const yearAgrees = wanted.year === undefined || date.year === undefined || wanted.year === date.year;
  return dayAgrees && yearAgrees;
}

/** Where one side does not say which half of the day it means, either will do. */
function sameTime(found: TimeToken, wanted: TimeToken): boolean {
  const loose = found.clock === 'either' || wanted.clock === 'either';
  return loose ? found.minutes % 720 === wanted.minutes % 720 : found.minutes === wanted.minutes;
}

/** `3/5` in a fact is `3/5`, or a date that reads so. */
function meansSlash(found: Token, wanted: Wanted<'slash'>): boolean {
  if (found.kind === 'slash') return found.left === wanted.left && found.right === wanted.right;
  if (found.kind !== 'date') return false;
  if (wanted.date !== undefined) return meansDate(found, wanted.date);
  const { left, right } = wanted;
  if (Number(left) > 12) return found.month === right && found.day === left;
  return found.month === left && found.day === right;
}
