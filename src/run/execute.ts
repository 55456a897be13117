import { type CellSource, executeCells, type SittingOptions } from './execute-cells.js';
import { planCells } from './plan.js';
import type { RunPlan, SittingSummary } from './port.js';

export interface ExecuteOptions extends SittingOptions {
  readonly plan: RunPlan;
  readonly planned: number;
  /** Takes failed cells up again. */
  readonly retryFailed: boolean;
}

/** Carries out what is left of a plan. */
export function executeRun(options: ExecuteOptions): Promise<SittingSummary> {
  const { plan, planned, store, runRow, retryFailed } = options;
  const finished = new Uint8Array(plan.included.length * plan.variants.length * plan.repeats);
  let done = 0;
  for (const cell of store.trials.finishedCells(runRow, { retryFailed })) {
    finished[cell] = 1;
    done += 1;
  }
  const failed = retryFailed ? 0 : store.trials.failedCount(runRow);
  const source: CellSource = { left: planCells(plan, finished), planned, done, failed };
  return executeCells(source, options);
}
