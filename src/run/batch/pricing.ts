import type { CallRole } from '../../model/port.js';
import { countCells } from '../plan.js';
import type { RunPlan } from '../port.js';
import type { BatchTarget } from './port.js';

/** Models whose calls a plan sends through batch jobs, by role, sorted. */
export interface BatchModels {
  readonly candidate: readonly string[];
  readonly judge: readonly string[];
}

/**
 * The models with at least `minRecords` planned cells in a role. Decided from the plan alone, never from what the
 * cache holds, so that a repeated run reports the same logical cost (law 6). `judges`: the models of judges whose
 * calls may go through jobs.
 */
export function batchModels(
  plan: Pick<RunPlan, 'included' | 'variants' | 'repeats'>,
  target: Pick<BatchTarget, 'minRecords'>,
  judges: readonly string[],
): BatchModels {
  const isEnough = (variants: RunPlan['variants']): boolean =>
    countCells({ ...plan, variants }) >= target.minRecords;
  const models = new Set(plan.variants.flatMap(({ model }) => model ?? []));
  return {
    candidate: [...models]
      .filter((model) => isEnough(plan.variants.filter((variant) => variant.model === model)))
      .sort(),
    judge: isEnough(plan.variants) ? [...new Set(judges)].sort() : [],
  };
}

/** For a gateway: whether a call's logical cost is at batch rates. */
export function pricedByBatch(models: BatchModels): (role: CallRole, model: string) => boolean {
  return (role, model) => models[role].includes(model);
}
