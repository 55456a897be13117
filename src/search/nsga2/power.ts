/**
 * base^exponent for base ≥ 0 as exp(exponent · log base): within |exponent · log base| + 1 units in the last place.
 * `Math.pow` and `**` with a fraction differ in their last bits between Node 20 and 24; exp and log do not
 * (docs/search-engine.md says what was compared).
 */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  return Math.exp(exponent * Math.log(base));
}
