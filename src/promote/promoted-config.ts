import { z } from 'zod';
import { ParsimonyError } from '../domain/index.js';
import { runEvidenceSchema, searchEvidenceSchema } from './evidence.js';

const list = <V extends z.ZodType>(value: V) => z.array(value).readonly();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const count = z.number().int().nonnegative();

/** Inference and context parameters; each absent one was not set. */
export const promotedParamsSchema = z.strictObject({
  maxTokens: z.number().int().positive(),
  temperature: z.number().exactOptional(),
  topP: z.number().exactOptional(),
  stopSequences: list(z.string()).exactOptional(),
  ragChunks: count.exactOptional(),
  fewShot: count.exactOptional(),
  historyTurns: count.exactOptional(),
  cache: z
    .enum(['off', '5m', '1h'])
    .describe('Prompt caching: lifetime of the checkpoints behind what no request changes.')
    .exactOptional(),
  stream: z.boolean().exactOptional(),
  outputCeiling: z
    .strictObject({
      tokens: z.number().int().positive(),
      notice: z.string().describe('Put behind the text that had come.'),
    })
    .describe('The answers were streams, stopped after so many output tokens.')
    .exactOptional(),
});

const tool = z.strictObject({
  name: z.string().min(1),
  description: z.string().exactOptional(),
  inputSchema: z.record(z.string(), z.unknown()).readonly(),
});

const config = z.strictObject({
  model: z.string().min(1),
  params: promotedParamsSchema,
  prompt: z.strictObject({
    path: z.string().min(1).describe('Relative to this file.'),
    sha256: sha256.describe(
      'Of the template, its few-shot file and its tools file together, as the run used them.',
    ),
    text: z.string().describe('The template itself: an application needs no other file.'),
  }),
  tools: z
    .strictObject({
      tools: list(tool),
      choice: z.union([z.enum(['auto', 'any']), z.strictObject({ tool: z.string() })]).exactOptional(),
    })
    .describe('What the prompt offers the model; absent: no tools.')
    .exactOptional(),
});

/** A promoted file (design.md §5): what an application loads, and why it may. */
export const promotedConfigSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string().min(1),
  emulated: z
    .boolean()
    .describe('True when the evidence came from an emulator: it says nothing of a real model.'),
  expires: z.iso.date().describe('From this day on `parsimony verify` asks for new evidence.'),
  configs: z
    .record(z.string(), config)
    .readonly()
    .refine((configs) => Object.keys(configs).length > 0, { error: 'must have a `default` or intents' })
    .describe(
      '`default`, or one for each intent. A prompt that several share stands once, under a YAML anchor that the others refer to.',
    ),
  evidence: z.union([runEvidenceSchema, searchEvidenceSchema]),
});

/** A promoted file as data. */
export type PromotedConfig = z.infer<typeof promotedConfigSchema>;
/** One configuration: what to call, with which parameters and prompt. */
export type PromotedVariant = z.infer<typeof config>;
export type PromotionEvidence = PromotedConfig['evidence'];

/**
 * The configuration of an intent: its own, else the default one. Throws `not-found` for an intent that was not
 * promoted where there is no default: an application must not fall back on a config that nobody chose for it.
 */
export function configFor(promoted: PromotedConfig, intent?: string): PromotedVariant {
  const { configs } = promoted;
  const own = intent !== undefined && Object.hasOwn(configs, intent) ? configs[intent] : undefined;
  const found = own ?? (Object.hasOwn(configs, 'default') ? configs.default : undefined);
  if (found !== undefined) return found;
  const known = Object.keys(configs).join(', ');
  throw new ParsimonyError(
    'not-found',
    intent === undefined
      ? `${promoted.name} has no default config`
      : `${promoted.name} has no config for ${intent}`,
    { hint: `It has configs for ${known}.` },
  );
}

/** JSON Schema of a promoted file, as committed in `schema/promoted.schema.json`. */
export function promotedConfigJsonSchema(): { readonly [key: string]: unknown } {
  return {
    ...z.toJSONSchema(promotedConfigSchema, { target: 'draft-2020-12', io: 'input' }),
    title: 'Parsimony promoted config',
    description: 'The configuration that an application loads, with the evidence for it.',
  };
}
