import { betaQuantile, binomialQuantile } from '../../stats/index.js';
import { normalisedVolume, type TailShare } from '../outcome/index.js';
import type { MeasuredProblem } from '../port.js';
import type { Belief } from './belief.js';
import { poolFrame } from './candidates.js';
import { frontOf } from './contenders.js';
import { type BoundStanding, isPercentileBound, type PercentileBound } from './percentiles.js';

/** A bound on a percentile that its observations do not decide yet, and the points that wait for it. */
export interface OpenBound {
  readonly constraint: PercentileBound;
  /** Number of the observations that decide it. */
  readonly pool: number;
  /** By list: contenders that share the observations. */
  readonly waiting: readonly ReadonlySet<number>[];
  /** What the front of means would lose without them, as a part of its hypervolume. */
  readonly gain: number;
  /** Cells that would show the bound if it holds as well as it may; ∞: no number would. */
  readonly cells: number;
}

/** Planned with is a share beyond the bound that three quarters of its posterior exceed: hope costs cells, its lack a front. */
const HOPED = 0.25;
/** Independent observations per cell: at least so many, for what is measured to show a bound evens its pool out. */
const LEAST_YIELD = 0.5;
/** No search has as many cells. */
const MOST_CELLS = 1e8;

/**
 * Bounds on percentiles that keep contenders from the front although they may hold. A search that looks only for good points
 * does not decide them: what it measures says how good those are, hardly how often they are slow.
 */
export function openBounds(problem: MeasuredProblem, belief: Belief): readonly OpenBound[] {
  const found = new Map<string, Waiting>();
  for (const constraint of problem.constraints.filter(isPercentileBound)) {
    for (const [list, positions] of belief.contenders.entries()) {
      const strata = problem.per === 'intent' ? [list] : [...problem.strata.keys()];
      for (const position of positions) {
        for (const stratum of strata) {
          const bound = belief.percentiles.bound(position, stratum, constraint);
          if (bound === null || bound.standing === 'holds' || !bound.isPossible) continue;
          const key = `${constraint.name},${bound.pool}`;
          const own = found.get(key) ?? {
            bound,
            constraint,
            waiting: belief.contenders.map(() => new Set<number>()),
          };
          found.set(key, own);
          own.waiting[list]?.add(position);
        }
      }
    }
  }
  if (found.size === 0) return [];
  const volume = frontVolume(problem, belief);
  const all = volume(belief.contenders);
  return [...found.values()].map(({ bound, constraint, waiting }) => ({
    constraint,
    pool: bound.pool,
    waiting,
    gain: all > 0 ? 1 - volume(without(belief.contenders, waiting)) / all : 0,
    cells: cellsToShow(bound, constraint.level),
  }));
}

interface Waiting {
  readonly constraint: PercentileBound;
  readonly bound: BoundStanding;
  readonly waiting: readonly Set<number>[];
}

/** Contenders less those that wait for a bound. */
export function without(
  contenders: readonly Int32Array[],
  waiting: readonly ReadonlySet<number>[],
): readonly Int32Array[] {
  return contenders.map((positions, list) => positions.filter((one) => !waiting[list]?.has(one)));
}

/** Hypervolume of the front of means among points, open bounds taken as kept. */
function frontVolume(problem: MeasuredProblem, belief: Belief): (of: readonly Int32Array[]) => number {
  const frame = poolFrame(problem, belief);
  return (of) => {
    if (of.some((positions) => positions.length === 0)) return 0;
    const { rows } = frontOf(problem, belief.landscape, of, { kind: 'mean', tails: 'possible' });
    const { values, count, dimension } = rows;
    return normalisedVolume(
      Array.from({ length: count }, (_, row) => values.subarray(row * dimension, (row + 1) * dimension)),
      frame,
    );
  };
}

/** By what an independent observation has cost until now. */
function cellsToShow({ tail, observed }: BoundStanding, level: number): number {
  const count = tail.beyond * tail.effective;
  const hoped = betaQuantile(HOPED, count + 0.5, tail.effective - count + 0.5);
  const needed = observationsToShow(hoped, tail, level);
  return Math.max(1, (needed - tail.effective) / Math.max(LEAST_YIELD, tail.effective / observed));
}

/**
 * So many independent observations that an order statistic bounds the percentile where a share `beyond` of them lies on the
 * wrong side, beyond · n ≤ n − 1 − Q(level; n, 1 − allowed). Ranks are whole numbers: somewhat fewer may do as well.
 */
export function observationsToShow(
  beyond: number,
  { allowed }: Pick<TailShare, 'allowed'>,
  level: number,
): number {
  if (beyond >= allowed) return Number.POSITIVE_INFINITY;
  const isShown = (n: number): boolean => beyond * n <= n - 1 - binomialQuantile(level, n, 1 - allowed);
  let high = 1;
  while (!isShown(high)) {
    high *= 2;
    if (high > MOST_CELLS) return Number.POSITIVE_INFINITY;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isShown(middle)) high = middle;
    else low = middle;
  }
  return high;
}
