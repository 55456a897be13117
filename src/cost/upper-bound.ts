import { ParsimonyError } from '../domain/index.js';
import { type PicoUsd, picoUsd } from './money.js';
import type { RateField } from './price-book.js';
import { type ModelPrice, missingRate } from './price-of.js';

/**
 * Input tokens that a request carries beyond its text. Measured frames are 6 to 7 tokens for one message; the
 * allowance is generous because a bound that is too low breaks law 5, while one too high only waits.
 */
const FRAME_TOKENS = 32;
const FRAME_TOKENS_PER_MESSAGE = 8;
/** A structured-output or tool request gets a system text of the service's own (documented at under 600 tokens). */
const FRAME_TOKENS_STRUCTURED = 1024;

/** What is known of a call before it is made. */
export interface CallBound {
  /** UTF-8 bytes of everything sent: system, messages, schema. A token carries at least one byte. */
  readonly inputBytes: number;
  readonly maxTokens: number;
  /** Messages sent; default 1. */
  readonly messages?: number;
  /** Whether an output schema or tools are sent. */
  readonly structured?: boolean;
  /** Sent through a batch job: batch rates, and no prompt cache. */
  readonly batch?: boolean;
}

/**
 * The most that a call can cost: every byte a token, at the dearest input rate of any tier (cache writes
 * included, because the service may cache unasked), plus `maxTokens` at the dearest output rate (law 5).
 */
export function upperBound(call: CallBound, price: ModelPrice): PicoUsd {
  const { inputBytes, maxTokens, messages = 1, structured = false, batch = false } = call;
  for (const [name, count] of Object.entries({ inputBytes, maxTokens, messages })) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new ParsimonyError('internal', `${name} of an upper bound is not a count: ${count}`);
    }
  }
  const tokens =
    inputBytes +
    FRAME_TOKENS +
    FRAME_TOKENS_PER_MESSAGE * messages +
    (structured ? FRAME_TOKENS_STRUCTURED : 0);
  let input = 0n;
  let output = 0n;
  // A tier above what the prompt can reach at most cannot apply.
  for (const { rates } of price.tiers.filter((tier) => tokens > tier.abovePromptTokens)) {
    if (batch) {
      input = max(input, rates.batchInput ?? missing(price, 'batchInput'));
      output = max(output, rates.batchOutput ?? missing(price, 'batchOutput'));
    } else {
      input = max(input, rates.input, rates.cacheRead, rates.cacheWrite5m, rates.cacheWrite1h);
      output = max(output, rates.output);
    }
  }
  return picoUsd(BigInt(tokens) * input + BigInt(maxTokens) * output);
}

function missing(price: ModelPrice, field: RateField): never {
  throw missingRate(price, field);
}

function max(...amounts: readonly (bigint | undefined)[]): bigint {
  return amounts.reduce<bigint>(
    (most, amount) => (amount !== undefined && amount > most ? amount : most),
    0n,
  );
}
