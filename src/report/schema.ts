import { z } from 'zod';
import type { ContentHash } from '../domain/index.js';
import type { RunDocument } from './run-document.js';

/** Free-keyed objects are put in key order, so that equal documents serialise to equal bytes. */
const record = <V extends z.ZodType>(value: V) =>
  z
    .record(z.string(), value)
    .overwrite((entries) => Object.fromEntries(Object.entries(entries).sort(byKey)) as typeof entries)
    .readonly();

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);
const list = <V extends z.ZodType>(value: V) => z.array(value).readonly();
const count = z.number().int().nonnegative();
const amount = z.number().nullable();
// A brand exists in types only; the pattern is what can be checked at run time.
const contentHash = z.string().regex(/^[0-9a-f]{64}$/) as unknown as z.ZodType<ContentHash>;
const verdict = z.enum(['pass', 'fail', 'inconclusive']);

/** One shape for every figure. */
export const estimateSchema = z
  .strictObject({
    value: amount,
    low: amount,
    high: amount,
    level: z.number().gt(0).lt(1),
    method: z.string(),
    n: count,
    reason: z.string().exactOptional(),
  })
  .meta({
    id: 'Estimate',
    description: 'A figure with its interval; low and high are null, with a reason, where undefined.',
  });

const slice = z.strictObject({
  by: z.enum(['intent', 'tag', 'dataset']),
  value: z.string(),
  n: count,
  quality: estimateSchema,
  costUsdPerSample: estimateSchema,
  qualityPer1kTokens: estimateSchema,
});

const components = z.strictObject({
  system: z.number(),
  tools: z.number(),
  fewShot: z.number(),
  documents: z.number(),
  history: z.number(),
  user: z.number(),
});

const promptCache = z.strictObject({
  ttl: z
    .enum(['5m', '1h'])
    .nullable()
    .describe('Null: no checkpoints were sent, the service cached of itself.'),
  prefixes: count.nullable(),
  calls: count,
  hits: count.describe('Calls that read from the cache.'),
  writes: count.describe('Calls that only wrote to it.'),
  misses: count.describe('Calls with a checkpoint that did neither.'),
  unmarked: count.describe('Calls without a checkpoint: their prefix is too short to be kept.'),
  readTokens: count,
  writeTokens: count,
  savedUsd: amount.describe('Cost of the same tokens without caching, minus what they cost.'),
  theoreticalUsd: amount.describe(
    'The saving if each prefix were written once and read by every other call that carries a checkpoint.',
  ),
  note: z.string().nullable(),
});

const variant = z.strictObject({
  name: z.string(),
  id: contentHash,
  model: z.string().nullable(),
  prompt: z.string().nullable(),
  params: record(z.unknown()),
  n: count,
  failed: count,
  unscored: count,
  metrics: record(estimateSchema),
  quality: estimateSchema,
  tokens: z.strictObject({
    input: amount,
    output: amount,
    cacheRead: amount,
    cacheWrite: amount,
    byComponent: components.nullable(),
  }),
  promptCache: promptCache.nullable(),
  costUsdPerSample: estimateSchema,
  monthlyCostUsd: estimateSchema.nullable(),
  dominatedBy: z.string().nullable(),
  qualityPer1kTokens: estimateSchema,
  qualityPerUsd: estimateSchema,
  latencyMs: z.strictObject({ p50: estimateSchema, p95: estimateSchema, p99: estimateSchema }),
  slices: list(slice),
});

/** One check of the gate, as reports and promoted configs hold it. */
export const gateCheckSchema = z.strictObject({
  kind: z.enum(['non-inferiority', 'guardrail', 'ratio', 'exact']),
  metric: z.string(),
  slice: z.string(),
  margin: amount,
  bound: z.strictObject({ min: z.number().exactOptional(), max: z.number().exactOptional() }).nullable(),
  diff: amount,
  low: amount,
  high: amount,
  level: z.number(),
  method: z.string(),
  p: amount,
  n: count,
  mde: amount,
  verdict,
  reason: z.string().exactOptional(),
  settle: count.nullable().exactOptional().describe('Samples that would settle an inconclusive check.'),
  judgeNoise: z.number().exactOptional().describe('Half-width of what the judge alone leaves uncertain.'),
});

const candidate = z.strictObject({
  variant: z.string(),
  verdict,
  checks: list(gateCheckSchema),
  flagged: list(
    z.strictObject({
      sampleId: z.string(),
      before: z.number(),
      after: z.number(),
      kinds: list(z.enum(['drop', 'fact-violation', 'refusal'])),
      review: z.strictObject({ decision: z.enum(['accept', 'reject']), reason: z.string() }).nullable(),
    }),
  ),
  slices: list(
    z.strictObject({
      by: z.enum(['intent', 'tag', 'language']),
      value: z.string(),
      kind: z.enum(['golden', 'adversarial']),
      diff: estimateSchema,
      p: amount,
    }),
  ).describe('For exploration, p by Benjamini–Hochberg; they change no verdict.'),
  cost: z
    .strictObject({
      baselineUsd: z.number(),
      candidateUsd: z.number(),
      diff: estimateSchema,
      ratio: estimateSchema,
    })
    .exactOptional(),
  worse: list(
    z.strictObject({
      dataset: z.string(),
      worse: count,
      n: count,
      share: z.number(),
      high: z.number(),
      level: z.number(),
      method: z.string(),
    }),
  ).describe('Severely worse samples by adversarial dataset, with the exact one-sided bound.'),
  missing: list(z.strictObject({ sampleId: z.string(), side: z.enum(['baseline', 'candidate', 'both']) })),
});

/** The verdict over all candidates, as `report.json` and `compare --json` hold it. */
export const gateResultSchema = z.strictObject({
  verdict,
  baseline: z.string(),
  require: z.enum(['all', 'any']),
  candidates: list(candidate),
  sequential: z
    .strictObject({
      looks: count,
      used: count,
      planned: count,
      stopped: z.boolean(),
      savedUsd: amount,
      method: z.string(),
    })
    .exactOptional()
    .describe('Set where samples were looked at as they came (--stop-early).'),
});

/** What a judge's own errors are known to be. */
const judge = z.strictObject({
  scorer: z.string(),
  kind: z.enum(['pointwise', 'pairwise']),
  models: list(z.string()),
  combine: z.enum(['mean', 'majority']),
  repeats: count,
  calibration: z
    .strictObject({
      path: z.string(),
      sha256: contentHash,
      labels: count,
      source: z.string(),
      emulated: z.boolean(),
    })
    .nullable()
    .describe('Null: the judge is uncalibrated.'),
  criteria: list(
    z.strictObject({
      criterion: z.string(),
      agreement: z
        .strictObject({ alpha: amount, n: count, reason: z.string().exactOptional() })
        .nullable()
        .describe('Krippendorff’s alpha (ordinal) between the models of a panel.'),
      repeatSd: estimateSchema.nullable(),
      lengthBias: estimateSchema.describe('Change of the score for an answer one standard deviation longer.'),
      positionBias: estimateSchema.nullable(),
      orderAgreement: estimateSchema.nullable(),
      lengthControlled: record(estimateSchema)
        .exactOptional()
        .describe('By variant: mean at equal length, or preference at zero length difference.'),
      debiased: record(estimateSchema)
        .nullable()
        .describe('Debiased means in raw units by variant, PPI++ where labels name the variant.'),
      sameFamily: list(z.string()),
    }),
  ),
});

const priceBookName = z.strictObject({ date: z.string(), sha256: contentHash });

/** The schema of `report.json`; keys stand in the order in which the file has them. */
export const runDocumentSchema = z.strictObject({
  run: z.strictObject({
    id: z.string(),
    experiment: z.string(),
    provider: z.string(),
    emulated: z
      .boolean()
      .describe('True when any answer came from an emulator: such numbers describe no real model.'),
    seed: z.number().int(),
    versions: record(z.string()),
    volatile: list(z.string()).describe(
      'JSON pointers of fields that may differ between two honest executions.',
    ),
    notices: list(z.string()),
  }),
  cells: z.strictObject({ planned: count, completed: count, failed: count, unscored: count, cached: count }),
  cost: z.strictObject({
    billedUsd: z.number(),
    logicalUsd: z.number(),
    byRole: z.strictObject({ candidate: z.number(), judge: z.number(), embedding: z.number() }),
    priceBook: priceBookName.nullable(),
    repriced: z
      .strictObject({
        from: z.strictObject({ priceBook: priceBookName.nullable(), logicalUsd: z.number() }),
        to: z.strictObject({ priceBook: priceBookName, logicalUsd: z.number() }),
      })
      .nullable()
      .describe('Set by `report --reprice`: costs by another price book than the run’s own.'),
  }),
  variants: list(variant),
  gate: gateResultSchema.nullable(),
  judges: list(judge),
  front: list(
    z.strictObject({
      variant: z.string(),
      objectives: z.strictObject({
        quality: z.number().exactOptional(),
        costUsdPerSample: z.number().exactOptional(),
        latencyP95Ms: z.number().exactOptional(),
      }),
    }),
  ),
  promotion: z
    .strictObject({ path: z.string(), variant: z.string(), remeasured: z.literal(false) })
    .nullable(),
  reports: z.strictObject({ html: z.string(), markdown: z.string(), json: z.string(), junit: z.string() }),
});

type Described = z.infer<typeof runDocumentSchema>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
// Does not compile once type and schema differ.
const inStep: Same<Described, RunDocument> = true;
void inStep;

/** JSON Schema (draft 2020-12) of `report.json`, as committed in `schema/run.schema.json`. */
export function runDocumentJsonSchema(): { readonly [key: string]: unknown } {
  return {
    ...z.toJSONSchema(runDocumentSchema, { target: 'draft-2020-12', io: 'input' }),
    title: 'Parsimony run document',
    description: 'What `parsimony run --json` prints and `report.json` holds.',
  };
}
