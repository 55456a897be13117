import { z } from 'zod';
import type { ContentHash } from '../../domain/index.js';

const contentHash = z.string().regex(/^[0-9a-f]{64}$/) as unknown as z.ZodType<ContentHash>;
const list = <V extends z.ZodType>(value: V) => z.array(value).readonly();
const count = z.number().int().nonnegative();
const words = z
  .number()
  .nonnegative()
  .describe('Words of the answer (Japanese and Chinese: characters ÷ 2).');
const cluster = z.string().min(1).describe('Answers of one cluster are not independent.');
const labelClass = z.string().min(1).exactOptional().describe('Class of sample, such as verbose-but-wrong.');

const pointwisePair = z.strictObject({
  label: z.number().describe('Level by the reference label, in the rubric’s units.'),
  judge: z.number().describe('The judge’s score, panels and repeats combined.'),
  cluster,
  words,
  class: labelClass,
  variant: z.string().min(1).exactOptional().describe('Variant whose answer it is.'),
});

const comparedPair = z.strictObject({
  label: z
    .number()
    .min(0)
    .max(1)
    .describe('1: the first answer is better by its label, 0.5: equal, 0: worse.'),
  candidateFirst: z.number().min(0).max(1).describe('The judge’s preference for it when it is shown first.'),
  candidateSecond: z.number().min(0).max(1).describe('The same when it is shown second.'),
  cluster,
  words,
  otherWords: z.number().nonnegative(),
  class: labelClass,
});

const criterion = z.strictObject({
  criterion: z.string().min(1),
  min: z.number(),
  max: z.number(),
  unscored: count.describe('Labelled answers without a verdict.'),
  pairs: list(pointwisePair),
  compared: list(comparedPair),
});

/** A calibration file: what a judge said of labelled answers, pinned to the judge. */
export const judgeCalibrationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('parsimony-judge-calibration'),
  emulated: z.boolean().describe('True: the verdicts come from an emulator and say nothing about Claude.'),
  judge: z
    .strictObject({
      name: z.string().min(1),
      kind: z.enum(['pointwise', 'pairwise']),
      provider: z.enum(['bedrock', 'emulator', 'recorded', 'echo']),
      models: list(z.string().min(1)),
      combine: z.enum(['mean', 'majority']),
      repeats: count,
      maxTokens: count,
      temperature: z.number().nullable(),
      rubrics: list(z.strictObject({ criterion: z.string(), version: z.string(), sha256: contentHash })),
      fingerprint: contentHash.describe('Of the scorer: everything above, and the version of its prompt.'),
    })
    .describe('The judge that this file belongs to; it is refused for any other.'),
  labels: z.strictObject({
    file: z.string(),
    sha256: contentHash,
    n: count.describe('Labelled answers.'),
    sources: z
      .record(z.string(), count)
      .readonly()
      .describe('Who labelled, for example human or author → answers.'),
  }),
  tooFew: z.boolean().describe('True below 30 labels of a criterion: intervals are then hardly usable.'),
  costUsdPer1000: z.number().nullable().describe('Logical cost of 1,000 verdicts of one criterion.'),
  criteria: list(criterion),
});

export type JudgeCalibration = z.infer<typeof judgeCalibrationSchema>;
export type CalibratedCriterion = JudgeCalibration['criteria'][number];
export type LabelledVerdict = CalibratedCriterion['pairs'][number];
export type ComparedVerdict = CalibratedCriterion['compared'][number];

/** Fewer labels of a criterion than this calibrate nothing: they are refused. */
export const FEWEST_LABELS = 20;
/** Below this a calibration is marked as resting on too few labels. */
export const ENOUGH_LABELS = 30;

/** Who labelled, in words: `author`, or `human (40), author (20)`. Never more than the labels say of themselves. */
export function sourceWords(sources: JudgeCalibration['labels']['sources']): string {
  const known = Object.entries(sources).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const [only] = known;
  if (known.length === 1 && only !== undefined) return only[0];
  return known.map(([source, n]) => `${source} (${n})`).join(', ');
}

/** JSON Schema (draft 2020-12) of a calibration file, as committed in `schema/judge-calibration.schema.json`. */
export function judgeCalibrationJsonSchema(): { readonly [key: string]: unknown } {
  return {
    ...z.toJSONSchema(judgeCalibrationSchema, { target: 'draft-2020-12', io: 'input' }),
    title: 'Parsimony judge calibration',
    description: 'What `parsimony judge calibrate` writes and a judge’s `calibration` names.',
  };
}
