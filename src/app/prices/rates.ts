import { type ModelPrice, RATE_FIELDS, usdPerMillion } from '../../cost/index.js';

/** A model's rates as decimals of dollars per million tokens, as a promoted file keeps them; of its first tier. */
export function ratesOf(price: Pick<ModelPrice, 'tiers'>): { readonly [rate: string]: string } {
  const { rates } = price.tiers[0];
  return Object.fromEntries(
    RATE_FIELDS.flatMap((field) => {
      const rate = rates[field];
      return rate === undefined ? [] : [[field, usdPerMillion(rate)]];
    }),
  );
}
