import type { Dataset } from '../../dataset/port.js';
import type { ContentHash, JsonValue, Problem, Variant } from '../../domain/index.js';
import type { FactorValue } from '../../search/port.js';
import type { CacheProblem } from '../caching-checks.js';
import type { Draft } from '../draft.js';
import type { MergedVariant } from '../extends.js';
import type { MetricScale } from '../measures.js';
import type { ScorerSpec, SearchSpec } from '../port.js';
import type { VariantContext } from '../variants.js';
import { isPriced, readBase, searchedModels } from './base.js';
import { checkFeasibility, type SpaceKnowledge } from './checks.js';
import { listedValues, placeOfValues, type SearchDraft } from './draft.js';
import { SAME_COST } from './figures.js';
import { readConstraints, readObjectives } from './measures.js';
import { searchNotices, tableNotices } from './notices.js';
import { readSpace } from './space.js';
import { type VariantOf, variantsOfPoints } from './variant-of.js';

/** A search that is ready: what is asked, and how a point becomes something to call. */
export interface LoadedSearch {
  readonly spec: SearchSpec;
  readonly variantOf: VariantOf;
  /** The variant of a point that was asked for, by its name. */
  readonly variantNamed: (name: string) => Variant | undefined;
  /** Things worth saying of the search that are not errors. */
  readonly notices: readonly string[];
  /** Of everything that decides what the search measures and how it goes on: its identity for resume. */
  readonly planHash: ContentHash;
}

type ReadSearch = Omit<LoadedSearch, 'planHash'> & {
  /** What stands in the files that the search names, and in the variant that it starts from. */
  readonly contents: JsonValue;
};

interface Context extends VariantContext {
  readonly draft: Draft;
  readonly merged: ReadonlyMap<string, MergedVariant>;
  readonly metrics: ReadonlyMap<string, MetricScale>;
  readonly scorers: readonly ScorerSpec[];
  /** Undefined: not every dataset could be read. */
  readonly intents: ReadonlySet<string> | undefined;
  /** Empty where not every dataset could be read. */
  readonly datasets: readonly Dataset[];
  readonly spaces: SpaceKnowledge | undefined;
  readonly refusedParameters: ((model: string) => readonly string[]) | undefined;
  readonly modelProblem: ((model: string) => Problem | undefined) | undefined;
  readonly cacheProblem: CacheProblem | undefined;
}

const DEFAULTS = { population: 100, generations: 50, gateShare: 0.5, maxFrontSize: 20 } as const;

/** The search with its defaults; undefined when there is none, or when it is faulty (and reported). */
export function readSearch(context: Context): ReadSearch | undefined {
  const { draft, report } = context;
  const { search } = draft;
  if (search === undefined) return undefined;
  const base = readBase({ draft, search }, context.merged, report);
  const space = readSpace({ draft, search, intents: context.intents, report });
  const measures = { ...context, search, isPriced: isPriced({ draft, search }, base) };
  const objectives = readObjectives(measures);
  const constraints = readConstraints(measures);
  checkPricing(search, context);
  const variant = base.state === 'variant' ? base.variant : undefined;
  const asksCost = [...objectives, ...constraints].some(({ metric }) => SAME_COST.includes(metric));
  // A `model` factor prices the cell of a table only where models are meant as ids of the price book.
  const modelPrices =
    draft.provider !== 'recorded' || (variant === undefined ? asksCost : variant.keys.model !== undefined);
  if (modelPrices) checkSearchedModels(search, variant, context);
  if (space === undefined || base.state === 'unusable') return undefined;
  const { value } = search.settings;
  const maxCostUsd = value.budget?.maxCostUsd ?? draft.maxCostUsd;
  const { maxItemEvaluations } = value.budget ?? {};
  const spec: SearchSpec = {
    ...(base.state === 'variant' && { from: base.variant.name }),
    space,
    per: value.per ?? 'all',
    objectives,
    constraints,
    algorithm: value.algorithm ?? 'auto',
    population: value.population ?? DEFAULTS.population,
    generations: value.generations ?? DEFAULTS.generations,
    budget: {
      ...(maxItemEvaluations !== undefined && { maxItemEvaluations }),
      ...(maxCostUsd !== undefined && { maxCostUsd }),
    },
    gateShare: value.split?.gate ?? DEFAULTS.gateShare,
    pricing: {
      batch: value.pricing?.batch ?? false,
      retries: value.pricing?.retries ?? 0,
      judged: value.pricing?.judged ?? 0,
    },
    racing: value.racing ?? false,
    maxFrontSize: value.maxFrontSize ?? DEFAULTS.maxFrontSize,
  };
  const notices = checkFeasibility(spec, { ...context, traffic: draft.traffic, flags: search.flags });
  const said =
    draft.provider === 'recorded' ? tableNotices(spec) : searchNotices(spec, { ...context, base: variant });
  return {
    spec,
    ...variantsOfPoints({ space, base: variant, modelPrices, context }),
    notices: [...notices, ...said],
    contents: contentsOf(search, variant, context),
  };
}

/** What is judged in production is judged here too, or nobody knows what that costs. */
function checkPricing(search: SearchDraft, { scorers, report }: Context): void {
  const { pricing } = search.settings.value;
  if ((pricing?.judged ?? 0) === 0) return;
  if (scorers.some(({ kind }) => kind === 'judge' || kind === 'pairwise' || kind === 'assertions')) return;
  const hint = 'Add a judge to `scorers`, or remove `judged`.';
  report.at(['search', 'pricing', 'judged'], 'contradiction', 'no scorer grades answers with a model', hint);
}

/** Models that cannot be priced, and lifetimes that a model does not cache for; each once for a place. */
function checkSearchedModels(search: SearchDraft, base: MergedVariant | undefined, context: Context): void {
  const { draft, report, modelProblem, cacheProblem } = context;
  if (draft.provider === 'echo') return;
  const models = searchedModels(search);
  for (const { model, at } of models) {
    const problem = modelProblem?.(model);
    if (problem !== undefined) report.at(at, problem.code, problem.message, problem.hint);
  }
  if (draft.provider === 'recorded' || !(search.factors.has('model') || search.factors.has('cache'))) return;
  const cache = search.factors.get('cache');
  const place = placeOfValues('cache', cache);
  const lifetimes =
    cache === undefined
      ? [{ ttl: base?.keys.cache as FactorValue | undefined, at: undefined }]
      : listedValues(cache).map((ttl, index) => ({ ttl, at: [...place, index] }));
  const asked = models.length > 0 ? models : [{ model: base?.keys.model ?? '', at: undefined }];
  const told = new Set<string>();
  for (const { ttl, at } of lifetimes) {
    if (ttl !== '5m' && ttl !== '1h') continue;
    for (const { model, at: atModel } of asked) {
      const problem = cacheProblem?.(model, ttl);
      const key = JSON.stringify([at ?? atModel, problem?.message]);
      if (problem === undefined || told.has(key)) continue;
      told.add(key);
      report.at(at ?? atModel ?? ['search'], problem.code, problem.message, problem.hint);
    }
  }
}

function contentsOf(
  search: SearchDraft,
  base: MergedVariant | undefined,
  { draft, prompts, resolvePath }: Context,
): JsonValue {
  const hashOf = (path: string) => prompts.get(resolvePath(path))?.hash ?? null;
  const { prompt, ...keys } = base?.keys ?? {};
  const searched = draft.provider === 'recorded' ? [] : listedValues(search.factors.get('prompt'));
  return {
    base: keys as unknown as JsonValue,
    prompt: prompt === undefined ? null : hashOf(prompt),
    prompts: searched.map((path) => hashOf(String(path))),
  };
}
