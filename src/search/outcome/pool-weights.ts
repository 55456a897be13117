import type { FactorValue, MeasuredProblem, Point } from '../port.js';

/** Where each observation of a pool comes from. */
export interface PoolOrigins {
  readonly config: ArrayLike<number>;
  readonly stratum: ArrayLike<number>;
  /** Of the item inside its stratum. */
  readonly weight: ArrayLike<number>;
}

/** Sweeps over the margins at most, and the relative change below which they have settled. */
const SWEEPS = 50;
const SETTLED = 1e-9;

/** One way to sort observations: the group of each, and the share of the whole that each group is to have. */
interface Margin {
  readonly group: Int32Array;
  readonly share: Float64Array;
}

/**
 * Weights that make a pool say the same wherever a search looked most: what one would see if each of its measured
 * configurations took its intents' conversations in turn. Strata count by their share, and every level of every factor as
 * often as it stands among the configurations measured in the strata, however many items each was measured on. The
 * weights meet those margins by raking (iterative proportional fitting, Deming and Stephan 1940), which leaves them more
 * even than weighting cell by cell. Factors of real numbers sort nothing. Strata that nothing was seen of are left out.
 */
export function poolWeights(
  origins: PoolOrigins,
  problem: Pick<MeasuredProblem, 'space' | 'strata'>,
  points: readonly Point[],
): Float64Array {
  const weights = Float64Array.from(origins.weight, (weight, at) =>
    (problem.strata[origins.stratum[at] as number]?.share ?? 0) > 0 ? weight : 0,
  );
  const margins = marginsOf(origins, problem, points);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let change = 0;
    for (const margin of margins) change = Math.max(change, fit(weights, margin));
    if (change < SETTLED) break;
  }
  return weights;
}

/** Scales every group to its share; the greatest relative change that took. */
function fit(weights: Float64Array, { group, share }: Margin): number {
  const sums = new Float64Array(share.length);
  for (let at = 0; at < weights.length; at++) {
    const own = group[at] as number;
    sums[own] = (sums[own] as number) + (weights[at] as number);
  }
  const factors = share.map((wanted, own) =>
    (sums[own] as number) > 0 ? wanted / (sums[own] as number) : 0,
  );
  for (let at = 0; at < weights.length; at++) {
    weights[at] = (weights[at] as number) * (factors[group[at] as number] as number);
  }
  return factors.reduce((most, factor) => (factor > 0 ? Math.max(most, Math.abs(factor - 1)) : most), 0);
}

function marginsOf(
  { config, stratum }: PoolOrigins,
  { space, strata }: Pick<MeasuredProblem, 'space' | 'strata'>,
  points: readonly Point[],
): readonly Margin[] {
  const members = strata.map(() => new Set<number>());
  for (let at = 0; at < config.length; at++) members[stratum[at] as number]?.add(config[at] as number);
  const seen = strata.map(({ share }, own) => ((members[own]?.size ?? 0) > 0 ? share : 0));
  const total = seen.reduce((sum, share) => sum + share, 0);
  const shares = Float64Array.from(seen, (share) => (total > 0 ? share / total : 0));
  const margins: Margin[] = [{ group: Int32Array.from(stratum), share: shares }];
  for (const { name, kind } of space.factors) {
    if (kind === 'real') continue;
    const levels = new Map<FactorValue | undefined, number>();
    const share: number[] = [];
    for (const [own, configs] of members.entries()) {
      for (const one of configs) {
        const level = points[one]?.[name];
        const group = levels.get(level) ?? levels.size;
        levels.set(level, group);
        share[group] = (share[group] ?? 0) + (shares[own] as number) / configs.size;
      }
    }
    // What all have in common sorts nothing.
    if (share.length < 2) continue;
    margins.push({
      group: Int32Array.from(config, (one) => levels.get(points[one]?.[name]) ?? 0),
      share: Float64Array.from(share),
    });
  }
  return margins;
}
