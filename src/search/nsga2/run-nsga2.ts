import { createNsga2, type Nsga2 } from './nsga2.js';
import type { Nsga2Options } from './options.js';
import type { Evaluation, Nsga2Problem } from './problem.js';

/**
 * Carries a whole search out on a function that evaluates at once, until `evaluations` genomes were evaluated or the
 * space is exhausted. Generations are finished: up to one less than a generation more may be evaluated.
 */
export function runNsga2(
  problem: Nsga2Problem & { readonly evaluate: (genes: Float64Array) => Evaluation },
  options: Nsga2Options & { readonly evaluations: number },
): Nsga2 {
  const search = createNsga2(problem, options);
  while (search.handedOut() < options.evaluations) {
    const asked = search.ask();
    if (asked.length === 0) break;
    search.tell(asked.map(({ id, genes }) => ({ id, ...problem.evaluate(genes) })));
  }
  return search;
}
