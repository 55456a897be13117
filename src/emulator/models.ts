/** How capable the responder is made to look; each has a column in the parameter table. */
export type Tier = 'small' | 'medium' | 'large' | 'tuned';

/** What the emulator knows of a model. */
export interface EmulatedModel {
  /** Bare id, without an inference-profile prefix. */
  readonly id: string;
  readonly tier: Tier;
  /** For example 4.5; newer generations err a little less. */
  readonly generation: number;
  /** Can only be called through an inference profile (`global.`, `us.` …) or an ARN. */
  readonly profileOnly: boolean;
  /** Answers 400 when `temperature` or `topP` is sent. */
  readonly refusesSampling: boolean;
  /** Answers 400 when both are sent. */
  readonly exclusiveSampling: boolean;
  readonly endOfLife: boolean;
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  /** Which token counting rule holds. */
  readonly tokens: 'v3' | 'v4.7';
}

type Row = readonly [
  id: string,
  tier: Tier,
  generation: number,
  contextTokens: number,
  maxOutputTokens: number,
  flags: string,
];

const k = 1000;
const million = 1_000_000;
/** Flags: p profile only · t refuses sampling parameters · x takes one of the two only · e end of life · n tokenizer of Opus 4.7 and later. */
const rows: readonly Row[] = [
  ['anthropic.claude-3-haiku-20240307-v1:0', 'small', 3, 200 * k, 4 * k, 'e'],
  ['anthropic.claude-3-sonnet-20240229-v1:0', 'medium', 3, 200 * k, 4 * k, 'e'],
  ['anthropic.claude-3-opus-20240229-v1:0', 'large', 3, 200 * k, 4 * k, ''],
  ['anthropic.claude-3-5-haiku-20241022-v1:0', 'small', 3.5, 200 * k, 8 * k, 'e'],
  ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'medium', 3.5, 200 * k, 8 * k, ''],
  ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'medium', 3.5, 200 * k, 8 * k, ''],
  ['anthropic.claude-3-7-sonnet-20250219-v1:0', 'medium', 3.7, 200 * k, 8 * k, ''],
  ['anthropic.claude-sonnet-4-20250514-v1:0', 'medium', 4, 200 * k, 64 * k, ''],
  ['anthropic.claude-opus-4-20250514-v1:0', 'large', 4, 200 * k, 32 * k, ''],
  ['anthropic.claude-opus-4-1-20250805-v1:0', 'large', 4.1, 200 * k, 32 * k, 'x'],
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'medium', 4.5, 200 * k, 64 * k, 'px'],
  ['anthropic.claude-haiku-4-5-20251001-v1:0', 'small', 4.5, 200 * k, 64 * k, 'px'],
  ['anthropic.claude-opus-4-5-20251101-v1:0', 'large', 4.5, 200 * k, 64 * k, 'px'],
  ['anthropic.claude-opus-4-6-v1', 'large', 4.6, million, 128 * k, 'px'],
  ['anthropic.claude-sonnet-4-6', 'medium', 4.6, million, 64 * k, 'px'],
  ['anthropic.claude-opus-4-7', 'large', 4.7, million, 128 * k, 'ptn'],
  ['anthropic.claude-opus-4-8', 'large', 4.8, million, 128 * k, 'ptn'],
  ['anthropic.claude-sonnet-5', 'medium', 5, million, 128 * k, 'ptn'],
  ['anthropic.claude-opus-5', 'large', 5, million, 128 * k, 'ptn'],
  ['anthropic.claude-fable-5', 'large', 5, million, 128 * k, 'ptn'],
  ['anthropic.claude-fable-5-1', 'large', 5.1, million, 128 * k, 'ptn'],
  ['anthropic.claude-mythos-preview', 'large', 5, million, 128 * k, 'pn'],
  ['anthropic.claude-mythos-5', 'large', 5, million, 128 * k, 'pn'],
  ['anthropic.claude-mythos-5-1', 'large', 5.1, million, 128 * k, 'pn'],
  ['anthropic.claude-opus-5-5', 'large', 5.5, million, 128 * k, 'ptn'],
  ['anthropic.claude-sonnet-5-5', 'medium', 5.5, million, 128 * k, 'ptn'],
  ['anthropic.claude-haiku-5-5', 'small', 5.5, million, 128 * k, 'pn'],
];

/** Every foundation model the emulator answers for, oldest first. */
export const emulatedModels: readonly EmulatedModel[] = rows.map(
  ([id, tier, generation, contextTokens, maxOutputTokens, flags]) => ({
    id,
    tier,
    generation,
    contextTokens,
    maxOutputTokens,
    profileOnly: flags.includes('p'),
    refusesSampling: flags.includes('t'),
    exclusiveSampling: flags.includes('x'),
    endOfLife: flags.includes('e'),
    tokens: flags.includes('n') ? 'v4.7' : 'v3',
  }),
);

const byId = new Map(emulatedModels.map((model) => [model.id, model]));
const profilePrefix = /^(?:global|us|eu|jp|au|apac|ca|us-gov)\.(?=anthropic\.)/;

/** How a model id was resolved. `bare` means neither profile nor ARN of a profile. */
export type ModelLookup =
  | { readonly state: 'found'; readonly model: EmulatedModel; readonly bare: boolean }
  | { readonly state: 'unknown' };

/**
 * Resolves what stands in `/model/{modelId}/…` after percent-decoding: a bare id, a cross-region profile id, a
 * foundation-model, inference-profile, custom-model or provisioned-model ARN, or any id that contains
 * `custom-model`, `provisioned-model` or `finetuned` (a fine-tuned small model).
 */
export function findModel(modelId: string): ModelLookup {
  if (/custom-model|provisioned-model|finetuned/.test(modelId)) {
    return { state: 'found', model: tunedModel(modelId), bare: false };
  }
  const arn = /^arn:aws[\w-]*:bedrock:[\w-]*:\d*:(foundation-model|inference-profile)\/(.+)$/.exec(modelId);
  const name = arn?.[2] ?? modelId;
  const bareId = name.replace(profilePrefix, '');
  const model = byId.get(bareId);
  if (model === undefined) return { state: 'unknown' };
  return { state: 'found', model, bare: bareId === name && arn?.[1] !== 'inference-profile' };
}

function tunedModel(id: string): EmulatedModel {
  return {
    id,
    tier: 'tuned',
    generation: 4.5,
    profileOnly: false,
    refusesSampling: false,
    exclusiveSampling: false,
    endOfLife: false,
    contextTokens: 200 * k,
    maxOutputTokens: 8 * k,
    tokens: 'v3',
  };
}
