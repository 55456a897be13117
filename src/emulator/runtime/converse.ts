import type { ResponderParameters } from '../responder/parameters.js';
import { respond } from '../responder/respond.js';
import { createBoundedCounts } from '../wire/bounded-counts.js';
import { readConverse } from '../wire/converse-request.js';
import type { Runtime } from './runtime.js';

/** How many distinct requests without a repeat of their own are told apart by order of arrival. */
const rememberedArrivals = 100_000;

/**
 * The Converse operation. Equal requests at a temperature above 0 are repeats of each other: the `n`-th to arrive is
 * repeat `n`, unless `requestMetadata.repeat` says which it is.
 */
export function createConverse(options: {
  readonly seed: number;
  readonly parameters: ResponderParameters;
}): Runtime['converse'] {
  const arrivals = createBoundedCounts(rememberedArrivals);
  return (modelId, body) => {
    const reading = readConverse(modelId, body);
    if (reading.state === 'refused') return reading.error;
    const { request, repeat: named } = reading.converse;
    const repeat = named ?? (request.temperature > 0 ? arrivals.add(request.key) : 0);
    const reply = respond({ ...request, repeat }, options);
    const { inputTokens, outputTokens, latencyMs } = reply;
    return {
      request: `${request.key}#${named ?? ''}`,
      usage: {
        inputTokens,
        outputTokens,
        cacheReadInputTokens: 0,
        cacheWriteInputTokens: 0,
        cacheWrite1hInputTokens: 0,
      },
      latencyMs,
      body: JSON.stringify({
        output: { message: { role: 'assistant', content: [{ text: reply.text }] } },
        stopReason: reply.stopReason,
        usage: {
          inputTokens,
          outputTokens,
          totalTokens: inputTokens + outputTokens,
          cacheReadInputTokens: 0,
          cacheWriteInputTokens: 0,
        },
        metrics: { latencyMs },
      }),
    };
  };
}
