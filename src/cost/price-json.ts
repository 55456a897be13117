import { picoUsd } from './money.js';
import { RATE_FIELDS, type Rates } from './price-book.js';
import type { ModelPrice, PriceTier } from './price-of.js';

/** A model's price as JSON: exact amounts are texts of whole pico-dollars per token. */
export type StoredPrice = Omit<ModelPrice, 'tiers'> & {
  readonly tiers: readonly (Omit<PriceTier, 'rates'> & {
    readonly rates: { readonly [field: string]: string };
  })[];
};

/** A price as it is kept with a run, so that its report needs no price book. */
export function storePrice(price: ModelPrice): StoredPrice {
  return {
    ...price,
    tiers: price.tiers.map((tier) => ({
      ...tier,
      rates: Object.fromEntries(Object.entries(tier.rates).map(([field, rate]) => [field, `${rate}`])),
    })),
  };
}

/** The price that {@link storePrice} kept. */
export function restorePrice(stored: StoredPrice): ModelPrice {
  const [first, ...rest] = stored.tiers.map((tier) => ({ ...tier, rates: restoreRates(tier.rates) }));
  if (first === undefined) throw new RangeError(`the stored price of ${stored.modelId} has no tier`);
  return { ...stored, tiers: [first, ...rest] };
}

function restoreRates(stored: { readonly [field: string]: string }): Rates {
  const rates: { [field: string]: bigint } = {};
  for (const field of RATE_FIELDS) {
    const amount = stored[field];
    if (amount !== undefined) rates[field] = picoUsd(BigInt(amount));
  }
  return rates as unknown as Rates;
}
