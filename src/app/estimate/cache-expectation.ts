import { plainUsage } from '../../cost/index.js';
import type { Usage } from '../../domain/index.js';
import type { ModelRequest } from '../../model/port.js';
import { prefixKeys } from '../../run/index.js';
import { prefixShares } from './request-texts.js';

/**
 * What the prompt cache makes of a call, given all that came before: the longest prefix that an earlier call has
 * sent is read, the rest up to the last checkpoint is written, what follows is neither. Supposes that nothing runs out
 * between two calls and that the first call of a prefix goes alone, as the warm-up of a run does it.
 */
export function createCacheExpectation(): (
  request: ModelRequest,
  tokens: { readonly input: number; readonly output: number },
) => Usage {
  const sent = new Set<string>();
  return (request, { input, output }) => {
    const { cache } = request;
    if (cache === undefined) return plainUsage(input, output);
    const ends = prefixShares(request).map((share) => Math.round(share * input));
    let read = 0;
    let last = 0;
    for (const [index, key] of prefixKeys(request).entries()) {
      last = ends[index] ?? last;
      if (sent.has(key)) read = last;
      sent.add(key);
    }
    const written = last - read;
    return {
      inputTokens: input - last,
      outputTokens: output,
      cacheReadInputTokens: read,
      cacheWriteInputTokens: written,
      ...(cache.ttl === '1h' && { cacheWrite1hInputTokens: written }),
    };
  };
}
