import { z } from 'zod';
import { estimateSchema, gateCheckSchema } from '../report/index.js';

const list = <V extends z.ZodType>(value: V) => z.array(value).readonly();
const record = <V extends z.ZodType>(value: V) => z.record(z.string(), value).readonly();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const amount = z.number().nullable();
const count = z.number().int().nonnegative();

const dataset = z.strictObject({
  name: z.string(),
  path: z.string().describe('Relative to this file.'),
  samples: count,
  sha256,
});

const prices = record(record(z.string().regex(/^\d+(\.\d+)?$/)))
  .describe('Model → rate → dollars per million tokens: what `parsimony verify` compares with.')
  .exactOptional();

const forced = z.strictObject({ reason: z.string().min(1) }).exactOptional();
const runnerUp = z.strictObject({ variant: z.string(), why: z.string() }).nullable();
const priceBook = z.strictObject({ date: z.string(), sha256 }).nullable();
const versions = record(z.string());

/** What a promotion from a run rests on: the gate's verdict, on the samples of that run. */
export const runEvidenceSchema = z.strictObject({
  run: z.string(),
  experiment: z.string(),
  variant: z.string(),
  verdict: z.enum(['pass', 'fail', 'inconclusive', 'not judged']),
  quality: estimateSchema,
  costUsdPerSample: estimateSchema,
  monthlyCostUsd: estimateSchema.nullable(),
  checks: list(gateCheckSchema),
  flags: z.strictObject({ accepted: count, rejected: count, unreviewed: count }),
  baseline: z
    .strictObject({ variant: z.string(), quality: estimateSchema, costUsdPerSample: estimateSchema })
    .nullable(),
  runnerUp,
  datasets: list(dataset),
  priceBook,
  prices,
  seed: z.number().int(),
  versions,
  remeasured: z
    .literal(false)
    .describe('The choice was made on the samples of the run and not measured again on others.'),
  forced,
});

/** What a promotion from a search rests on: figures measured on samples that the search never saw. */
export const searchEvidenceSchema = z.strictObject({
  search: z.string(),
  experiment: z.string(),
  variant: z.string().describe('The point of the front.'),
  rule: z.string().describe('In words, with its bound.'),
  algorithm: z.string(),
  per: z.enum(['intent', 'all']),
  seed: z.number().int(),
  split: z.strictObject({
    gate: z.number(),
    sha256,
    search: count,
    gateSamples: count,
    usedBefore: count.describe('Searches that had measured on this gate part before.'),
  }),
  claimed: record(estimateSchema).describe('On the search part, by objective.'),
  measuredAgain: record(estimateSchema).describe('On the gate part, by objective.'),
  membership: amount,
  constraints: list(
    z.strictObject({
      constraint: z.string(),
      intent: z.string().nullable(),
      value: estimateSchema.nullable(),
      standing: z.enum(['holds', 'open', 'violated']),
    }),
  ),
  chosenAmong: count.describe('Points of the front that the rule could choose from.'),
  runnerUp,
  datasets: list(dataset),
  priceBook,
  prices,
  judges: list(
    z.strictObject({
      scorer: z.string(),
      models: list(z.string()),
      calibration: z.strictObject({ path: z.string(), sha256: z.string() }).nullable(),
    }),
  ),
  versions,
  remeasured: z.literal(true).describe('The figures come from samples that the search never saw.'),
  forced,
});

export type RunEvidence = z.infer<typeof runEvidenceSchema>;
export type SearchEvidence = z.infer<typeof searchEvidenceSchema>;
