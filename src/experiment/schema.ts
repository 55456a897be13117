import { z } from 'zod';
import { search } from './search/schema.js';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;
const METRIC = /^[A-Za-z][A-Za-z0-9_-]{0,99}$/;

const name = (what: string) =>
  z.string().regex(NAME, `${what} is letters, digits, ".", "_" and "-", starting with a letter or digit`);
const metric = z
  .string()
  .regex(METRIC, 'a metric name is letters, digits, "_" and "-", starting with a letter');
const path = z.string().min(1).max(4096).describe('Path, relative to this file.');
const model = z
  .string()
  .regex(/^[^\s]{1,2048}$/, 'a model id has no white space')
  .describe('Bedrock model id, inference-profile id or ARN.');
const count = z.number().int().min(0).max(10_000);
const alpha = z.number().gt(0).lt(0.5);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const provider = z
  .enum(['bedrock', 'emulator', 'recorded', 'echo'])
  .describe('Who answers the calls.');
export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+){1,3}-\d$/, 'a Region looks like us-east-1')
  .describe('AWS Region; default us-east-1.');
export const repeats = z
  .number()
  .int()
  .min(1)
  .max(1000)
  .describe('Answers per variant and sample; default 1.');
export const seed = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe('Default 42.');
export const maxCostUsd = z.number().min(0).max(1e9).describe('Dollars that all sittings of a run may bill.');

/** Parameters of a variant that a grid may cross. */
const factors = {
  prompt: path.describe('Prompt file, relative to this file.'),
  model,
  maxTokens: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .describe('Output limit; required where a model is called.'),
  temperature: z.number().min(0).max(1),
  topP: z.number().gt(0).max(1),
  ragChunks: count.describe('How many ranked documents the prompt gets; default all.'),
  fewShot: count.describe('How many few-shot examples the prompt gets; default none.'),
  historyTurns: count.describe('How many of the newest history messages are sent; default all.'),
  cache: z
    .enum(['off', '5m', '1h', 'auto'])
    .describe(
      'Prompt caching: lifetime of the checkpoints, or auto: five minutes where it saves; default off.',
    ),
};

/** Names of {@link factors}, in the order of the schema. */
export const FACTORS: readonly string[] = Object.keys(factors);

export const variant = z
  .strictObject({
    extends: z.string().optional().describe('Another variant whose keys hold where this one has none.'),
    ...z.object(factors).partial().shape,
    stopSequences: z.array(z.string().min(1)).min(1).max(100).optional(),
    stream: z.boolean().optional().describe('Stream the answers: time to first token is measured.'),
    outputCeiling: z
      .strictObject({
        tokens: z.number().int().min(1).max(1_000_000),
        notice: z
          .string()
          .max(1000)
          .optional()
          .describe('Put behind the text that had come; default nothing.'),
      })
      .optional()
      .describe('Stop the stream after so many output tokens.'),
    recorded: z
      .string()
      .min(1)
      .optional()
      .describe('Name under which recorded outputs of this variant stand.'),
    params: z
      .record(z.string(), scalar)
      .optional()
      .describe('Factor values under which recorded outputs stand.'),
  })
  .describe('Prompt × model × parameters.');

export const grid = z
  .object({
    from: z.string().describe('The variant whose keys hold where the grid has none.'),
    ...z.object(mapShape(factors)).partial().shape,
  })
  .catchall(z.array(scalar).min(1).max(1000))
  .describe('Cross product of parameter values, added as variants.');

const assertionMembers = {
  type: z.string().min(1),
  value: z.json().optional(),
  threshold: z.number().optional(),
  weight: z.number().min(0).optional(),
  metric: metric.optional(),
  config: z.record(z.string(), z.json()).optional().describe('Settings of its type.'),
};

const assertion = z.strictObject({
  ...assertionMembers,
  assert: z
    .array(z.strictObject(assertionMembers))
    .min(1)
    .optional()
    .describe('Of an assert-set: its members.'),
});

export const scorer = z
  .strictObject({
    type: z
      .enum(['similarity', 'bertscore', 'facts', 'numbers', 'assertions', 'judge', 'pairwise'])
      .optional()
      .describe('Default: its name.'),
    from: z.literal('recorded').optional().describe('Take the score that came with the recorded output.'),
    assert: z.array(assertion).optional().describe('Assertions for every sample, beside the sample’s own.'),
    modelPath: path.optional().describe('Folder of another embedding model.'),
    idf: z
      .boolean()
      .optional()
      .describe('BERTScore: weigh pieces by idf over the references; default false.'),
    rescale: z.boolean().optional().describe('BERTScore: rescale by the baseline; default true.'),
    baseline: path.optional().describe('BERTScore: a baseline file; default the one that ships.'),
    model: model.optional(),
    models: z.array(model).min(1).max(9).optional().describe('A panel of judges, instead of `model`.'),
    combine: z.enum(['mean', 'majority']).optional().describe('Of a panel; default mean.'),
    repeats: z
      .number()
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe('How often a judge is asked the same; default 1.'),
    calibration: path.optional().describe('Of a judge: a file of `parsimony judge calibrate`.'),
    against: z
      .string()
      .optional()
      .describe('Pairwise: the variant to compare with; default the gate’s baseline.'),
    rubric: z
      .union([path, z.record(metric, path)])
      .optional()
      .describe('One rubric file, or a mapping from criterion to file; default: the rubrics that ship.'),
    criteria: z.array(metric).min(1).optional(),
    provider: provider.optional(),
    maxTokens: z.number().int().min(1).max(1_000_000).optional().describe('Of a judge; default 1024.'),
    temperature: z.number().min(0).max(1).optional().describe('Of a judge; default 0.'),
  })
  .describe('A scorer; what it is follows from `type`, `from`, `assert` or its name.');

const sliceRef = z
  .strictObject({ by: z.enum(['intent', 'tag', 'language']), value: z.string().min(1) })
  .describe('Only the samples of this intent, tag or language.');

export const guardrail = z.strictObject({
  metric: metric.describe('A metric, or quality, costUsd, latencyMs, latencyP95Ms or latencyP99Ms.'),
  min: z.number().optional(),
  max: z.number().optional(),
  minRatio: z.number().gt(0).optional().describe('Lowest candidate ÷ baseline.'),
  maxRatio: z.number().gt(0).optional().describe('Highest candidate ÷ baseline, for example 1.05.'),
  on: z.string().optional().describe('A dataset; default all.'),
  slice: sliceRef.optional(),
  fingerprint: z.string().min(1).optional().describe('The scale that the bound belongs to.'),
});

const guardrailLine = z
  .string()
  .max(500)
  .describe('For example "facts >= 0.8", "costUsd <= 1.05x baseline", "facts >= 0.9 on golden".');

const marginSpec = z.strictObject({
  metric,
  margin: z.number().min(0).describe('In units of the metric.'),
  on: z.string().optional(),
  slice: sliceRef.optional(),
});

export const gate = z
  .strictObject({
    baseline: z.string().min(1).describe('A variant, run:<id>, or a baseline or promoted file.'),
    candidates: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Default: every declared variant but the baseline.'),
    margin: z.number().min(0).lt(1).describe('Non-inferiority margin in quality units.'),
    alpha: alpha.optional().describe('Default 0.05.'),
    drop: z
      .number()
      .gt(0)
      .lt(1)
      .optional()
      .describe('Relative drop of a sample that is flagged; default 0.10.'),
    require: z.enum(['all', 'any']).optional().describe('Default all.'),
    maxMissing: z
      .number()
      .min(0)
      .lt(1)
      .optional()
      .describe('Share of pairs that may be missing; default 0.02.'),
    margins: z.array(marginSpec).optional().describe('Margins by metric and slice, each a veto.'),
    slices: z
      .array(z.enum(['intent', 'tag', 'language']))
      .optional()
      .describe('Exploratory slices, which change no verdict; default all.'),
    maxWorse: z
      .number()
      .gt(0)
      .lt(1)
      .optional()
      .describe('Share of adversarial samples that may get severely worse, tested exactly.'),
    failOn: z
      .array(z.enum(['fail', 'inconclusive']))
      .optional()
      .describe('Verdicts that end the gate with a failure code; default both.'),
    reviews: path.optional().describe('A file of decisions on flagged samples; it may be missing.'),
  })
  .describe('How candidates are judged against the baseline.');

export const promote = z.strictObject({
  to: path.regex(/\.ya?ml$/, 'the promoted config is a .yaml file'),
  rule: z
    .string()
    .min(1)
    .optional()
    .describe('`cheapest` (default), or a variant; of a search also `best`, `knee`, or a point.'),
  alpha: alpha.optional().describe('Default 0.05.'),
  minQuality: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Of a search: `cheapest` with at least this quality, shown on the gate part.'),
  maxObjectiveUsd: z
    .number()
    .gt(0)
    .optional()
    .describe('Of a search: `best` at no more than this, in dollars of the cost objective.'),
});

const quotas = z
  .strictObject({
    requestsPerMinute: z.number().int().min(1).max(1e9).optional(),
    tokensPerMinute: z.number().int().min(1).max(1e12).optional(),
    outputBurndown: z
      .number()
      .min(1)
      .max(100)
      .optional()
      .describe(
        'Tokens of the quota that one output token uses; 5 for some generations of Claude, default 1.',
      ),
  })
  .describe('Quotas of the account; calls are paced to stay under them.');

const attributed = z
  .union([
    z.string().min(1).max(256),
    z.strictObject({
      from: z
        .string()
        .regex(
          /^(intent|dataset|sessionId|metadata\.[^\s]{1,200})$/,
          'from is intent, dataset, sessionId or metadata.<key>',
        ),
    }),
  ])
  .describe('A text, or where in the sample it stands.');

export const batch = z
  .strictObject({
    bucket: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
        'a bucket name is 3 to 63 lower-case letters, digits, "." and "-"',
      )
      .optional()
      .describe('S3 bucket for inputs and outputs; or PARSIMONY_BATCH_BUCKET.'),
    prefix: z.string().max(500).optional().describe('Key prefix in the bucket; default parsimony/.'),
    roleArn: z
      .string()
      .regex(
        /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/,
        'a role ARN looks like arn:aws:iam::123456789012:role/name',
      )
      .optional()
      .describe('Role that Bedrock takes to read and write the bucket; or PARSIMONY_BATCH_ROLE_ARN.'),
    minRecords: z.number().int().min(1).max(1e6).optional().describe('Fewer go live; default 100.'),
    maxRecords: z.number().int().min(1).max(1e6).optional().describe('Records of one job; default 50,000.'),
    maxFileBytes: z
      .number()
      .int()
      .min(1000)
      .max(1e12)
      .optional()
      .describe('Bytes of an input file; default 1 GB.'),
    maxJobBytes: z.number().int().min(1000).max(1e12).optional().describe('Bytes of a job; default 5 GB.'),
    maxJobs: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('Jobs under way at once per model; default 20.'),
    timeoutHours: z.number().int().min(24).max(168).optional().describe('Default 24.'),
    retry: z.enum(['live', 'batch']).optional().describe('How failed records are tried again; default live.'),
    judge: z.boolean().optional().describe('Judge calls go through the batch too; default true.'),
  })
  .describe('Half-price batch inference, used with --batch.');

export const limits = z.record(z.string().min(1), quotas).describe('Model id (or "*") → quotas.');

export const attribution = z
  .record(
    z.string().regex(/^[A-Za-z][\w.-]{0,63}$/, 'a name is letters, digits, "_", "." and "-"'),
    attributed,
  )
  .describe('Sent with every call as request metadata, so that invocation logs can be split by it.');

/** The file, key by key: each is checked on its own, so that one mistake does not hide the others. */
export const sections = {
  $schema: z.string().optional(),
  name: name('an experiment name'),
  provider,
  region: region.optional(),
  datasets: z
    .record(name('a dataset name'), path)
    .describe('Name → file; golden, adversarial and judge are kinds.'),
  recorded: path.optional().describe('Recorded outputs; with provider recorded.'),
  variants: z
    .record(name('a variant name'), variant)
    .optional()
    .describe('Only a search over recorded outputs needs none.'),
  grid: grid.optional(),
  repeats: repeats.optional(),
  scorers: z.record(metric, scorer).optional(),
  quality: z
    .record(metric, z.number().gt(0).max(1))
    .optional()
    .describe('Metric → weight; the weights sum to 1.'),
  guardrails: z.array(z.union([guardrail, guardrailLine])).optional(),
  gate: gate.optional(),
  budget: z.strictObject({ maxCostUsd: maxCostUsd.optional() }).optional(),
  batch: batch.optional(),
  limits: limits.optional(),
  attribution: attribution.optional(),
  search: search.optional(),
  promote: promote.optional(),
  traffic: z
    .record(z.string().min(1), z.number().min(0).max(1e12))
    .optional()
    .describe('Conversations a day per intent.'),
  seed: seed.optional(),
};

/** The whole file. */
export const experimentFile = z
  .strictObject(sections)
  .describe('A Parsimony experiment: which variants are compared, on what, by which measure.');

export type ExperimentFile = z.infer<typeof experimentFile>;
export type VariantFile = z.infer<typeof variant>;
export type ScorerFile = z.infer<typeof scorer>;
export type GridFile = z.infer<typeof grid>;

/** JSON Schema (2020-12) of the file, for editors. */
export function experimentJsonSchema(): { readonly [key: string]: unknown } {
  return {
    title: 'Parsimony experiment',
    ...z.toJSONSchema(experimentFile, { io: 'input', reused: 'inline' }),
  };
}

function mapShape<Shape extends { readonly [key: string]: z.ZodType }>(shape: Shape) {
  const lists = {} as { [Key in keyof Shape]: z.ZodArray<Shape[Key]> };
  for (const key of Object.keys(shape) as (keyof Shape)[]) lists[key] = z.array(shape[key]).min(1).max(1000);
  return lists;
}
