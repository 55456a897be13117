import type { CallRole } from '../../model/port.js';
import { countCells } from '../plan.js';
import type { RunPlan } from '../port.js';
import type { BatchTarget } from './port.js';

/**
 * Which calls a plan sends through batch jobs, for their logical cost: those of a role and model with at least
 * `minRecords` planned cells. Decided from the plan alone, never from what the cache holds, so that a repeated run
 * reports the same cost (law 6). `judges`: the models of judges whose calls go through jobs.
 */
export function batchPricing(
  plan: Pick<RunPlan, 'included' | 'variants' | 'repeats'>,
  target: Pick<BatchTarget, 'minRecords'>,
  judges: readonly string[],
): (role: CallRole, model: string) => boolean {
  const cellsOf = (model: string): number =>
    countCells({ ...plan, variants: plan.variants.filter((variant) => variant.model === model) });
  const candidates = new Set(
    plan.variants.flatMap(({ model }) =>
      model !== undefined && cellsOf(model) >= target.minRecords ? [model] : [],
    ),
  );
  const judging = new Set(countCells(plan) >= target.minRecords ? judges : []);
  return (role, model) => (role === 'candidate' ? candidates : judging).has(model);
}
