import { type CostOptions, costOf, plainUsage } from './cost-of.js';
import { type PicoUsd, picoUsd } from './money.js';
import type { ModelPrice } from './price-of.js';

/** A month of every monthly figure. */
export const DAYS_PER_MONTH = 30;

/** Tokens of one conversation, without prompt caching. */
export interface ConversationTokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What one conversation costs. */
export function conversationCost(
  tokens: ConversationTokens,
  price: ModelPrice,
  options?: CostOptions,
): PicoUsd {
  return costOf(plainUsage(tokens.inputTokens, tokens.outputTokens), price, options);
}

/** What a number of conversations costs; exact. */
export function timesUsd(amount: PicoUsd, times: number): PicoUsd {
  if (!Number.isSafeInteger(times)) throw new RangeError(`not a whole number: ${times}`);
  return picoUsd(amount * BigInt(times));
}

/** A month of {@link DAYS_PER_MONTH} such days. */
export function perMonth(perDay: PicoUsd): PicoUsd {
  return timesUsd(perDay, DAYS_PER_MONTH);
}
