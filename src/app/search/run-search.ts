import path from 'node:path';
import type { JsonValue, MetricInfo } from '../../domain/index.js';
import type { SearchDocument } from '../../report/port.js';
import type { SittingSummary } from '../../run/index.js';
import { cellCount, createSearcher, remeasure, signOf } from '../../search/index.js';
import type { FrontMember, MeasuredProblem, SearcherOptions, SearchOutcome } from '../../search/port.js';
import type { StoredRound } from '../../store/index.js';
import { reportPaths } from '../places.js';
import { inWorkshop } from '../run-experiment.js';
import { type OpenSitting, openSitting, required } from '../sitting.js';
import type { Workshop } from '../workshop.js';
import { writing } from '../writable.js';
import { adversarialCells, checkFinalists } from './adversarial.js';
import { algorithmOf, type ChosenAlgorithm } from './algorithm.js';
import { batchedSearch } from './batched.js';
import { beginSearch, gatePartOf } from './begin-search.js';
import { searchDocument } from './document.js';
import { gateProblem, measureOnGate } from './gate-part.js';
import { searchNotices, usedBeforeNotice } from './notices.js';
import type { FinishedSearch, SearchContext, SearchOptions } from './port.js';
import { type PreparedSearch, prepareSearch, searchedModels, withCap } from './prepare-search.js';
import { priceRanges } from './price-range.js';
import { measuredProblem } from './problem.js';
import { promoteByRule } from './promote-search.js';
import { writeReportsOf } from './reports.js';
import { type ReportPhase, type SearcherAtWork, searchRounds } from './rounds.js';
import { openSession } from './session.js';
import { finishedSearch } from './stored.js';
import { tableShare } from './table.js';
import { firstFailure, tallyOf } from './tally.js';
import { valueReader } from './values.js';
import type { SearchWork } from './work.js';

/** Level of every descriptive interval. */
const LEVEL = 0.95;

/** How a searcher is made; tests hand in one of their own. */
export type MakeSearcher = typeof createSearcher;

/**
 * Searches for the front that an experiment asks for, or goes on with its unfinished search: looks for it on the
 * search part, keeps out what breaks rules on the adversarial samples, measures it again on the gate part, and writes
 * what it found. Everything is checked before the first call (law 12); a sitting that is broken off resolves without a
 * document, and the same command goes on.
 */
export async function runSearch(
  options: SearchOptions,
  context: SearchContext,
  make: MakeSearcher = createSearcher,
): Promise<FinishedSearch> {
  context.onEvent({ type: 'stage', stage: 'validating' });
  const search = await prepareSearch(options, context);
  const prepared =
    options.batch === true ? batchedSearch(search, context.env) : withCap(search, search.prepared);
  const {
    algorithm: _a,
    maxItems: _m,
    retryErrors: _r,
    priceRange: _p,
    unlessFinished: _u,
    ...runOptions
  } = options;
  return inWorkshop(
    { options: { ...runOptions, filter: {} }, context, prepared, command: 'search' },
    (shop) => sitSearch({ search: { ...search, prepared }, shop, options, context, make }),
  );
}

interface SearchSitting {
  readonly search: PreparedSearch;
  readonly shop: Workshop;
  readonly options: SearchOptions;
  readonly context: SearchContext;
  readonly make: MakeSearcher;
}

async function sitSearch(sitting: SearchSitting): Promise<FinishedSearch> {
  const { search, shop, options, context } = sitting;
  const { store } = shop;
  for (const text of search.notices) context.onEvent({ type: 'notice', text });
  const open = await openSitting(shop, beginSearch(search, options));
  const runRow = open.run.row;
  if (open.isFinished) return shownAgain(sitting, open);
  const used = store.searches.gateUses(gatePartOf(search), { runRow, planHash: open.run.planHash });
  for (const text of usedBeforeNotice(used)) context.onEvent({ type: 'notice', text });
  const leave = (state: 'finished' | 'stopped'): void =>
    store.runs.setState(runRow, state, context.now().toISOString());
  try {
    const work = openWork(sitting, open);
    const ended = await phases(sitting, work);
    const id = open.run.name;
    const spentUsd = work.session.spentUsd();
    if (ended.state === 'broken-off') {
      leave('stopped');
      return { id, document: null, sitting: ended.sitting, spentUsd, directory: null };
    }
    const document = await promoteByRule(
      { run: store.runs.get(runRow), document: ended.document, configs: store.searches.configs(runRow) },
      context,
    );
    store.searches.setDocument(runRow, document as unknown as JsonValue);
    leave('finished');
    const directory = await report(sitting, document);
    const failure = document.search.evaluated.failed > 0 ? firstFailure(work) : undefined;
    const sat = { end: 'finished', ...(failure !== undefined && { failure }) } as const;
    return { id, document, sitting: sat, spentUsd, directory };
  } catch (error) {
    leave('stopped');
    throw error;
  }
}

/** A search that was finished before, with its reports written again. */
async function shownAgain(sitting: SearchSitting, { run }: OpenSitting): Promise<FinishedSearch> {
  const { document } = finishedSearch(sitting.shop.store, run.name);
  const directory = await report(sitting, document);
  return {
    id: run.name,
    document,
    sitting: { end: 'finished' },
    spentUsd: document.cost.billedUsd,
    directory,
  };
}

/** Puts together what the phases share. */
function openWork({ search, shop, context }: SearchSitting, open: OpenSitting): SearchWork {
  const metrics = new Map<string, MetricInfo>();
  for (const metric of open.scorers.flatMap((scorer) => scorer.metrics)) metrics.set(metric.name, metric);
  const { spec, samples, split } = search;
  const { experiment } = search.prepared.loaded;
  const scales = [...metrics.values()];
  const { problem, search: searchPart, gate } = measuredProblem({ spec, samples, split, metrics: scales });
  const session = openSession(search, shop, open);
  const read = valueReader(problem.figures, {
    quality: experiment.quality,
    metrics: scales,
    pricing: spec.pricing,
  });
  const { provider } = required(open.models, experiment.provider).model;
  const price = search.prepared.priceFor(provider);
  const maxItems = spec.budget.maxItemEvaluations ?? null;
  const report: ReportPhase = (phase, standing) => (cells) => {
    const { round, items, frontSize, hypervolume } = standing;
    const { planned, done, failed = 0 } = cells;
    context.onEvent({
      type: 'search',
      progress: {
        phase,
        round,
        items,
        maxItems,
        cells: { planned, done },
        frontSize,
        hypervolume,
        spentUsd: session.spentUsd(),
        failed,
      },
    });
  };
  const parts = { search: searchPart, gate };
  const later = (stratum: number): number =>
    gate.items.filter((item) => item.stratum === stratum).length +
    adversarialCells({ search }, { config: 0, stratum }).length;
  const laterOf = problem.strata.map((_, stratum) => later(stratum));
  return {
    search,
    store: shop.store,
    session,
    guard: open.guard,
    problem,
    parts,
    later: { cellsOf: (stratum) => laterOf[stratum] ?? 0, maxFrontSize: spec.maxFrontSize },
    valuesOf: ({ trial, judgePico, variant }) =>
      read(trial, { price: variant.model === undefined ? null : price(variant.model), judgePico }),
    report,
  };
}

type Ended =
  | { readonly state: 'done'; readonly document: SearchDocument }
  | { readonly state: 'broken-off'; readonly sitting: SittingSummary };

async function phases(sitting: SearchSitting, work: SearchWork): Promise<Ended> {
  const { search, options, context } = sitting;
  const { store, session, problem } = work;
  const algorithm = algorithmOf(search.spec, problem);
  const rounds = await searchRounds(work, openSearcher(sitting, work, algorithm));
  if (rounds.state === 'broken-off') return rounds;
  const { searcher } = rounds;
  const standing: StoredRound = store.searches.rounds(session.runRow).at(-1) ?? {
    round: 0,
    items: 0,
    costUsd: 0,
    frontSize: 0,
    hypervolume: 0,
  };
  const checked = await checkFinalists(work, searcher, standing);
  if (checked.state === 'broken-off') return checked;
  const { conducts } = checked;
  const outcome = inOrder(checked.outcome, problem);
  const gate = await measureOnGate(work, outcome.front, standing);
  if (gate.state === 'broken-off') return gate;
  context.onEvent({ type: 'stage', stage: 'analysing' });
  const run = store.runs.get(session.runRow);
  const tally = tallyOf(work, {
    configs: searcher.configs().length,
    items: standing.items,
    gateItems: gate.cells.length,
    guardItems: checked.cells.length,
  });
  const remeasured = remeasure({
    problem: gateProblem(work),
    points: searcher.configs(),
    front: outcome.front,
    cells: gate.cells,
    claimed: outcome.hypervolume,
    level: LEVEL,
    seed: run.snapshot.seed,
  });
  const usedBefore = store.searches.gateUses(gatePartOf(search), {
    runRow: session.runRow,
    planHash: run.planHash,
  });
  const paths = reportPaths(options, context, { experiment: run.experiment, run: run.name });
  const document = searchDocument({
    work,
    run,
    algorithm,
    end: outcome.front.length === 0 ? 'infeasible' : rounds.why,
    outcome,
    conducts,
    remeasured,
    tally,
    usedBefore,
    notices: searchNotices(search, run),
    priceRanges:
      options.priceRange === undefined
        ? []
        : priceRanges({ work, outcome, cells: gate.cells, remeasured, range: options.priceRange }),
    priceRange: options.priceRange ?? null,
    table: await tableShare(work, outcome),
    reports:
      options.reports === false || paths.relative === null
        ? null
        : {
            html: paths.relative.html,
            markdown: paths.relative.markdown,
            json: paths.relative.json,
          },
  });
  return { state: 'done', document };
}

/** The front by what was claimed of the first objective, the best first: the order that its points are numbered in. */
function inOrder(outcome: SearchOutcome, { objectives }: MeasuredProblem): SearchOutcome {
  const [first] = objectives;
  const key = ({ claimed }: FrontMember): number =>
    first === undefined ? 0 : signOf(first) * (claimed[first.name]?.value ?? 0);
  const front = [...outcome.front]
    .map((member, at) => ({ member, at, by: key(member) }))
    .sort((a, b) => a.by - b.by || a.at - b.at)
    .map(({ member }) => member);
  return { ...outcome, front };
}

function openSearcher(
  { search, shop, make }: SearchSitting,
  { problem, store, session }: SearchWork,
  algorithm: ChosenAlgorithm,
): SearcherAtWork {
  const { name } = algorithm;
  const { spec } = search;
  const settings: SearcherOptions = {
    seed: search.prepared.loaded.experiment.seed,
    maxItemEvaluations: spec.budget.maxItemEvaluations ?? null,
    population: spec.population,
    generations: spec.generations,
    level: LEVEL,
    racing: spec.racing,
    ...roundSizeOf({ search, shop, problem, algorithm }),
  };
  const reopen = (state: JsonValue) => make(name, problem, settings, state);
  const state = store.searches.find(session.runRow)?.state ?? null;
  return { searcher: state === null ? make(name, problem, settings) : reopen(state), reopen };
}

/** Rounds are kept one by one: neither so small that keeping them costs, nor so large that much is lost between two. */
const LEAST_ROUND = 200;
const ROUNDS = 50;

/**
 * How much is asked at a time. A round of jobs takes as long as one job and fills one for every model at least. Live,
 * the surrogate knows best; the others ask for the same in whatever parts, and are asked for some fifty.
 */
function roundSizeOf({
  search,
  shop,
  problem,
  algorithm,
}: {
  readonly search: PreparedSearch;
  readonly shop: Workshop;
  readonly problem: MeasuredProblem;
  readonly algorithm: ChosenAlgorithm;
}): Pick<SearcherOptions, 'roundSize'> {
  const { spec, prepared } = search;
  if (shop.options.batch === true) {
    const models = new Set(searchedModels(spec, prepared)).size;
    return { roundSize: 2 * Math.max(1, models) * prepared.loaded.experiment.batch.minRecords };
  }
  if (algorithm.name === 'surrogate') return {};
  const cells = spec.budget.maxItemEvaluations ?? cellCount(problem).cells ?? 0;
  return { roundSize: Math.max(LEAST_ROUND, Math.ceil(cells / ROUNDS)) };
}

async function report(
  { options, context, shop }: SearchSitting,
  document: SearchDocument,
): Promise<string | null> {
  if (document.reports === null) return null;
  context.onEvent({ type: 'stage', stage: 'reporting' });
  const { search } = document;
  const { directory } = reportPaths(options, context, { experiment: search.experiment, run: search.id });
  const hint = `Every answer is saved: \`parsimony search show ${search.id}\` prints the search again.`;
  await writing(directory, hint, () => writeReportsOf(document, directory));
  return path.relative(shop.context.cwd, directory) || '.';
}
