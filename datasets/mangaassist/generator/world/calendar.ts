import type { Fact } from '../shape.js';

/** A day as a number of days since 1970-01-01; all of the shop's dates are days in Japan. */
export type Day = number;

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const DAY_MS = 86_400_000;

export const dayOf = (year: number, month: number, date: number): Day =>
  Date.UTC(year, month - 1, date) / DAY_MS;

const parts = (day: Day) => {
  const date = new Date(day * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    date: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
};

/** `March 5`. */
export const dateEn = (day: Day): string => `${MONTHS[parts(day).month]} ${parts(day).date}`;
/** `3月5日`. */
export const dateJa = (day: Day): string => `${parts(day).month + 1}月${parts(day).date}日`;
/** `2026-03-05`. */
export const dateIso = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** `Thursday`. */
export const weekdayEn = (day: Day): string => `${WEEKDAYS[parts(day).weekday]}`;
/** `木曜日`. */
export const weekdayJa = (day: Day): string => `${'日月火水木金土'.charAt(parts(day).weekday)}曜日`;
/** 0 is Sunday. */
export const weekday = (day: Day): number => parts(day).weekday;
/** The date in any of the usual spellings. */
export const dateFact = (day: Day): Fact => ({ anyOf: [dateEn(day), dateJa(day), dateIso(day)] });

/** The shop dispatches on all days but Sundays (national holidays are left out of the samples' weeks). */
export function nextDispatch(day: Day): Day {
  return weekday(day) === 0 ? day + 1 : day;
}

/** The day after `count` business days (Monday to Friday). */
export function addBusinessDays(day: Day, count: number): Day {
  let result = day;
  for (let left = count; left > 0; ) {
    result += 1;
    if (weekday(result) !== 0 && weekday(result) !== 6) left -= 1;
  }
  return result;
}
