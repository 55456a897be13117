import { z } from 'zod';
import { estimateSchema } from './schema.js';

const record = <V extends z.ZodType>(value: V) => z.record(z.string(), value).readonly();
const list = <V extends z.ZodType>(value: V) => z.array(value).readonly();
const count = z.number().int().nonnegative();
const amount = z.number().nullable();
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const params = record(scalar).describe('Factor → value; factors that are not active are absent.');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const constraintStanding = z.strictObject({
  constraint: z.string(),
  intent: z.string().nullable().describe('Null: over all intents.'),
  claimed: estimateSchema.nullable(),
  remeasured: estimateSchema.nullable().describe('On the gate part; null: not measured again.'),
  standing: z.enum(['holds', 'open', 'violated']).describe('On the gate part where there is one.'),
});

const frontPoint = z.strictObject({
  name: z.string(),
  params: params.nullable().describe('Null where intents have configs of their own.'),
  perIntent: record(z.strictObject({ name: z.string(), params })).nullable(),
  claimed: record(estimateSchema).describe('On the search part, by objective: what the search believes.'),
  remeasured: record(estimateSchema).nullable().describe('On the gate part, which the search never saw.'),
  membership: amount.describe(
    'Probability that no allowed choice betters an objective by more than 2 % of the front’s range without losing in another; null: unknown.',
  ),
  stays: z.boolean().nullable().describe('Whether no other point of the front beats it on the gate part.'),
  staysProbability: amount.describe(
    'How often that is so when the clusters of the gate part are drawn anew; null: not measured again.',
  ),
  isKnee: z.boolean(),
  constraints: list(constraintStanding),
  priceRange: z
    .strictObject({
      factor: z.string().describe('What is priced differently: a model, or all of them.'),
      low: amount,
      high: amount.describe('Multiples of today’s price between which the point stays; null: no bound.'),
    })
    .nullable(),
});

/** What `parsimony search --json` prints, and what a search keeps for its report and for promotion. */
export const searchDocumentSchema = z.strictObject({
  search: z.strictObject({
    id: z.string(),
    experiment: z.string(),
    provider: z.string(),
    emulated: z.boolean(),
    algorithm: z.enum(['surrogate', 'nsga2', 'exact', 'random', 'grid']),
    /** Why `auto` took it; null where it was asked for. */
    chosenBecause: z.string().nullable(),
    seed: z.number().int(),
    per: z.enum(['intent', 'all']),
    population: count,
    generations: count,
    budget: z.strictObject({ maxItemEvaluations: amount, maxCostUsd: amount }),
    evaluated: z.strictObject({
      configs: count.describe('Configs of which something was measured on the search part.'),
      items: count.describe('Item evaluations (config × sample) on the search part.'),
      costUsd: z.number().describe('What the search paid, every role, both parts.'),
      gateItems: count.describe('Item evaluations on the gate part.'),
      guardItems: count.describe('Item evaluations on adversarial samples.'),
      failed: count,
      unscored: count,
    }),
    end: z.enum(['finished', 'budget', 'interrupted', 'exhausted', 'infeasible']),
    versions: record(z.string()),
    notices: list(z.string()),
    volatile: list(z.string()),
  }),
  space: z.strictObject({
    factors: list(
      z.strictObject({
        name: z.string(),
        kind: z.enum(['categorical', 'ordered', 'integer', 'real']),
        values: list(scalar).nullable(),
        min: amount,
        max: amount,
      }),
    ),
    intents: list(z.strictObject({ name: z.string(), share: z.number(), items: count, gateItems: count })),
    points: amount.describe('Allowed points of the space; null: a continuum.'),
    choices: z
      .string()
      .describe('Points to the power of the intents where each is chosen for itself, as text.'),
  }),
  split: z.strictObject({
    gate: z.number(),
    search: count,
    gateSamples: count,
    clusters: z.strictObject({ search: count, gate: count }),
    sha256,
    /** Searches of this database that measured on this gate part before: it is no longer unseen. */
    usedBefore: count,
  }),
  objectives: list(
    z.strictObject({
      name: z.string(),
      direction: z.enum(['minimize', 'maximize']),
      unit: z.string(),
    }),
  ),
  constraints: list(
    z.strictObject({
      name: z.string(),
      min: amount,
      max: amount,
      per: z.enum(['intent', 'all']),
      level: z.number(),
    }),
  ),
  front: list(frontPoint),
  wholeFrontSize: count,
  hypervolume: z.strictObject({
    claimed: amount,
    remeasured: estimateSchema.nullable(),
    ratio: amount.describe('Claimed ÷ re-measured.'),
    ideal: record(z.number()),
    reference: record(z.number()),
  }),
  excluded: list(
    z.strictObject({
      name: z.string(),
      params,
      intent: z.string().nullable(),
      by: z.string(),
      value: estimateSchema.nullable(),
    }),
  ),
  infeasible: z
    .strictObject({
      constraint: z.string(),
      intent: z.string().nullable(),
      by: amount.describe('What the nearest misses it by; null: nothing had samples enough for a bound.'),
    })
    .nullable(),
  cloud: list(
    z.strictObject({
      name: z.string(),
      params,
      intent: z.string().nullable(),
      n: count,
      objectives: record(amount),
      isFeasible: z.boolean(),
    }),
  ),
  effects: list(
    z.strictObject({
      figure: z.string(),
      factors: list(z.string()),
      share: z.number(),
      levels: list(z.strictObject({ values: list(scalar), effect: estimateSchema })),
    }),
  ),
  convergence: list(
    z.strictObject({
      round: count,
      items: count,
      costUsd: z.number(),
      frontSize: count,
      hypervolume: z.number(),
    }),
  ),
  table: z
    .strictObject({
      cells: count,
      missing: count,
      trueFrontSize: count,
      trueHypervolume: z.number(),
      share: amount.describe(
        'Hypervolume of the reported front, read off the table, ÷ the true one; null: no config of the table is feasible.',
      ),
    })
    .nullable()
    .describe('Of a measured table: what was found of its true front, as far as its cells tell.'),
  priceRange: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  cost: z.strictObject({
    billedUsd: z.number(),
    logicalUsd: z.number(),
    byRole: z.strictObject({ candidate: z.number(), judge: z.number(), embedding: z.number() }),
    priceBook: z.strictObject({ date: z.string(), sha256: z.string() }).nullable(),
  }),
  methods: list(z.string()),
  promotion: z.strictObject({ path: z.string(), point: z.string(), remeasured: z.literal(true) }).nullable(),
  reports: z.strictObject({ html: z.string(), markdown: z.string(), json: z.string() }).nullable(),
});

export type SearchDocument = z.infer<typeof searchDocumentSchema>;
export type SearchFrontPoint = SearchDocument['front'][number];

/** JSON Schema of it, as committed in `schema/search.schema.json`. */
export function searchDocumentJsonSchema(): { readonly [key: string]: unknown } {
  return {
    title: 'Parsimony search',
    ...z.toJSONSchema(searchDocumentSchema, { target: 'draft-2020-12', io: 'output' }),
  };
}
