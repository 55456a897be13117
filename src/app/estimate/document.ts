import { z } from 'zod';
import type { ProviderKind } from '../../model/port.js';

const dollars = z.number().min(0);
const count = z.number().int().min(0);

const live = { calls: count, expectedUsd: dollars, worstUsd: dollars };
const byRole = z
  .object({ candidate: z.object(live), judge: z.object(live), embedding: z.object(live) })
  .describe('the live figures, by who spends');

const batch = z
  .object({
    expectedUsd: dollars,
    worstUsd: dollars,
    batched: count.describe('calls that would go through a batch job; the others stay live'),
    liveBecause: z.array(z.string()).describe('why the others stay live, each reason once'),
  })
  .nullable()
  .describe('the same calls with --batch; null where the provider has no batch');

/** What `estimate` prints: dollars, expected and at worst, live and through batch jobs, before the first call. */
export const estimateDocument = z.object({
  experiment: z.string(),
  provider: z.enum(['bedrock', 'emulator', 'recorded', 'echo'] satisfies readonly ProviderKind[]),
  emulated: z.boolean(),
  cells: count,
  expectedUsd: dollars.describe('live'),
  worstUsd: dollars.describe('live'),
  cap: dollars.nullable().describe('the experiment’s own cap, if it has one'),
  priceBook: z.object({ date: z.string(), sha256: z.string() }),
  buffer: z.number().min(1).describe('estimated tokens were multiplied by it; exact ones were not'),
  byRole,
  batch,
  variants: z.array(
    z.object({
      name: z.string(),
      model: z.string().nullable(),
      calls: count.describe('candidate calls'),
      inputTokensPerCall: z.number().min(0).describe('all input tokens, cached or not'),
      cacheReadTokensPerCall: z.number().min(0),
      cacheWriteTokensPerCall: z.number().min(0),
      outputTokensPerCall: z.number().min(0),
      tokens: z
        .object({
          source: z
            .enum(['exact', 'partly-exact', 'calibrated', 'table', 'none'])
            .describe(
              'exact: every request was counted by the service; partly-exact: some were, the others follow from them; calibrated: by factors learnt from recorded usage; table: by the measured table; none: nothing to count',
            ),
          method: z.string(),
          counted: count.describe('requests that the service counted'),
          fallback: z.string().nullable().describe('why requests that were to be counted exactly were not'),
        })
        .describe('how input tokens were counted'),
      expectedUsd: dollars,
      worstUsd: dollars,
      byRole,
      batch,
    }),
  ),
  notes: z.array(z.string()),
});

export type EstimateDocument = Readonly<z.infer<typeof estimateDocument>>;

/** JSON Schema (draft 2020-12) of what `estimate --json` prints, as committed in `schema/estimate.schema.json`. */
export function estimateDocumentJsonSchema(): object {
  return {
    title: 'Parsimony estimate',
    description: 'What a run would cost, before the first call: `parsimony estimate --json`.',
    ...z.toJSONSchema(estimateDocument, { target: 'draft-2020-12' }),
  };
}
