import { betaCdf, partition } from '../../stats/index.js';
import {
  confidenceOf,
  type Judged,
  judge,
  type Measurements,
  measuredFigures,
  poolReader,
  type Reading,
  scaled,
  type TailShare,
  tailShare,
} from '../outcome/index.js';
import type { Fold, MeasuredProblem, Point, SearchConstraint } from '../port.js';
import type { Pool } from './pool.js';

/** A bound on a percentile. */
export type PercentileBound = SearchConstraint & { readonly fold: Exclude<Fold, 'mean'> };

export function isPercentileBound(constraint: SearchConstraint): constraint is PercentileBound {
  return constraint.fold !== 'mean';
}

/** How a bound on a percentile stands by the observations that decide it. */
export interface BoundStanding {
  /** Equal for points that share the observations. */
  readonly pool: number;
  readonly standing: Judged['standing'];
  /** Whether the estimate itself keeps the bound, and whether the better end of its interval does. */
  readonly isMet: boolean;
  readonly isPossible: boolean;
  /** That the bound holds: of a share k/n beyond it, Beta(k + ½, n − k + ½), n the effective number. */
  readonly probability: number;
  readonly tail: TailShare;
  /** Observations, however alike. */
  readonly observed: number;
}

/** Percentiles of points, measured or not. */
export interface Percentiles {
  /** Null: nothing observed. */
  value(position: number, stratum: number, reading: Reading): number | null;
  /** Null: nothing observed. */
  bound(position: number, stratum: number, constraint: PercentileBound): BoundStanding | null;
}

/** Percentiles of points that were never measured are those of the pool of observations that they share. */
export function percentilesOf(input: {
  readonly problem: MeasuredProblem;
  readonly pool: Pool;
  readonly configs: readonly Point[];
  readonly measurements: Measurements;
  /** Number of the configuration at each position of the pool; −1: never measured. */
  readonly configAt: Int32Array;
}): Percentiles {
  const { problem, pool, configs, configAt } = input;
  const extra: Point[] = [];
  const representatives = representativesOf(problem, pool, (point) => configs.length + extra.push(point) - 1);
  const points = [...configs, ...extra];
  const source = measuredFigures(problem, points, input.measurements);
  const read = poolReader(problem, points, {
    measurements: input.measurements,
    clusters: partition(problem.items.map(({ cluster }) => cluster)),
    figureAt: new Map(problem.figures.map(({ name }, at) => [name, at])),
  });
  /** By bound, then by number of the pool: every point of every draw asks. */
  const standings = new Map<PercentileBound, (BoundStanding | null)[]>();
  const configOf = (position: number, figure: string): number =>
    representatives.get(figure)?.[position] ?? configAt[position] ?? -1;

  return {
    value(position, stratum, reading) {
      const config = configOf(position, reading.figure);
      return config < 0 ? null : source.value(config, stratum, reading);
    },
    bound(position, stratum, constraint) {
      const config = configOf(position, constraint.figure);
      if (config < 0) return null;
      const isPooled = representatives.has(constraint.figure);
      const number = isPooled ? config : config * problem.strata.length + stratum;
      const own = standings.get(constraint) ?? [];
      standings.set(constraint, own);
      const known = own[number];
      if (known !== undefined) return known;
      const observations = read(config, stratum, constraint.figure);
      const tail = tailOf(constraint, observations);
      const found =
        tail === undefined
          ? null
          : {
              ...judged(source.estimate(config, stratum, constraint, confidenceOf(constraint))),
              pool: number,
              probability: probabilityOf(tail),
              tail,
              observed: observations.values.length,
            };
      own[number] = found;
      return found;

      function judged(estimate: Parameters<typeof scaled>[0]) {
        const value = scaled(estimate, constraint.scale);
        const { standing } = judge(constraint, isPooled ? null : stratum, value);
        const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = constraint;
        const met = value.value !== null && value.value >= min && value.value <= max;
        const isPossible = (value.low ?? Number.NEGATIVE_INFINITY) <= max && (value.high ?? min) >= min;
        return { standing, isMet: met, isPossible };
      }
    },
  };
}

/** For every figure that pools: the configuration that stands for each position's pool. */
function representativesOf(
  problem: MeasuredProblem,
  pool: Pool,
  add: (point: Point) => number,
): ReadonlyMap<string, Int32Array> {
  const folded = [...problem.objectives, ...problem.constraints].filter(({ fold }) => fold !== 'mean');
  const found = new Map<string, Int32Array>();
  for (const { name, pooledBy } of problem.figures) {
    if (pooledBy === undefined || !folded.some(({ figure }) => figure === name)) continue;
    const known = new Map<string, number>();
    found.set(
      name,
      Int32Array.from(pool.points, (point) => {
        const key = JSON.stringify(pooledBy.map((factor) => point[factor] ?? null));
        const own = known.get(key) ?? add(point);
        known.set(key, own);
        return own;
      }),
    );
  }
  return found;
}

/** Of a constraint that bounds either way the ceiling's: what is asked of percentiles in practice. */
function tailOf(
  { fold, min, max, scale }: PercentileBound,
  observations: Parameters<typeof tailShare>[0],
): TailShare | undefined {
  if (max !== undefined) return tailShare(observations, fold, { max: max / scale });
  return tailShare(observations, fold, { min: (min ?? Number.NEGATIVE_INFINITY) / scale });
}

function probabilityOf({ beyond, allowed, effective }: TailShare): number {
  const count = beyond * effective;
  return betaCdf(allowed, count + 0.5, effective - count + 0.5);
}
