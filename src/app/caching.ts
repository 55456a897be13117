import { addPriceCommand, findPrice, type PriceBook } from '../cost/index.js';
import type { Problem } from '../domain/index.js';
import { cacheSupportOf } from '../model/index.js';

/** Why a model cannot keep a prompt for that long, or why nobody could say what that costs; undefined when it can. */
export function cacheProblem(book: PriceBook, model: string, ttl: '5m' | '1h'): Problem | undefined {
  const support = cacheSupportOf(model);
  if (support === null) {
    const hint =
      'Set `cache: off` (or `auto`, which is off where a model does not cache), or choose another model.';
    return { code: 'no-caching', message: `${model} is not known to cache prompts`, hint };
  }
  if (!support.ttls.includes(ttl)) {
    const message = `${model} keeps prompts for ${support.ttls.join(' and ')}, not for ${ttl}`;
    return { code: 'no-caching', message, hint: `Set \`cache: ${support.ttls[0] ?? 'off'}\`.` };
  }
  const lookup = findPrice(book, model);
  // A model without any price is told of where it stands.
  if (lookup.state === 'unknown') return undefined;
  const { tiers, listedAs } = lookup.price;
  const fields = ['cacheRead', ttl === '1h' ? 'cacheWrite1h' : 'cacheWrite5m'] as const;
  const missing = fields.filter((field) => tiers.some(({ rates }) => rates[field] === undefined));
  if (missing.length === 0) return undefined;
  return {
    code: 'missing-rate',
    message: `the price book has no ${missing.join(' and ')} price for ${model}`,
    path: `models.${listedAs}`,
    hint: `Add it, in dollars per million tokens: \`${addPriceCommand(model, missing)}\`.`,
  };
}
