import { cellCount } from './baselines/index.js';
import type { AlgorithmName, MeasuredProblem } from './port.js';

/** An algorithm, and why it was taken. */
export interface AlgorithmChoice {
  readonly algorithm: AlgorithmName;
  readonly because: string;
}

/** Cells beyond which measuring all of them is no plan, whatever the budget: nobody meant to pay for so many. */
const MEANT = 200_000;

/** What `auto` takes: every cell measured where the budget can pay for all of them, else the surrogate. */
export function chooseAlgorithm(
  problem: Pick<MeasuredProblem, 'space' | 'per' | 'strata' | 'items'>,
  budget: { readonly maxItemEvaluations: number | null },
): AlgorithmChoice {
  const { cells } = cellCount(problem);
  const limit = budget.maxItemEvaluations;
  if (cells === null) {
    return { algorithm: 'surrogate', because: 'the space has too many points to measure them all' };
  }
  if (limit === null ? cells <= MEANT : cells <= limit) {
    const room = limit === null ? 'and no limit was set' : `and the budget allows ${limit}`;
    return {
      algorithm: 'exact',
      because: `all configurations on all items are ${cells} evaluations, ${room}`,
    };
  }
  const room = limit === null ? 'more than is measured without being asked to' : `the budget allows ${limit}`;
  return {
    algorithm: 'surrogate',
    because: `all configurations on all items would be ${cells} evaluations: ${room}`,
  };
}
