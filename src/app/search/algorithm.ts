import type { SearchSpec } from '../../experiment/port.js';
import { chooseAlgorithm } from '../../search/index.js';
import type { AlgorithmName, MeasuredProblem } from '../../search/port.js';

/** The algorithm of a search. */
export interface ChosenAlgorithm {
  readonly name: AlgorithmName;
  /** Null where it was asked for. */
  readonly because: string | null;
}

/** Takes what was asked for, or what fits the problem and its budget. */
export function algorithmOf(spec: SearchSpec, problem: MeasuredProblem): ChosenAlgorithm {
  if (spec.algorithm !== 'auto') return { name: spec.algorithm, because: null };
  const { algorithm, because } = chooseAlgorithm(problem, {
    maxItemEvaluations: spec.budget.maxItemEvaluations ?? null,
  });
  return { name: algorithm, because };
}
