/**
 * Exact money: an integer count of 10⁻¹² dollars (pico-dollars). One token at $3 per million is 3,000,000 of
 * them, so no list price needs rounding; sums stay exact at any size.
 */
export type PicoUsd = bigint & { readonly __brand: 'PicoUsd' };

const PICO_PER_USD = 1_000_000_000_000;

export const ZERO_USD = 0n as PicoUsd;

export function picoUsd(amount: bigint): PicoUsd {
  return amount as PicoUsd;
}

/** Dollars as a JSON number: the double nearest to the exact amount. */
export function toUsd(amount: bigint): number {
  const whole = amount / BigInt(PICO_PER_USD);
  const rest = amount % BigInt(PICO_PER_USD);
  return Number(
    `${whole === 0n && rest < 0n ? '-0' : whole}.${(rest < 0n ? -rest : rest).toString().padStart(12, '0')}`,
  );
}

/** The nearest whole pico-dollar of an amount in dollars (a budget, a target); never used to add up costs. */
export function fromUsd(usd: number): PicoUsd {
  if (!Number.isFinite(usd)) throw new RangeError(`not an amount of dollars: ${usd}`);
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(usd.toFixed(12)) ?? [];
  const amount = BigInt(whole) * BigInt(PICO_PER_USD) + BigInt(fraction.padEnd(12, '0'));
  return (sign === '-' ? -amount : amount) as PicoUsd;
}
