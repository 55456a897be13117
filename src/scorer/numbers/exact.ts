/** Digits behind the point that amounts are kept with; more than any currency or rate has. */
const PLACES = 6;
const ONE = 10n ** BigInt(PLACES);

/** A canonical decimal as an integer of 10⁻⁶, so that sums of prices are exact; undefined beyond that. */
export function exact(decimal: string): bigint | undefined {
  const [whole = '0', fraction = ''] = decimal.split('.');
  if (fraction.length > PLACES || whole.length > 15) return undefined;
  return BigInt(whole) * ONE + BigInt(fraction.padEnd(PLACES, '0'));
}

export function times(a: bigint, b: bigint): bigint {
  return (a * b) / ONE;
}

/** `amount` to `digits` places, down and half up: shops round either way. */
export function rounded(amount: bigint, digits: number): readonly bigint[] {
  const step = 10n ** BigInt(PLACES - digits);
  const down = (amount / step) * step;
  return [down, ((amount + step / 2n) / step) * step];
}

export const HUNDRED_PERCENT = 100n * ONE;
