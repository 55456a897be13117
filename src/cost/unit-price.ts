import { type PicoUsd, picoUsd } from './money.js';

/** A price list's figure as an exact amount, or why it is not one. */
export type UnitPrice =
  | { readonly state: 'exact'; readonly perToken: PicoUsd }
  | { readonly state: 'invalid'; readonly reason: string };

const PICO_PER_TOKEN_AT_ONE_USD_PER_MILLION = 1_000_000n;

/**
 * Dollars per million tokens (`"0.3125"`, `3`) as exact pico-dollars per token: $1 per million is 1,000,000 of
 * them, so up to six decimals fit. A number is read by its shortest decimal form. What would need rounding is
 * refused, because a rounded unit price is a wrong bill.
 */
export function unitPrice(usdPerMillion: unknown): UnitPrice {
  if (typeof usdPerMillion !== 'string' && typeof usdPerMillion !== 'number') {
    return invalid(`a price is a decimal number of dollars per million tokens, not ${typeof usdPerMillion}`);
  }
  return exactPrice(String(usdPerMillion), 1_000_000);
}

/**
 * Dollars for `tokens` tokens (a million, or a thousand as in AWS's price list) as exact pico-dollars per token;
 * `tokens` is a power of ten up to a million. As {@link unitPrice}: nothing is rounded.
 */
export function exactPrice(usd: string, tokens: 1_000 | 1_000_000): UnitPrice {
  const match = /^(\d{1,9})(?:\.(\d{1,40}))?$/.exec(usd.trim());
  if (match === null) {
    return invalid(
      `not a plain, non-negative decimal of dollars per ${named(tokens)} tokens: ${usd.slice(0, 60)}`,
    );
  }
  const [, whole = '0', decimals = ''] = match;
  const fraction = decimals.replace(/0+$/, '');
  const scale = tokens === 1_000 ? 9 : 6;
  if (fraction.length > scale) {
    return invalid(
      `${usd} dollars per ${named(tokens)} tokens is not a whole number of pico-dollars (10⁻¹²) per token`,
    );
  }
  return { state: 'exact', perToken: picoUsd(BigInt(whole + fraction.padEnd(scale, '0'))) };
}

/** The exact decimal of dollars per million tokens, as {@link unitPrice} reads it: `"0.3125"`. */
export function usdPerMillion(perToken: bigint): string {
  const whole = perToken / PICO_PER_TOKEN_AT_ONE_USD_PER_MILLION;
  const rest = perToken % PICO_PER_TOKEN_AT_ONE_USD_PER_MILLION;
  const fraction = rest.toString().padStart(6, '0').replace(/0+$/, '');
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`;
}

function named(tokens: number): string {
  return tokens === 1_000 ? 'thousand' : 'million';
}

function invalid(reason: string): UnitPrice {
  return { state: 'invalid', reason };
}
