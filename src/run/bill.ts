import { costOf, type ModelPrice, type PicoUsd, ZERO_USD } from '../cost/index.js';
import { ParsimonyError, type Usage } from '../domain/index.js';

/** What a call was billed. */
export type Bill =
  | { readonly state: 'known'; readonly pico: PicoUsd }
  /**
   * It used a kind of token that the price book has no price for (Claude caches unasked): an error that names it and
   * never 0 (law 4), but one that must wait until what was paid for is kept (law 1).
   */
  | { readonly state: 'unpriced'; readonly error: ParsimonyError };

/** The bill for a call's usage at live rates; nothing where neither usage nor price is known. */
export function billOf(usage: Usage | null, price: ModelPrice | null): Bill {
  if (usage === null || price === null) return { state: 'known', pico: ZERO_USD };
  try {
    return { state: 'known', pico: costOf(usage, price) };
  } catch (error) {
    if (!(error instanceof ParsimonyError) || error.code !== 'invalid-input') throw error;
    return { state: 'unpriced', error };
  }
}
