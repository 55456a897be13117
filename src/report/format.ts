import type { Estimate } from '../domain/index.js';

/** What stands where a figure is undefined. */
export const ABSENT = '—';

const NBSP = '\u00a0';

/** Fixed decimals, a true minus sign, thousands grouped by commas; no locale, so that bytes are stable. */
export function decimal(value: number, decimals: number): string {
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole = '0', fraction] = fixed.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const zero = Number(fixed) === 0;
  return `${value < 0 && !zero ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** As `decimal`, with `+` before what is above zero. */
export function signed(value: number, decimals: number): string {
  return `${Number(Math.abs(value).toFixed(decimals)) !== 0 && value > 0 ? '+' : ''}${decimal(value, decimals)}`;
}

/** Dollars: `$0.0042`, `−$12.50`. */
export function usd(value: number, decimals: number = decimalsFor([value])): string {
  const text = decimal(value, decimals);
  return text.startsWith('−') ? `−$${text.slice(1)}` : `$${text}`;
}

/** As `usd`, with `+` before what is above zero. */
export function signedUsd(value: number, decimals: number = decimalsFor([value])): string {
  return `${value > 0 ? '+' : ''}${usd(value, decimals)}`;
}

/** A share as a percentage, signed when asked: `−36 %`. */
export function percent(
  share: number,
  options: { readonly decimals?: number; readonly sign?: boolean } = {},
): string {
  const digits = options.decimals ?? 0;
  return `${options.sign === true ? signed(share * 100, digits) : decimal(share * 100, digits)}${NBSP}%`;
}

/** A confidence level: `95 %`, `97.5 %`. */
export function level(value: number): string {
  return percent(value, { decimals: Number.isInteger(Number((value * 100).toFixed(6))) ? 0 : 1 });
}

/**
 * One number of decimals for a whole column: three significant digits for the smallest magnitude that is not
 * lost beside the largest, at least two and at most six.
 */
export function decimalsFor(values: readonly (number | null)[], fewest = 2, most = 6): number {
  const sizes = values.filter((value): value is number => value !== null && value !== 0).map(Math.abs);
  if (sizes.length === 0) return fewest;
  const largest = Math.max(...sizes);
  if (largest >= 1000) return 0;
  const smallest = Math.max(Math.min(...sizes), largest / 1000);
  return Math.min(most, Math.max(fewest, 2 - Math.floor(Math.log10(smallest))));
}

/** `[0.790, 0.834]`, or undefined where the interval is. */
export function interval(
  estimate: Pick<Estimate, 'low' | 'high'>,
  format: (value: number) => string,
): string | undefined {
  return estimate.low === null || estimate.high === null
    ? undefined
    : `[${format(estimate.low)}, ${format(estimate.high)}]`;
}

/** `12 s`, `3 min 5 s`, `1 h 2 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)}${NBSP}ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)}${NBSP}s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)}${NBSP}min ${whole % 60}${NBSP}s`;
  return `${Math.floor(whole / 3600)}${NBSP}h ${Math.floor((whole % 3600) / 60)}${NBSP}min`;
}

/** `1 sample`, `2 samples`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${decimal(count, 0)} ${count === 1 ? one : many}`;
}
