import type { RegionClass } from '../model-id.js';
import type { RateField } from '../price-book.js';

/** What a product of AWS's price list is, as far as the price book is concerned. */
export type OfferUsage =
  | {
      readonly state: 'rate';
      readonly field: RateField;
      readonly region: RegionClass;
      /** A price of prompts beyond a length that the price list itself does not give. */
      readonly long: boolean;
      /** The model as the usage type spells it; undefined where the type does not name it. */
      readonly model: string | undefined;
    }
  /** Not text tokens on demand or in batch: other tiers, images, provisioned throughput, customisation. */
  | { readonly state: 'other' }
  /** Text tokens, but in words that this version does not know. */
  | { readonly state: 'unreadable'; readonly reason: string };

type Tokens = 'input' | 'output' | 'cacheRead' | 'cacheWrite';

const OTHER: OfferUsage = { state: 'other' };

/** Words that make another product of a token price: service tiers, custom models, caches of other lifetimes. */
const OTHER_WORDS = new Set([
  'flex',
  'priority',
  'latencyoptimized',
  'optimized',
  'custom',
  'customization',
  '30m',
]);

/** `USE1-MP:USE1_CacheReadInputTokenCount_Global-Units`, `…_input_tokens_global_batch-Units`. */
const CAMEL = /^(CacheRead|CacheWrite(?:5m|1h)?)?(Input|Output|Response)TokenCount((?:_[A-Za-z0-9]+)*)$/;
const MILLION = /^Million(Batch)?(Input|Output|Response)Tokens?((?:_[A-Za-z0-9]+)*)$/;
const SNAKE = /^(cached_input|cache_read|cache_writes?|input|output)_tokens((?:_[a-z0-9]+)*)$/;
/** `USE1-NovaLite-input-tokens-batch`, `USE1-openai.gpt-oss-120b-mantle-output-tokens-standard`. */
const KEBAB =
  /^(?:(.+?)-)?(?:mantle-)?(?:text-)?(cache-(?:read|write)-(?:input-)?tokens?(?:-count)?|(?:input|output)-tokens?(?:-count)?)((?:-[a-z0-9]+)*)$/i;
const NOT_TEXT = /(?:^|[-_.])(?:speech|audio|image|video|document|embeddings?-(?:image|audio|video))$/i;

/**
 * Reads the usage type of a product. AWS names token prices in four ways that are in use at the same time; none of
 * them follows from another, so what fits none of them is reported and never guessed. Sources: published offers of
 * AmazonBedrock and AmazonBedrockFoundationModels, 2026, as quoted by several independent readers.
 */
export function readUsage(usageType: string): OfferUsage {
  // The Marketplace offer repeats the region: `USE1-MP:USE1_…`.
  const marketplace = /^[A-Z0-9]+-MP:(?:[A-Z]{2,4}\d{0,2}_)?(.+?)(?:-Units)?$/.exec(usageType);
  if (marketplace !== null) return readMarketplace(marketplace[1] ?? '');
  const bare = usageType.replace(/^[A-Z]{2,4}\d{0,2}-/, '');
  const kebab = KEBAB.exec(bare);
  if (kebab === null) return OTHER;
  const [, model, kind = '', modifiers = ''] = kebab;
  if (model !== undefined && NOT_TEXT.test(model)) return OTHER;
  const words = modifiers
    .toLowerCase()
    .replace('-cross-region', '')
    .replace('-long-context', '-lctx')
    .split('-');
  return rate(tokensOf(kind), words, model);
}

function readMarketplace(dimension: string): OfferUsage {
  const camel = CAMEL.exec(dimension);
  if (camel !== null) {
    const [, cache = '', direction = '', modifiers = ''] = camel;
    const lifetime = cache.endsWith('1h') ? ['1h'] : [];
    return rate(tokensOf(`${cache} ${direction}`), [...lifetime, ...wordsOf(modifiers)], undefined);
  }
  const million = MILLION.exec(dimension);
  if (million !== null) {
    const [, batch, direction = '', modifiers = ''] = million;
    return rate(tokensOf(direction), [...(batch ? ['batch'] : []), ...wordsOf(modifiers)], undefined);
  }
  const snake = SNAKE.exec(dimension);
  if (snake !== null) {
    const [, kind = '', modifiers = ''] = snake;
    return rate(tokensOf(kind), wordsOf(modifiers), undefined);
  }
  return /token/i.test(dimension) &&
    !/reserved|provisioned|tpm|customi[sz]ation|image|audio|video/i.test(dimension)
    ? { state: 'unreadable', reason: `an unknown kind of token price: ${dimension}` }
    : OTHER;
}

function tokensOf(kind: string): Tokens {
  const text = kind.toLowerCase();
  if (/cache[\s_-]?write/.test(text)) return 'cacheWrite';
  if (/cache/.test(text)) return 'cacheRead';
  return /output|response/.test(text) ? 'output' : 'input';
}

function wordsOf(modifiers: string): readonly string[] {
  return modifiers.toLowerCase().replace('_long_ctx', '_lctx').split('_');
}

function rate(tokens: Tokens, modifiers: readonly string[], model: string | undefined): OfferUsage {
  const words = new Set(modifiers.filter((word) => word !== ''));
  if ([...words].some((word) => OTHER_WORDS.has(word))) return OTHER;
  const batch = words.delete('batch');
  const long = words.delete('lctx');
  const hour = words.delete('1h');
  const region: RegionClass = words.delete('global') ? 'global' : 'regional';
  for (const plain of ['standard', 'geo', '5m']) words.delete(plain);
  const [unknown] = words;
  if (unknown !== undefined)
    return { state: 'unreadable', reason: `an unknown word in the usage type: ${unknown}` };
  const field = fieldOf(tokens, { batch, hour });
  return field === undefined ? OTHER : { state: 'rate', field, region, long, model };
}

/** Undefined for what the book has no field for: caches in batch jobs. */
function fieldOf(
  tokens: Tokens,
  { batch, hour }: { readonly batch: boolean; readonly hour: boolean },
): RateField | undefined {
  switch (tokens) {
    case 'input':
      return batch ? 'batchInput' : 'input';
    case 'output':
      return batch ? 'batchOutput' : 'output';
    case 'cacheRead':
      return batch ? undefined : 'cacheRead';
    case 'cacheWrite':
      return batch ? undefined : hour ? 'cacheWrite1h' : 'cacheWrite5m';
  }
}
