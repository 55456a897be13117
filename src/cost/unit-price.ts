import { type PicoUsd, picoUsd } from './money.js';

/** A price list's figure as an exact amount, or why it is not one. */
export type UnitPrice =
  | { readonly state: 'exact'; readonly perToken: PicoUsd }
  | { readonly state: 'invalid'; readonly reason: string };

/**
 * Dollars per million tokens (`"0.3125"`, `3`) as exact pico-dollars per token: $1 per million is 1,000,000 of
 * them, so up to six decimals fit. A number is read by its shortest decimal form. What would need rounding is
 * refused, because a rounded unit price is a wrong bill.
 */
export function unitPrice(usdPerMillion: unknown): UnitPrice {
  if (typeof usdPerMillion !== 'string' && typeof usdPerMillion !== 'number') {
    return invalid(`a price is a decimal number of dollars per million tokens, not ${typeof usdPerMillion}`);
  }
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(String(usdPerMillion).trim());
  if (match === null) {
    return invalid(`not a plain, non-negative decimal of dollars per million tokens: ${usdPerMillion}`);
  }
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > 6) {
    return invalid(
      `${usdPerMillion} dollars per million tokens is not a whole number of pico-dollars (10⁻¹²) per token`,
    );
  }
  const micros = BigInt(match[1] ?? '0') * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return { state: 'exact', perToken: picoUsd(micros) };
}

function invalid(reason: string): UnitPrice {
  return { state: 'invalid', reason };
}
