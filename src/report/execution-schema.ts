import { z } from 'zod';
import type { ExecutionSummary } from './port.js';

const list = <V extends z.ZodType>(value: V) => z.array(value).readonly();
const count = z.number().int().nonnegative();
const amount = z.number().nullable();
const ms = z.number().nonnegative();

const limiter = z
  .strictObject({
    model: z.string().describe('Model as it is reached: a profile has a quota of its own.'),
    region: z.string(),
    maxConcurrency: count.describe('The limit never goes above it (-j).'),
    requestsPerMinute: z.number().exactOptional().describe('A quota that was given.'),
    tokensPerMinute: z.number().exactOptional(),
    calls: count.describe('Attempts that left.'),
    throttled: count.describe('Of these, throttled by the service.'),
    finalLimit: count,
    lowestLimit: count,
    points: list(
      z.strictObject({
        atMs: ms.describe('Beginning of an interval, since the first call.'),
        limit: count.describe('The lowest limit in the interval: calls under way at once.'),
        calls: count,
        throttled: count,
      }),
    ).describe('At most 240, oldest first; intervals in which nothing happened are left out.'),
  })
  .describe('What an adaptive limiter did in the last sitting.');

const timing = z
  .strictObject({ n: count, p50: amount, p95: amount })
  .describe('Milliseconds by our clock; null where n is too small for the percentile.');

const drift = z
  .strictObject({ estimated: z.number(), actual: amount, drift: amount })
  .describe('drift: actual over estimated, minus 1.');

const job = z.strictObject({
  part: count,
  role: z.enum(['candidate', 'judge']),
  model: z.string(),
  jobName: z.string(),
  status: z.string(),
  records: count,
  answered: count,
  failed: count,
  billedUsd: z.number(),
  submittedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

/** The schema of `execution.json`. */
export const executionSchema = z.strictObject({
  startedAt: z.string().describe('ISO 8601, UTC.'),
  finishedAt: z.string(),
  wallMs: ms,
  calls: z.strictObject({
    made: count.describe('Calls that went to a model, all roles.'),
    judge: count.exactOptional().describe('Of these, calls of judges.'),
    cached: count.describe('Served from the response cache.'),
    retries: count.describe('Attempts beyond the first.'),
    throttled: count.exactOptional().describe('Attempts that the service throttled.'),
    failed: count,
    unseen: z
      .strictObject({ attempts: count, atMostUsd: z.number().nonnegative() })
      .exactOptional()
      .describe(
        'Attempts of all sittings that brought no answer and may have been billed all the same: beside what the report says was billed.',
      ),
  }),
  concurrency: z.strictObject({ limit: count, peak: count.nullable() }),
  phasesMs: z.record(z.string(), z.number()).readonly(),
  stopped: z.enum(['budget', 'interrupted']).nullable(),
  notices: list(z.string()).exactOptional().describe('What depended on the day, such as old prices.'),
  limiters: list(limiter).exactOptional(),
  timing: list(
    z.strictObject({ variant: z.string(), wallMs: timing, firstTokenMs: timing.nullable() }),
  ).exactOptional(),
  estimation: list(
    z.strictObject({
      variant: z.string(),
      inputTokensPerCall: drift,
      outputTokensPerCall: drift,
      costUsd: drift,
      method: z.string().describe('How the estimate counted.'),
    }),
  ).exactOptional(),
  batch: list(job).exactOptional(),
});

type Described = z.infer<typeof executionSchema>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
// Does not compile once type and schema differ.
const inStep: Same<Described, ExecutionSummary> = true;
void inStep;

/** JSON Schema (draft 2020-12) of `execution.json`, as committed in `schema/execution.schema.json`. */
export function executionJsonSchema(): { readonly [key: string]: unknown } {
  return {
    ...z.toJSONSchema(executionSchema, { target: 'draft-2020-12', io: 'input' }),
    title: 'Parsimony execution',
    description:
      'How a run was carried out (`execution.json`): everything that may differ between two honest executions of the same run.',
  };
}
