/** How a model caches prompts. */
export interface CacheSupport {
  /** Tokens from the beginning of the request to a checkpoint, below which nothing is cached. */
  readonly minimumTokens: number;
  readonly ttls: readonly ('5m' | '1h')[];
  /** Where checkpoints may stand; the service counts through them in this order. */
  readonly sections: readonly ('tools' | 'system' | 'messages')[];
}

/** What a model takes of a request. */
export interface ModelCapabilities {
  /** Sampling parameters that it refuses with a 400: they are left out and reported. */
  readonly refuses: readonly ('temperature' | 'topP')[];
  /** It takes temperature or topP, but not both: topP is then left out. */
  readonly exclusiveSampling: boolean;
  /** Converse enforces a JSON schema (`outputConfig.textFormat`). Without it only the prompt describes the schema. */
  readonly structuredOutput: boolean;
  /** Null: not known to cache. */
  readonly cache: CacheSupport | null;
  /** Whether CountTokens counts for its bare id; `unproven`: it is asked. */
  readonly countTokens: 'supported' | 'unsupported' | 'unproven';
}

/** A model that the table does not know is sent what was asked for, except for a schema it may not take. */
export const UNKNOWN_MODEL: ModelCapabilities = {
  refuses: [],
  exclusiveSampling: false,
  structuredOutput: false,
  cache: null,
  countTokens: 'unproven',
};

const ANYWHERE = ['tools', 'system', 'messages'] as const;
const short = (minimumTokens: number): CacheSupport => ({
  minimumTokens,
  ttls: ['5m'],
  sections: ANYWHERE,
});
const both = (minimumTokens: number): CacheSupport => ({
  minimumTokens,
  ttls: ['5m', '1h'],
  sections: ANYWHERE,
});

const COUNTED: ModelCapabilities = { ...UNKNOWN_MODEL, countTokens: 'supported' };
const ONE_OF_TWO: ModelCapabilities = { ...COUNTED, exclusiveSampling: true, structuredOutput: true };
const NO_SAMPLING: ModelCapabilities = { ...UNKNOWN_MODEL, refuses: ['temperature', 'topP'] };
const NOVA: ModelCapabilities = {
  ...UNKNOWN_MODEL,
  cache: { minimumTokens: 1_000, ttls: ['5m'], sections: ['system', 'messages'] },
  countTokens: 'unsupported',
};

/**
 * By bare model id; a longer id (a date, a version) belongs to the longest entry that it continues.
 *
 * Sources. Refused sampling: `temperature is deprecated for this model`, ComfyUI#13923, and litellm's
 * `supports_sampling_params: false`. One of two: `temperature and top_p cannot both be specified for this
 * model`, aws-samples/bedrock-access-gateway#191 and #238, open-webui/pipelines#546. Structured output on
 * Converse: AWS user guide "Get validated JSON results from models" (4.5 and Opus 4.6), models.dev#1765 (4.1,
 * Sonnet 4.6; refused by Opus 4.7), truefoundry/models#1314 and anthropic-sdk-python#1759 (refused by Opus 4.8
 * and Sonnet 5). Newer models are unproven, so they are not sent a schema until an override says so.
 * Prompt caching: AWS user guide "Prompt caching", autumn 2026; Haiku 5.5 by third parties, Opus 5.5 as its
 * neighbours (unproven); Sonnet 4.5 stands at 4,096 on one copy of the page, Opus 4.7 at 2,048 in litellm, and
 * Sonnet 4.6 was seen to need 2,048 (anthropic-sdk-python#1194). CountTokens: counted on bedrock-runtime up to 4.6;
 * Nova is refused; later models are reached through profiles only, which it does not take (all third party).
 */
export const CAPABILITIES: { readonly [bareModelId: string]: ModelCapabilities } = {
  'anthropic.claude-3-haiku': { ...COUNTED, cache: short(2_048) },
  'anthropic.claude-3-5-haiku': { ...COUNTED, cache: short(2_048) },
  'anthropic.claude-3-5-sonnet-20241022-v2': { ...COUNTED, cache: short(1_024) },
  'anthropic.claude-3-7-sonnet': { ...COUNTED, cache: short(1_024) },
  'anthropic.claude-sonnet-4-20250514': { ...COUNTED, cache: short(1_024) },
  'anthropic.claude-opus-4-20250514': { ...COUNTED, cache: short(1_024) },
  'anthropic.claude-opus-4-1': { ...ONE_OF_TWO, cache: short(1_024) },
  'anthropic.claude-sonnet-4-5': { ...ONE_OF_TWO, cache: both(1_024) },
  'anthropic.claude-haiku-4-5': { ...ONE_OF_TWO, cache: both(4_096) },
  'anthropic.claude-opus-4-5': { ...ONE_OF_TWO, cache: both(4_096) },
  'anthropic.claude-opus-4-6': { ...ONE_OF_TWO, cache: both(4_096) },
  'anthropic.claude-sonnet-4-6': { ...ONE_OF_TWO, cache: both(1_024) },
  'anthropic.claude-opus-4-7': { ...NO_SAMPLING, cache: both(4_096) },
  'anthropic.claude-opus-4-8': { ...NO_SAMPLING, cache: both(1_024) },
  'anthropic.claude-opus-5': { ...NO_SAMPLING, cache: both(512) },
  'anthropic.claude-opus-5-5': { ...NO_SAMPLING, cache: both(512) },
  'anthropic.claude-sonnet-5': { ...NO_SAMPLING, cache: both(1_024) },
  'anthropic.claude-sonnet-5-5': { ...NO_SAMPLING, cache: both(512) },
  'anthropic.claude-haiku-5-5': { ...UNKNOWN_MODEL, cache: both(512) },
  'anthropic.claude-fable-5': { ...NO_SAMPLING, cache: both(512) },
  'anthropic.claude-mythos-5': { ...UNKNOWN_MODEL, cache: both(512) },
  'anthropic.claude-mythos-preview': { ...UNKNOWN_MODEL, cache: both(4_096) },
  'amazon.nova-micro': NOVA,
  'amazon.nova-lite': NOVA,
  'amazon.nova-pro': NOVA,
};
