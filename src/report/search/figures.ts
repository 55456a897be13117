import { decimal, decimalsFor, usd } from '../format.js';

/**
 * How a figure is written that is no objective, by its name alone: dollars with a sign, milliseconds whole, others
 * with as many decimals as three significant digits need.
 */
export function figureFormat(name: string): (value: number) => string {
  if (/usd/i.test(name)) return (value) => usd(value);
  if (/ms\b/i.test(name)) return (value) => decimal(value, 0);
  return (value) =>
    Number.isInteger(value) ? decimal(value, 0) : trimmed(decimal(value, decimalsFor([value], 0, 4)));
}

/** One format for all values of a column. */
export function columnFormat(name: string, values: readonly (number | null)[]): (value: number) => string {
  if (/ms\b/i.test(name)) return (value) => decimal(value, 0);
  const decimals = decimalsFor(values, 2, 6);
  return /usd/i.test(name) ? (value) => usd(value, decimals) : (value) => decimal(value, decimals);
}

/** `×0.72`. */
export function multiple(value: number): string {
  return `×${decimal(value, value >= 10 ? 1 : 2)}`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
