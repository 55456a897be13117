import { modelAddress } from '../cost/index.js';

/** What a model takes of a request. */
export interface ModelCapabilities {
  /** Sampling parameters that it refuses with a 400: they are left out and reported. */
  readonly refuses: readonly ('temperature' | 'topP')[];
  /** It takes temperature or topP, but not both: topP is then left out. */
  readonly exclusiveSampling: boolean;
  /** Converse enforces a JSON schema (`outputConfig.textFormat`). Without it only the prompt describes the schema. */
  readonly structuredOutput: boolean;
}

/** Corrections by bare model id (or its beginning), laid over the table below. */
export type CapabilityOverrides = { readonly [bareModelId: string]: Partial<ModelCapabilities> };

/** A model that the table does not know is sent what was asked for, except for a schema it may not take. */
const UNKNOWN: ModelCapabilities = { refuses: [], exclusiveSampling: false, structuredOutput: false };

const ONE_OF_TWO: ModelCapabilities = { ...UNKNOWN, exclusiveSampling: true };
const ONE_OF_TWO_WITH_SCHEMA: ModelCapabilities = { ...ONE_OF_TWO, structuredOutput: true };
const NO_SAMPLING: ModelCapabilities = { ...UNKNOWN, refuses: ['temperature', 'topP'] };

/**
 * By bare model id; a longer id (a date, a version) belongs to the longest entry that it continues.
 *
 * Sources. Refused sampling: `temperature is deprecated for this model`, ComfyUI#13923, and litellm's
 * `supports_sampling_params: false`. One of two: `temperature and top_p cannot both be specified for this
 * model`, aws-samples/bedrock-access-gateway#191 and #238, open-webui/pipelines#546. Structured output on
 * Converse: AWS user guide "Get validated JSON results from models" (4.5 and Opus 4.6), models.dev#1765 (4.1,
 * Sonnet 4.6; refused by Opus 4.7), truefoundry/models#1314 and anthropic-sdk-python#1759 (refused by Opus 4.8
 * and Sonnet 5). Newer models are unproven, so they are not sent a schema until an override says so.
 */
const CAPABILITIES: { readonly [bareModelId: string]: ModelCapabilities } = {
  'anthropic.claude-opus-4-1': ONE_OF_TWO_WITH_SCHEMA,
  'anthropic.claude-sonnet-4-5': ONE_OF_TWO_WITH_SCHEMA,
  'anthropic.claude-haiku-4-5': ONE_OF_TWO_WITH_SCHEMA,
  'anthropic.claude-opus-4-5': ONE_OF_TWO_WITH_SCHEMA,
  'anthropic.claude-opus-4-6': ONE_OF_TWO_WITH_SCHEMA,
  'anthropic.claude-sonnet-4-6': ONE_OF_TWO_WITH_SCHEMA,
  'anthropic.claude-opus-4-7': NO_SAMPLING,
  'anthropic.claude-opus-4-8': NO_SAMPLING,
  'anthropic.claude-opus-5': NO_SAMPLING,
  'anthropic.claude-opus-5-5': NO_SAMPLING,
  'anthropic.claude-sonnet-5': NO_SAMPLING,
  'anthropic.claude-sonnet-5-5': NO_SAMPLING,
  'anthropic.claude-fable-5': NO_SAMPLING,
};

/** What the model behind an id, an inference profile or an ARN takes; overrides win member by member. */
export function capabilitiesOf(modelId: string, overrides: CapabilityOverrides = {}): ModelCapabilities {
  const { base } = modelAddress(modelId);
  return { ...(longestMatch(CAPABILITIES, base) ?? UNKNOWN), ...longestMatch(overrides, base) };
}

function longestMatch<T>(table: { readonly [id: string]: T }, base: string): T | undefined {
  let best: string | undefined;
  for (const id of Object.keys(table)) {
    const continues = base === id || base.startsWith(`${id}-`) || base.startsWith(`${id}:`);
    if (continues && (best === undefined || id.length > best.length)) best = id;
  }
  return best === undefined ? undefined : table[best];
}
