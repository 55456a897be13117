import { assertProbability } from './result.js';

/** One member of a family after Holm's step-down procedure. */
export interface HolmStep {
  /** max_{j ≤ i} min(1, (m − j + 1) p(j)), in the order of the input. */
  readonly adjusted: number;
  readonly rejected: boolean;
  /** The alpha its own p was compared with, α/(m − j + 1) at its step; behind the first failure, that step's alpha. */
  readonly alpha: number;
}

/**
 * Holm's step-down procedure (1979): controls the chance of any false rejection at `alpha`, whatever the dependence.
 * A p and the alpha of its step agree with the decision: rejected ⇔ p ≤ step alpha ⇔ adjusted ≤ alpha.
 */
export function holm(pValues: readonly number[], alpha: number): readonly HolmStep[] {
  assertProbability('alpha', alpha);
  assertPValues(pValues);
  const m = pValues.length;
  const steps = new Array<HolmStep>(m);
  let adjusted = 0;
  let stepAlpha = 0;
  let rejecting = true;
  ascending(pValues).forEach((index, rank) => {
    const p = pValues[index] ?? 1;
    if (rejecting) {
      stepAlpha = alpha / (m - rank);
      rejecting = p <= stepAlpha;
    }
    adjusted = Math.max(adjusted, Math.min(1, (m - rank) * p));
    steps[index] = { adjusted, rejected: rejecting, alpha: stepAlpha };
  });
  return steps;
}

/**
 * Benjamini and Hochberg's (1995) adjusted p: min_{j ≥ i} min(1, m p(j)/j), in the order of the input. Controls the
 * false discovery rate for independent or positively dependent tests; for exploratory slices.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  assertPValues(pValues);
  const m = pValues.length;
  const adjusted = new Array<number>(m).fill(1);
  let smallest = 1;
  const order = ascending(pValues);
  for (let rank = m; rank >= 1; rank--) {
    const index = order[rank - 1] ?? 0;
    smallest = Math.min(smallest, (m * (pValues[index] ?? 1)) / rank);
    adjusted[index] = smallest;
  }
  return adjusted;
}

/** Positions by rising p; ties by position, so that the result does not depend on the sort. */
function ascending(pValues: readonly number[]): readonly number[] {
  return pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1) || a - b);
}

function assertPValues(pValues: readonly number[]): void {
  for (const p of pValues) if (!(p >= 0 && p <= 1)) throw new RangeError(`not a p-value: ${p}`);
}
