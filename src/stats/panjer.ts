import { assertProbability, type Stat, undefinedStat } from './result.js';

/** Above this rate e^−L, with which the recursion begins, is no longer a double; the closed forms are good there. */
const MOST_RATE = 700;

/** Distribution of a compound Poisson total on 0, 1, …, limit. */
export interface CompoundDistribution {
  /** P(total = s). */
  readonly probabilities: Float64Array;
  /** P(total ≤ s). */
  readonly cumulative: Float64Array;
}

/**
 * Panjer's recursion (1981) for the sum of Poisson(L) many costs with P(cost = j) = `cost[j]`, j = 0, 1, …:
 * g₀ = e^{−L(1 − f₀)}, g_s = (L/s) Σ_j j f_j g_{s−j}. Exact for whole-numbered costs; round others to a unit first.
 */
export function panjer(options: {
  readonly rate: number;
  readonly cost: ArrayLike<number>;
  readonly limit: number;
}): Stat<CompoundDistribution> {
  const { rate, cost, limit } = options;
  if (!(Number.isInteger(limit) && limit >= 0)) throw new RangeError(`not a limit: ${limit}`);
  if (!(rate > 0 && Number.isFinite(rate))) return undefinedStat('no request is expected');
  if (rate > MOST_RATE) return undefinedStat(`a rate above ${MOST_RATE}: use the closed forms`);
  const shares = Array.from(cost);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(shares.every((share) => share >= 0) && Math.abs(total - 1) < 1e-9)) {
    return undefinedStat('the probabilities of a cost do not add up to 1');
  }
  const probabilities = new Float64Array(limit + 1);
  const cumulative = new Float64Array(limit + 1);
  probabilities[0] = Math.exp(-rate * (1 - (shares[0] ?? 0)));
  let reached = probabilities[0] ?? 0;
  cumulative[0] = reached;
  for (let s = 1; s <= limit; s++) {
    let sum = 0;
    for (let j = 1; j < shares.length && j <= s; j++)
      sum += j * (shares[j] ?? 0) * (probabilities[s - j] ?? 0);
    probabilities[s] = (rate / s) * sum;
    reached += probabilities[s] ?? 0;
    cumulative[s] = Math.min(1, reached);
  }
  return { state: 'defined', probabilities, cumulative };
}

/** The least total with P(total ≤ s) ≥ p; undefined where the distribution was not carried that far. */
export function compoundQuantile(
  distribution: CompoundDistribution,
  p: number,
): Stat<{ readonly value: number }> {
  assertProbability('p', p);
  const value = distribution.cumulative.findIndex((reached) => reached >= p);
  return value < 0 ? undefinedStat('the limit is too low for this quantile') : { state: 'defined', value };
}
