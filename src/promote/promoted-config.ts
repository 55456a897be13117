import { z } from 'zod';
import { gateCheckSchema } from '../report/index.js';

const list = <V extends z.ZodType>(value: V) => z.array(value).readonly();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const amount = z.number().nullable();
const count = z.number().int().nonnegative();

const estimate = z.strictObject({
  value: amount,
  low: amount,
  high: amount,
  level: z.number(),
  method: z.string(),
  n: count,
  reason: z.string().exactOptional(),
});

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

const evidence = z.strictObject({
  run: z.string(),
  experiment: z.string(),
  variant: z.string(),
  verdict: z.enum(['pass', 'fail', 'inconclusive', 'not judged']),
  quality: estimate,
  costUsdPerSample: estimate,
  monthlyCostUsd: estimate.nullable(),
  checks: list(gateCheckSchema),
  flags: z.strictObject({ accepted: count, rejected: count, unreviewed: count }),
  baseline: z.strictObject({ variant: z.string(), quality: estimate, costUsdPerSample: estimate }).nullable(),
  runnerUp: z.strictObject({ variant: z.string(), why: z.string() }).nullable(),
  datasets: list(
    z.strictObject({
      name: z.string(),
      path: z.string().describe('Relative to this file.'),
      samples: count,
      sha256,
    }),
  ),
  priceBook: z.strictObject({ date: z.string(), sha256 }).nullable(),
  seed: z.number().int(),
  versions: z.record(z.string(), z.string()).readonly(),
  remeasured: z
    .literal(false)
    .describe('The choice was made on the samples of the run and not measured again on others.'),
  forced: z.strictObject({ reason: z.string().min(1) }).exactOptional(),
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
    .refine((configs) => 'default' in configs, { error: 'must have a `default`' }),
  evidence,
});

/** A promoted file as data. */
export type PromotedConfig = z.infer<typeof promotedConfigSchema>;
/** One configuration: what to call, with which parameters and prompt. */
export type PromotedVariant = z.infer<typeof config>;
export type PromotionEvidence = z.infer<typeof evidence>;

/** JSON Schema of a promoted file, as committed in `schema/promoted.schema.json`. */
export function promotedConfigJsonSchema(): { readonly [key: string]: unknown } {
  return {
    ...z.toJSONSchema(promotedConfigSchema, { target: 'draft-2020-12', io: 'input' }),
    title: 'Parsimony promoted config',
    description: 'The configuration that an application loads, with the evidence for it.',
  };
}
