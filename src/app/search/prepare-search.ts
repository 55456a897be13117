import type { ModelPrice } from '../../cost/index.js';
import { invalidInput, type Problem } from '../../domain/index.js';
import type { LoadedExperiment } from '../../experiment/index.js';
import type { SearchSpec } from '../../experiment/port.js';
import { cellCount, type ItemSplit, samplePoints, splitItems } from '../../search/index.js';
import type { RunContext } from '../port.js';
import { type PreparedRun, prepareRun } from '../prepare.js';
import { measureOf, VIOLATIONS } from './measures.js';
import { percentileNotices } from './percentile-notices.js';
import type { SearchOptions } from './port.js';
import { measuredProblem } from './problem.js';
import { type SearchSamples, searchSamples } from './samples.js';
import { watchedScorers } from './violations.js';

/** A search that has passed every check that can be made before the first call (law 12), with its split made. */
export interface PreparedSearch {
  readonly prepared: PreparedRun;
  readonly search: NonNullable<LoadedExperiment['search']>;
  readonly spec: SearchSpec;
  readonly samples: SearchSamples;
  readonly split: ItemSplit;
  /** The smallest of all caps; null: none. */
  readonly capUsd: number | null;
  readonly notices: readonly string[];
}

/** Reads and checks an experiment and its search, and splits its samples; throws one error with every problem. */
export async function prepareSearch(
  options: SearchOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
): Promise<PreparedSearch> {
  const { algorithm, maxItems, retryErrors: _r, unlessFinished: _u, priceRange, ...runOptions } = options;
  const searching = {
    ...(algorithm !== undefined && { algorithm }),
    ...(maxItems !== undefined && { maxItemEvaluations: maxItems }),
  };
  const prepared = await prepareRun({ ...runOptions, filter: {} }, context, { searching });
  const { experiment, datasets, search } = prepared.loaded;
  const file = experiment.path;
  if (search === undefined) {
    throw invalidInput([
      {
        code: 'missing-key',
        file,
        path: 'search',
        message: 'there is nothing to search: the experiment has no `search`',
        hint: 'Add `search: { space: …, objectives: … }` (docs/search.md), or use `parsimony run`.',
      },
    ]);
  }
  const { spec } = search;
  const samples = searchSamples(datasets, experiment.traffic);
  const split = splitItems(
    samples.golden.map(({ meta: { id, dataset, intent, cluster } }) => ({
      id: `${dataset}/${id}`,
      intent,
      cluster,
    })),
    { gateShare: spec.gateShare, seed: experiment.seed },
  );
  const problems = [
    ...sampleProblems(spec, { samples, split, file }),
    ...listProblems(spec, { samples, split, file }),
    ...priceProblems(prepared, spec),
    ...safetyProblems(prepared, spec),
    ...(priceRange === undefined ? [] : rangeProblems(spec, samples)),
  ];
  if (problems.length > 0) throw invalidInput(problems);
  return {
    prepared,
    search,
    spec,
    samples,
    split,
    capUsd: smallest(spec.budget.maxCostUsd, experiment.maxCostUsd),
    notices: [
      ...split.notices,
      ...noticesOf(prepared, spec, samples),
      ...percentileNotices({ spec, samples, split }),
    ],
  };
}

/** The guard of a sitting holds the experiment's own cap: for a search it is the smallest of all. */
export function withCap(
  { capUsd, spec, samples }: PreparedSearch,
  prepared: PreparedSearch['prepared'],
): PreparedSearch['prepared'] {
  const { experiment } = prepared.loaded;
  return {
    ...prepared,
    planned: spec.budget.maxItemEvaluations ?? samples.golden.length,
    loaded: {
      ...prepared.loaded,
      experiment: { ...experiment, ...(capUsd !== null && { maxCostUsd: capUsd }) },
    },
  };
}

function sampleProblems(
  spec: SearchSpec,
  parts: { readonly samples: SearchSamples; readonly split: ItemSplit; readonly file: string },
): readonly Problem[] {
  const { samples, split, file } = parts;
  const { golden, withoutSamples } = samples;
  if (golden.length === 0) {
    const message = 'no sample is left to search on: those of adversarial datasets are kept apart';
    const hint = 'Add a dataset that is not adversarial, with intents that have traffic.';
    return [{ code: 'no-samples', file, path: 'datasets', message, hint }];
  }
  const gaps = split.problems.map(({ code, message, hint }) => ({
    code,
    file,
    path: 'search.split',
    message,
    hint,
  }));
  const monthly = [...spec.objectives, ...spec.constraints].some(({ metric }) => metric === 'monthlyCostUsd');
  const priceless = monthly && samples.conversations === 0;
  const unknown = monthly ? withoutSamples : [];
  return [
    ...gaps,
    ...(priceless
      ? [
          {
            code: 'missing-key',
            file,
            path: 'traffic',
            message: '`monthlyCostUsd` prices a month of traffic, and none is given',
            hint: 'Add `traffic: { <intent>: <conversations a day> }`, or take `costUsdPer1k`.',
          },
        ]
      : []),
    ...unknown.map((intent) => ({
      code: 'intent-without-samples',
      file,
      path: `traffic.${intent}`,
      message: `intent \`${intent}\` has traffic and no sample: what its month costs is not known`,
      hint: 'Add samples of it, or remove it from `traffic`.',
    })),
  ];
}

/** A space that `exact` cannot list: it is said before a search is begun. */
function listProblems(
  spec: SearchSpec,
  {
    samples,
    split,
    file,
  }: { readonly samples: SearchSamples; readonly split: ItemSplit; readonly file: string },
): readonly Problem[] {
  if (spec.algorithm !== 'exact') return [];
  const { problem } = measuredProblem({ spec, samples, split, metrics: [] });
  if (cellCount(problem).cells !== null) return [];
  const message = 'the space has too many points, or a continuum of them: they cannot all be measured';
  const hint = 'Take algorithm surrogate or nsga2, or give factors fewer values.';
  return [{ code: 'too-many-points', file, path: 'search.algorithm', message, hint }];
}

/** Models without a batch price, where production is to be priced by batch rates (law 4: never 0). */
function priceProblems(prepared: PreparedRun, spec: SearchSpec): readonly Problem[] {
  if (!spec.pricing.batch) return [];
  const lacks = (price: ModelPrice): boolean =>
    price.tiers.some(({ rates }) => rates.batchInput === undefined || rates.batchOutput === undefined);
  return searchedModels(spec, prepared).flatMap((model) => {
    const price = prepared.priceFor(prepared.provider)(model);
    if (price === null || !lacks(price)) return [];
    return [
      {
        code: 'no-batch-price',
        file: prepared.loaded.experiment.path,
        path: 'search.pricing.batch',
        message: `${model} has no batch price in the price book`,
        hint: 'Add its price with `parsimony prices add`, or write `pricing: { batch: false }`.',
      },
    ];
  });
}

/** Models that answer, or price, the points of a space; none where a table's factor only bears that name. */
export function searchedModels(spec: SearchSpec, { loaded }: Pick<PreparedRun, 'loaded'>): readonly string[] {
  const { search, experiment } = loaded;
  const [first] = samplePoints(spec.space, null, experiment.seed);
  const model = first === undefined ? undefined : search?.variantOf(first, null).model;
  if (model === undefined) return [];
  const factor = spec.space.factors.find(({ name }) => name === 'model');
  return factor !== undefined && 'values' in factor ? factor.values.map(String) : [model];
}

function safetyProblems({ loaded }: PreparedRun, { constraints }: SearchSpec): readonly Problem[] {
  const { experiment } = loaded;
  const bounded = constraints.some(({ metric }) => metric === VIOLATIONS);
  if (!bounded || watchedScorers(experiment.scorers).size > 0) return [];
  return [
    {
      code: 'contradiction',
      file: experiment.path,
      path: 'search.constraints',
      message: `\`${VIOLATIONS}\` counts forbidden facts and failed assertions, and no scorer looks for them`,
      hint: 'Add `facts: {}` or `assertions: {}` to `scorers` (recorded tables: a score `violation`).',
    },
  ];
}

function rangeProblems(spec: SearchSpec, { conversations }: SearchSamples): readonly Problem[] {
  if (spec.objectives.some(({ metric }) => measureOf(metric, conversations).figure === 'costUsd')) return [];
  return [
    {
      code: 'contradiction',
      path: '--price-range',
      message: 'no objective is a cost: prices do not move this front',
      hint: 'Leave --price-range out, or add `{ minimize: costUsdPer1k }` to the objectives.',
    },
  ];
}

function noticesOf(prepared: PreparedRun, spec: SearchSpec, samples: SearchSamples): readonly string[] {
  const { experiment } = prepared.loaded;
  const bounded = spec.constraints.some(({ metric }) => metric === VIOLATIONS);
  return [
    ...(experiment.repeats > 1
      ? [`a search asks each config once per sample: \`repeats: ${experiment.repeats}\` has no part in it`]
      : []),
    ...(samples.withoutTraffic.length > 0
      ? [`intents without traffic are not searched: ${samples.withoutTraffic.join(', ')}`]
      : []),
    ...(samples.withoutSamples.length > 0
      ? [`intents without samples have no part in it: ${samples.withoutSamples.join(', ')}`]
      : []),
    ...(samples.adversarial.length > 0 && !bounded
      ? [
          `the adversarial samples are not looked at: bound them with \`{ metric: ${VIOLATIONS}, max: 0 }\` before anything is promoted`,
        ]
      : []),
  ];
}

function smallest(...caps: readonly (number | undefined)[]): number | null {
  const known = caps.filter((cap) => cap !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}
