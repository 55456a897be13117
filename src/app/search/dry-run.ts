import type { ProviderKind } from '../../model/port.js';
import { cellCount, samplePoints } from '../../search/index.js';
import type { MeasuredProblem, Point } from '../../search/port.js';
import { estimatePrepared } from '../estimate/index.js';
import type { RunContext } from '../port.js';
import { adversarialCells } from './adversarial.js';
import { algorithmOf, type ChosenAlgorithm } from './algorithm.js';
import { VIOLATIONS } from './measures.js';
import type { SearchOptions } from './port.js';
import { type PreparedSearch, prepareSearch } from './prepare-search.js';
import { measuredProblem } from './problem.js';

/** What a search would ask, and what it would cost. */
export interface SearchEstimate {
  readonly experiment: string;
  readonly provider: ProviderKind;
  readonly emulated: boolean;
  readonly algorithm: ChosenAlgorithm;
  readonly cells: {
    /** On the search part at most; null: as many as the algorithm asks for. */
    readonly search: number | null;
    /** On adversarial samples, by the largest front; every veto asks for those of who takes the place. 0: not bounded. */
    readonly adversarial: number;
    /** On the gate part at most, by the largest front. */
    readonly gate: number;
  };
  /** Mean cost of a cell over points drawn from the space, candidates and judges together. */
  readonly perCellUsd: { readonly expected: number; readonly worst: number };
  /** Of all cells; null where their number is not bounded. */
  readonly expectedUsd: number | null;
  readonly worstUsd: number | null;
  readonly capUsd: number | null;
  readonly priceBook: { readonly date: string; readonly sha256: string };
  readonly notes: readonly string[];
}

/** Points whose requests are rendered for an estimate. */
const DRAWN = 12;

/** Checks everything and estimates a search, without a call. */
export async function estimateSearch(
  options: SearchOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
): Promise<SearchEstimate> {
  const search = await prepareSearch({ ...options, reports: false }, context);
  const { prepared, spec, samples, split } = search;
  const { problem, gate } = measuredProblem({ spec, samples, split, metrics: [] });
  const algorithm = algorithmOf(spec, problem);
  const mean = await meanCell(search);
  const members = spec.maxFrontSize;
  const isBounded = spec.constraints.some(({ metric }) => metric === VIOLATIONS);
  const cells = {
    search: mostCells(spec.budget.maxItemEvaluations ?? null, cellCount(problem).cells),
    adversarial: isBounded ? members * adversarialOfMember(search, problem) : 0,
    gate: members * gate.items.length,
  };
  const all = cells.search === null ? null : cells.search + cells.adversarial + cells.gate;
  return {
    experiment: prepared.loaded.experiment.name,
    provider: prepared.provider,
    emulated: prepared.provider === 'emulator',
    algorithm,
    cells,
    perCellUsd: { expected: mean.expected, worst: mean.worst },
    expectedUsd: all === null ? null : all * mean.expected,
    worstUsd: all === null ? null : all * mean.worst,
    capUsd: search.capUsd,
    priceBook: { date: prepared.book.date, sha256: prepared.book.sha256 },
    notes: [...search.notices, ...mean.notes],
  };
}

/** No algorithm asks a cell twice, so that there are never more than all. */
function mostCells(limit: number | null, all: number | null): number | null {
  if (limit === null || all === null) return limit ?? all;
  return Math.min(limit, all);
}

/** Adversarial cells of a front member: of one config for all intents each once, of a config for each intent all of theirs. */
function adversarialOfMember(search: PreparedSearch, { per, strata }: MeasuredProblem): number {
  const cells = [...strata.keys()].flatMap((stratum) =>
    adversarialCells({ search }, { config: per === 'all' ? 0 : stratum, stratum }),
  );
  return new Set(cells.map(({ config, position }) => `${config} ${position}`)).size;
}

/** What a cell costs in the mean, by the estimate of a run of a few points of the space on the search part. */
async function meanCell({ prepared, search, spec, samples, split }: PreparedSearch): Promise<{
  readonly expected: number;
  readonly worst: number;
  readonly notes: readonly string[];
}> {
  const { experiment } = prepared.loaded;
  const points: Point[] = [];
  for (const point of samplePoints(spec.space, null, experiment.seed)) {
    points.push(point);
    if (points.length === DRAWN) break;
  }
  const variants = [...new Set(points.map((point) => search.variantOf(point, null)))];
  const included = new Uint8Array(samples.total);
  for (const row of split.search) included[samples.golden[row]?.position ?? -1] = 1;
  const cells = variants.length * split.search.length;
  const { caching: _decided, ...plan } = prepared.plan;
  const estimate = await estimatePrepared({
    ...prepared,
    plan: { ...plan, variants, repeats: 1, included },
    planned: cells,
    loaded: { ...prepared.loaded, experiment: { ...experiment, variants } },
  });
  return {
    expected: estimate.expectedUsd / cells,
    worst: estimate.worstUsd / cells,
    notes: [
      `the cost of a cell is the mean over ${variants.length} points drawn from the space, on the ${split.search.length} samples of the search part`,
      ...estimate.notes,
    ],
  };
}
