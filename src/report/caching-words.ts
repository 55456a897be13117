import type { PromptCacheResult, VariantResult } from '../analyze/port.js';
import { decimal, decimalsFor, plural, usd } from './format.js';

/** One sentence for each variant whose prompts were cached. */
export function cachingSentences(variants: readonly VariantResult[]): readonly string[] {
  return variants.flatMap(({ name, promptCache }) =>
    promptCache === null ? [] : [`${name}${lifetime(promptCache)}: ${outcome(promptCache)}.`],
  );
}

function lifetime({ ttl }: PromptCacheResult): string {
  return ttl === null ? '' : ` (${ttl})`;
}

function outcome(cache: PromptCacheResult): string {
  const { calls, hits, writes, misses, unmarked } = cache;
  const counts = `${decimal(hits, 0)} of ${plural(calls, 'call')} read the cache, ${decimal(writes, 0)} wrote it, ${decimal(misses, 0)} did neither`;
  const short =
    unmarked === 0 ? [] : [`${decimal(unmarked, 0)} begin with too little that stays the same to be kept`];
  return [counts, ...short, ...saving(cache), ...(cache.note === null ? [] : [cache.note])].join('; ');
}

/** A loss stands in the note, in words. */
function saving({ savedUsd, theoreticalUsd }: PromptCacheResult): readonly string[] {
  if (savedUsd === null || savedUsd < 0) return [];
  const decimals = decimalsFor([savedUsd, theoreticalUsd]);
  const possible =
    theoreticalUsd === null || theoreticalUsd < savedUsd
      ? ''
      : ` (${usd(theoreticalUsd, decimals)} if all but the first of each prefix had read it)`;
  return [`saved ${usd(savedUsd, decimals)}${possible}`];
}
