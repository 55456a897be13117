import { z } from 'zod';
import { estimateSchema, gateResultSchema } from '../report/index.js';
import type { CompareDocument } from './compare.js';

const list = <V extends z.ZodType>(value: V) => z.array(value).readonly();
const amount = z.number().nullable();

/** The schema of what `compare --json` prints. */
export const compareDocumentSchema = z.strictObject({
  run: z.string().describe('The run whose quality and gate hold.'),
  emulated: z.boolean().describe('True when any answer on either side came from an emulator.'),
  baseline: z.string(),
  candidate: z.string(),
  verdict: z.enum(['pass', 'fail', 'inconclusive']).nullable().describe('Null: there is no margin.'),
  gate: gateResultSchema.nullable(),
  differences: list(
    z.strictObject({
      baseline: z.string(),
      candidate: z.string(),
      figure: z.string(),
      dataset: z
        .string()
        .exactOptional()
        .describe('Set for an adversarial dataset; without it the datasets that are not adversarial.'),
      diff: estimateSchema.describe('Candidate − baseline over the samples that both sides have.'),
      p: amount.describe('Two-sided, paired t.'),
      signFlipP: amount,
      signFlipMethod: z.enum(['exact', 'monte-carlo']).nullable(),
      correlation: amount,
      missing: z.number().int().nonnegative(),
    }),
  ),
  incomparable: list(z.strictObject({ figure: z.string(), reason: z.string() })).describe(
    'Figures that different scorers measured on the two sides.',
  ),
  missing: z
    .strictObject({ onBaseline: list(z.string()), onCandidate: list(z.string()) })
    .describe('Ids of samples that only one side has.'),
});

type Described = z.infer<typeof compareDocumentSchema>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
// Does not compile once type and schema differ.
const inStep: Same<Described, CompareDocument> = true;
void inStep;

/** JSON Schema (draft 2020-12) of what `compare --json` prints, as committed in `schema/compare.schema.json`. */
export function compareDocumentJsonSchema(): { readonly [key: string]: unknown } {
  return {
    ...z.toJSONSchema(compareDocumentSchema, { target: 'draft-2020-12', io: 'input' }),
    title: 'Parsimony comparison',
    description: 'What `parsimony compare --json` prints.',
  };
}
