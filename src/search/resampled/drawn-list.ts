import { type Partition, partition } from '../../stats/index.js';
import type { PointSet } from '../nsga2/index.js';
import {
  type Candidate,
  type FigureSource,
  type Measurements,
  PERCENTILE_SHARE,
  poolReader,
  rowReader,
  signOf,
} from '../outcome/index.js';
import type { MeasuredProblem, Objective } from '../port.js';
import { type DrawnMeans, drawnMeans, type MeanPart } from './drawn-means.js';
import { type DrawnPercentiles, drawnPercentiles } from './drawn-percentiles.js';

/** What was measured, for draws of it. */
export interface Measured {
  readonly problem: MeasuredProblem;
  readonly source: FigureSource;
  readonly clusters: Partition;
  rows: ReturnType<typeof rowReader>;
  pools: ReturnType<typeof poolReader>;
}

/** Readers of what was measured. */
export function measuredParts(
  problem: MeasuredProblem,
  source: FigureSource,
  measurements: Measurements,
): Measured {
  const clusters = partition(problem.items.map(({ cluster }) => cluster));
  const figureAt = new Map(problem.figures.map(({ name }, at) => [name, at]));
  return {
    problem,
    source,
    clusters,
    rows: rowReader(problem, measurements, figureAt),
    pools: poolReader(problem, source.points, { measurements, clusters, figureAt }),
  };
}

/** Candidates of a list with minimised rows that can be drawn. */
export interface DrawnList {
  /** As measured: objectives, then what is carried along. */
  readonly measured: PointSet;
  /** Whether every objective of a candidate rests on two clusters or more, in each of its intents. */
  isSpread(at: number): boolean;
  /** Rows under weights of clusters; the array is used again by the next draw. */
  draw(weights: Float64Array): PointSet;
}

/** `measured` rows of candidates, in their order; objectives deviate, further columns stay. */
export function drawnList(given: Measured, candidates: readonly Candidate[], measured: PointSet): DrawnList {
  const { objectives } = given.problem;
  const unspread = new Set<number>();
  const columns = objectives.map((objective) =>
    objective.fold === 'mean'
      ? { kind: 'mean' as const, means: meansOf(given, candidates, { objective, unspread }) }
      : { kind: 'percentile' as const, set: percentilesOf(given, candidates, { objective, unspread }) },
  );
  const { count, dimension } = measured;
  const values = new Float64Array(measured.values.length);
  return {
    measured,
    isSpread: (at) => !unspread.has(at),
    draw(weights) {
      values.set(measured.values);
      columns.forEach((column, offset) => {
        const at = { stride: dimension, offset };
        if (column.kind === 'mean') column.means.deviate(weights, values, at);
        else column.set(weights, values, at);
      });
      return { values, count, dimension };
    },
  };
}

interface Of {
  readonly objective: Objective;
  /** Candidates that lack clusters are added to it. */
  readonly unspread: Set<number>;
}

function strataOf(problem: MeasuredProblem, { stratum }: Candidate): readonly number[] {
  return stratum === null ? [...problem.strata.keys()] : [stratum];
}

function meansOf(given: Measured, candidates: readonly Candidate[], { objective, unspread }: Of): DrawnMeans {
  const { problem, source } = given;
  const unit = signOf(objective) * objective.scale;
  function* parts(): Generator<MeanPart, void, undefined> {
    for (const [owner, candidate] of candidates.entries()) {
      const { config } = candidate;
      for (const stratum of strataOf(problem, candidate)) {
        if ((problem.known?.(objective.figure, source.points[config] ?? {}, stratum) ?? null) !== null)
          continue;
        const share = problem.strata[stratum]?.share ?? 0;
        if (share === 0) continue;
        yield { owner, factor: unit * share, rows: given.rows(config, stratum, objective.figure) };
      }
    }
  }
  return drawnMeans(parts(), given.clusters.of, (owner) => unspread.add(owner));
}

function percentilesOf(
  given: Measured,
  candidates: readonly Candidate[],
  { objective, unspread }: Of,
): (weights: Float64Array, into: Float64Array, at: { stride: number; offset: number }) => void {
  const { problem, source } = given;
  const unit = signOf(objective) * objective.scale;
  const drawn: DrawnPercentiles = drawnPercentiles(
    PERCENTILE_SHARE[objective.fold as Exclude<Objective['fold'], 'mean'>],
  );
  const parts = candidates.map((candidate, owner) =>
    strataOf(problem, candidate).flatMap((stratum) => {
      const pool = drawn.poolOf(given.pools(candidate.config, stratum, objective.figure));
      if (pool === undefined) unspread.add(owner);
      const value = source.value(candidate.config, stratum, objective);
      return value === null ? [] : [{ pool, value }];
    }),
  );
  return (weights, into, { stride, offset }) => {
    const deviations = drawn.deviations(weights);
    for (const [owner, own] of parts.entries()) {
      let greatest = Number.NEGATIVE_INFINITY;
      for (const { pool, value } of own) {
        const deviation = pool === undefined ? 0 : (deviations[pool] ?? 0);
        greatest = Math.max(greatest, value + deviation);
      }
      if (own.length > 0) into[owner * stride + offset] = unit * greatest;
    }
  };
}
