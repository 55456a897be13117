import path from 'node:path';
import type { UsedCalibration } from '../analyze/port.js';
import type { ModelPrice, PriceBook } from '../cost/index.js';
import type { Problem } from '../domain/index.js';
import { type ExperimentOverrides, type LoadedExperiment, loadExperiment } from '../experiment/index.js';
import { cacheSupportOf, capabilitiesOf } from '../model/index.js';
import type { ProviderKind } from '../model/port.js';
import {
  type CachingDecision,
  countCells,
  decideCaching,
  includeSamples,
  type RunPlan,
} from '../run/index.js';
import { encoderScales, factMatcher, isGraded, validateAssertion } from '../scorer/index.js';
import { countPoints, spaceProblems } from '../search/index.js';
import type { SampleFilter } from '../store/index.js';
import { armsOf, narrowed } from './ab/ask.js';
import { type AbDefinition, readAbDefinition } from './ab/definition.js';
import { checkBaselineFile } from './baseline.js';
import { type BatchPlan, batchPlanOf } from './batch/plan.js';
import { batchNotices, batchProblems } from './batch/problems.js';
import { cacheProblem } from './caching.js';
import { cutProblems } from './comparability.js';
import { checkReviewFile } from './conclude.js';
import { loadCalibrations } from './judge/calibrations.js';
import { effectiveProvider, endpointProblems } from './models.js';
import type { RunContext, RunOptions } from './port.js';
import { type LoadedPrices, loadPrices, priceLookup, priceProblem } from './prices/load.js';
import { createProblemList } from './problem-list.js';
import { referencesOf } from './references.js';
import { contradictingOptions, filterProblems, numberProblems } from './run-option-problems.js';
import { stopEarlyNotices } from './stop-early.js';
import { requireWritable } from './writable.js';

/** An experiment that has passed every check that can be made before the first call (law 12). */
export interface PreparedRun {
  readonly loaded: LoadedExperiment;
  readonly plan: RunPlan;
  readonly planned: number;
  /** Answers the candidates. */
  readonly provider: ProviderKind;
  readonly book: PriceBook;
  /** The layers of the book, for what is to be said of their age. */
  readonly prices: LoadedPrices;
  /** How the variants that ask for it are cached by the service. */
  readonly caching: readonly CachingDecision[];
  /** What the judges are calibrated with, by scorer; a judge that is not here is uncalibrated. */
  readonly calibrations: ReadonlyMap<string, UsedCalibration>;
  /** Null for a live run. */
  readonly batch: BatchPlan | null;
  /** Null where calls of that provider cost nothing or are not priced. */
  readonly priceFor: (provider: ProviderKind) => (model: string) => ModelPrice | null;
  /** The A/B definition whose question is asked; null for the experiment's own. */
  readonly ab: AbDefinition | null;
  /** Which samples it takes, a definition's intents included. */
  readonly filter: SampleFilter;
}

/** What the command line says of a search; it wins over the file and is checked by the same rules. */
type SearchOverrides = Pick<ExperimentOverrides, 'algorithm' | 'maxItemEvaluations'>;

const NO_CALIBRATIONS: ReadonlyMap<string, UsedCalibration> = new Map();

/** Reads and checks everything that a run needs, without a call; throws one error that lists every problem. */
export async function prepareRun(
  given: RunOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
  purpose: { readonly calibrating?: boolean; readonly searching?: SearchOverrides } = {},
): Promise<PreparedRun> {
  const problems = createProblemList();
  const definition = problems.try(() => readAsked(given, context));
  const options = narrowed(given, definition);
  problems.add(numberProblems(options));
  problems.add(contradictingOptions(options));
  if (options.reports !== false) {
    problems.try(() =>
      requireWritable(path.resolve(context.cwd, options.output ?? 'reports'), 'folder', '--output'),
    );
  }
  const prices = problems.try(() => loadPrices(options, context));
  const book = prices?.book;
  const loaded = await problems.tryAsync(() => load(options, context, { book, ...purpose, definition }));
  if (loaded !== undefined) {
    problems.add(endpointProblems(loaded.experiment, context.env));
    const wrong = filterProblems(loaded.datasets, options.filter ?? {});
    problems.add(wrong);
    if (options.judge === true && wrong.length === 0) {
      problems.try(() => problems.add(cutProblems(loaded.datasets, options.filter ?? {})));
    }
    if (options.batch === true) problems.add(batchProblems(loaded, book, context.env));
    await problems.tryAsync(() => checkBaselineFile(loaded));
    problems.try(() => checkReviewFile(loaded));
    if (purpose.searching === undefined) problems.add(nothingToRun(loaded, options.experiment));
  }
  const calibrations =
    loaded === undefined || purpose.calibrating === true
      ? NO_CALIBRATIONS
      : await problems.tryAsync(() => loadCalibrations(loaded, context.env));
  problems.throwIfAny();
  if (prices === undefined || book === undefined || loaded === undefined || calibrations === undefined)
    throw new Error('a problem was lost');

  const { experiment, datasets, prompts } = loaded;
  const lookup = priceLookup(book);
  const plan: RunPlan = {
    experiment: experiment.name,
    variants: experiment.variants,
    prompts,
    datasets,
    repeats: experiment.repeats,
    included: includeSamples(datasets, options.filter ?? {}),
    attribution: experiment.attribution,
  };
  const provider = effectiveProvider(experiment.provider, context.env);
  const caches = provider === 'bedrock' || provider === 'emulator';
  const { caching, decisions, notices } = decideCaching(
    { ...plan, variants: caches ? plan.variants : [] },
    { supportOf: cacheSupportOf, price: lookup, batch: options.batch === true },
  );
  const said = [
    ...(options.batch === true ? batchNotices(loaded) : []),
    ...(options.stopEarly === true ? stopEarlyNotices(experiment, datasets) : []),
    ...(purpose.searching !== undefined
      ? (loaded.search?.notices ?? [])
      : unsearched(loaded, options.experiment)),
  ];
  return {
    loaded: {
      ...loaded,
      experiment: { ...experiment, notices: [...experiment.notices, ...notices, ...said] },
    },
    plan: { ...plan, caching },
    planned: countCells(plan),
    provider,
    ab: definition ?? null,
    filter: options.filter ?? {},
    caching: decisions,
    calibrations,
    book,
    prices,
    batch: options.batch === true ? batchPlanOf({ experiment, plan, provider, env: context.env }) : null,
    priceFor: (kind) => (model) => {
      if (kind === 'echo') return null;
      if (kind === 'recorded') return model.startsWith('recorded:') ? null : lookup(model);
      return lookup(model);
    },
  };
}

/** An experiment may hold nothing but a search. */
function nothingToRun({ experiment }: LoadedExperiment, file: string): readonly Problem[] {
  if (experiment.variants.length > 0) return [];
  const message = 'the experiment declares no variants, only a search: there is nothing to run';
  const hint = `Type \`parsimony search ${file}\`, or add \`variants\`.`;
  return [{ code: 'nothing-to-run', file: experiment.path, path: 'variants', message, hint }];
}

/** Whoever runs a search's lone starting point probably meant the search. */
function unsearched({ experiment }: LoadedExperiment, file: string): readonly string[] {
  if (experiment.search === undefined || experiment.variants.length !== 1) return [];
  return [`this carries out one variant; \`parsimony search ${file}\` looks through the space around it`];
}

/** The definition that the options name. */
function readAsked({ ab }: RunOptions, { cwd }: Pick<RunContext, 'cwd'>): AbDefinition | undefined {
  return ab === undefined ? undefined : readAbDefinition(path.resolve(cwd, ab));
}

function load(
  options: RunOptions,
  context: Pick<RunContext, 'cwd'>,
  {
    book,
    calibrating,
    searching,
    definition,
  }: {
    readonly book: PriceBook | undefined;
    readonly calibrating?: boolean;
    readonly searching?: SearchOverrides;
    readonly definition: AbDefinition | undefined;
  },
): Promise<LoadedExperiment> {
  return loadExperiment(
    path.resolve(context.cwd, options.experiment),
    {
      ...(options.provider !== undefined && { provider: options.provider }),
      ...(options.region !== undefined && { region: options.region }),
      ...(options.seed !== undefined && { seed: options.seed }),
      ...(options.repeats !== undefined && { repeats: options.repeats }),
      ...(options.maxCostUsd !== undefined && { maxCostUsd: options.maxCostUsd }),
      ...(options.baseline !== undefined && { baseline: options.baseline }),
      ...searching,
    },
    {
      facts: factMatcher,
      readScales: (scorers, datasets) => encoderScales(scorers, () => referencesOf(datasets)),
      assertionProblems: (assertion, { grader }) => validateAssertion(assertion, { grader }),
      gradedAssertion: isGraded,
      ...(book !== undefined && {
        modelProblem: (model) => priceProblem(book, model),
        cacheProblem: (model, ttl) => cacheProblem(book, model, ttl),
      }),
      spaces: { problems: spaceProblems, count: countPoints },
      refusedParameters: (model) => capabilitiesOf(model).refuses,
      ...(options.judge === true && { mustJudge: true }),
      ...(definition !== undefined && { arms: armsOf(definition) }),
      ...(calibrating === true && { calibrating }),
    },
  );
}
