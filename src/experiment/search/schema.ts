import { z } from 'zod';

const scalar = z.union([z.string().min(1).max(4096), z.number(), z.boolean()]);
const values = z.array(scalar).min(1).max(1000);

/** One value, or a list of them. */
const oneOrMore = z.union([scalar, values]);

/** Factor → the values that are meant. */
export const selection = z.record(z.string().min(1).max(100), oneOrMore);

/** A factor that says more than its values. */
export const detailedFactor = z.strictObject({
  ordered: values.optional().describe('Values from least to most: neighbours are alike.'),
  categorical: values.optional().describe('Values without an order.'),
  min: z.number().optional().describe('Of a range, with `max`.'),
  max: z.number().optional(),
  integer: z.boolean().optional().describe('Of a range: whole numbers only; default false.'),
  when: selection
    .optional()
    .describe('The factor varies only where others have these values; elsewhere it is that of `from`.'),
});

/** The values of a factor: numbers are ordered, texts and booleans are not. */
export const factorValues = values;

const figure = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,99}(\.[a-z0-9]{1,20})?$/,
    'a figure is a metric or, for example, latencyMs.p99',
  );

export const objective = z.strictObject({
  minimize: figure.optional(),
  maximize: figure.optional(),
});

const level = z.number().gt(0.5).lt(1);

export const constraint = z.strictObject({
  metric: figure.describe('As in an objective, or adversarial.violations.'),
  min: z.number().optional(),
  max: z.number().optional(),
  per: z
    .enum(['intent', 'all'])
    .optional()
    .describe('Must hold in every intent by itself, or over all by traffic; default all.'),
  level: level.optional().describe('One-sided confidence that it holds; default 0.95.'),
});

const whole = (min: number, max: number) => z.number().int().min(min).max(max);
const share = z.number().min(0).max(1);

const settings = {
  from: z
    .string()
    .optional()
    .describe(
      'The variant whose keys hold where a point has none; default the only one, else the gate’s baseline.',
    ),
  per: z
    .enum(['intent', 'all'])
    .optional()
    .describe('Chooses one config for each intent, or one for all; default all.'),
  algorithm: z
    .enum(['auto', 'surrogate', 'nsga2', 'exact', 'random', 'grid'])
    .optional()
    .describe('Default auto.'),
  population: whole(4, 100_000).optional().describe('Of the genetic algorithm; default 100.'),
  generations: whole(1, 1_000_000).optional().describe('Of the genetic algorithm; default 50.'),
  budget: z
    .strictObject({
      maxItemEvaluations: whole(1, 1e9)
        .optional()
        .describe('Measurements (config × sample) on the search part at most; default no limit.'),
      maxCostUsd: z
        .number()
        .min(0)
        .max(1e9)
        .optional()
        .describe('Dollars that all sittings of the search may bill; default budget.maxCostUsd.'),
    })
    .optional(),
  split: z
    .strictObject({
      gate: z
        .number()
        .gt(0)
        .lt(1)
        .optional()
        .describe(
          'Share of the samples, by whole clusters, that only the second measurement sees; default 0.5.',
        ),
    })
    .optional(),
  pricing: z
    .strictObject({
      batch: z.boolean().optional().describe('Calls are made through batch jobs; default false.'),
      retries: share.optional().describe('Share of the calls that are paid twice; default 0.'),
      judged: share.optional().describe('Share of the conversations that the judges grade; default 0.'),
    })
    .optional()
    .describe('What a conversation costs in production beside its own call.'),
  racing: z.boolean().optional().describe('Stop measuring what is shown to be dominated; default false.'),
  maxFrontSize: whole(1, 10_000).optional().describe('Points of a reported front at most; default 20.'),
};

/** The block as the published schema shows it. */
export const search = z
  .strictObject({
    ...settings,
    space: z
      .record(z.string().min(1).max(100), z.union([values, detailedFactor]))
      .describe('Factor → what it may be; factors are keys of a variant.'),
    forbid: z.array(selection).max(1000).optional().describe('Combinations that are not allowed.'),
    intents: z
      .record(z.string().min(1), selection)
      .optional()
      .describe('Intent → the only values that factors may have there.'),
    objectives: z.array(objective).min(1).max(6).describe('What is better when low or high.'),
    constraints: z.array(constraint).max(100).optional().describe('What a config of the front must keep.'),
  })
  .describe('What may vary, what is wanted, what must hold, and what may be spent on finding out.');

/** The block as it is read: the members of its lists are checked one by one, so that one mistake hides no other. */
export const searchDraft = z.strictObject({
  ...settings,
  space: z.record(z.string(), z.unknown()),
  forbid: z.array(z.unknown()).max(1000).optional(),
  intents: z.record(z.string(), z.unknown()).optional(),
  objectives: z.array(z.unknown()).min(1).max(6),
  constraints: z.array(z.unknown()).max(100).optional(),
});

export type SearchSettings = z.infer<typeof searchDraft>;
export type FactorFile = z.infer<typeof detailedFactor>;
export type SelectionFile = z.infer<typeof selection>;
export type ObjectiveFile = z.infer<typeof objective>;
export type ConstraintFile = z.infer<typeof constraint>;
