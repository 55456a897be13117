import { costOf, toUsd } from '../cost/index.js';
import { ParsimonyError } from '../domain/index.js';
import type { TokenPrice } from '../report/port.js';
import type { RunRow } from '../store/index.js';
import type { StoredRun } from './run-data.js';

/** Enough tokens for whole units of money, few enough to stay in the lowest tier of a price. */
const TOKENS = 1000;

/** What an uncached token costs each variant, for telling where a change of cost comes from; variants without price are left out. */
export function tokenPrices(run: RunRow, data: StoredRun): { readonly [variant: string]: TokenPrice } {
  const batched = run.snapshot.batchModels?.candidate ?? [];
  const prices: { [variant: string]: TokenPrice } = {};
  for (const { name, model } of data.variants) {
    const price = model === undefined ? null : (data.caching?.price(model) ?? null);
    if (price === null || model === undefined) continue;
    const options = { batch: batched.includes(model) };
    const each = (inputTokens: number, outputTokens: number): number => {
      const usage = { inputTokens, outputTokens, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
      return toUsd(costOf(usage, price, options)) / TOKENS;
    };
    try {
      prices[name] = { inputUsd: each(TOKENS, 0), outputUsd: each(0, TOKENS) };
    } catch (error) {
      // A model without a rate for one side has no such split; its costs say so where they are used.
      if (!(error instanceof ParsimonyError)) throw error;
    }
  }
  return prices;
}
