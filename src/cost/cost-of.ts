import { ParsimonyError, totalInputTokens, type Usage } from '../domain/index.js';
import { type PicoUsd, picoUsd, ZERO_USD } from './money.js';
import type { RateField } from './price-book.js';
import { type ModelPrice, missingRate, tierFor } from './price-of.js';

export interface CostOptions {
  /** Price input and output at the batch rates. */
  readonly batch?: boolean;
}

/**
 * What a call costs, exactly: Σ tokens × rate over uncached input, cache reads, cache writes and output. The
 * whole request is priced by the tier that its prompt (all input tokens) falls into. Throws `invalid-input`
 * naming model and field where tokens were used that the book has no price for (law 4: never 0).
 */
export function costOf(usage: Usage, price: ModelPrice, options: CostOptions = {}): PicoUsd {
  const { rates, abovePromptTokens } = tierFor(price, totalInputTokens(usage));
  const charge = (tokens: number, field: RateField): PicoUsd => {
    if (!Number.isSafeInteger(tokens) || tokens < 0) {
      throw new ParsimonyError('internal', `not a count of tokens: ${tokens} (${field} of ${price.modelId})`);
    }
    if (tokens === 0) return ZERO_USD;
    const rate = rates[field];
    if (rate === undefined) throw missingRate(price, field, abovePromptTokens);
    return picoUsd(BigInt(tokens) * rate);
  };
  const written1h = usage.cacheWrite1hInputTokens ?? 0;
  return picoUsd(
    charge(usage.inputTokens, options.batch ? 'batchInput' : 'input') +
      charge(usage.outputTokens, options.batch ? 'batchOutput' : 'output') +
      charge(usage.cacheReadInputTokens, 'cacheRead') +
      charge(usage.cacheWriteInputTokens - written1h, 'cacheWrite5m') +
      charge(written1h, 'cacheWrite1h'),
  );
}

/** Usage of a plain call: nothing read from or written to the prompt cache. */
export function plainUsage(inputTokens: number, outputTokens: number): Usage {
  return { inputTokens, outputTokens, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
}
