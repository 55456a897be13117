import { picoUsd, toUsd } from '../cost/index.js';
import type { EstimationDrift } from '../report/port.js';
import type { RunRow, Store } from '../store/index.js';

/**
 * How far the estimate that was kept with a run was off, by variant: tokens per call, and dollars over the calls that
 * were completed (what was estimated is scaled to as many; to all planned ones while none is). For `execution.json`: it rests on what the database knew
 * when the run began, so it must not enter `report.json` (law 6). Empty for runs without an estimate.
 */
export function estimationDrift(store: Store, run: RunRow): readonly EstimationDrift[] {
  const { estimate = [], variants, repeats } = run.snapshot;
  if (estimate.length === 0) return [];
  const used = new Map(
    store
      .variantUsage(run.row, { variants: variants.length, repeats })
      .map((usage) => [variants[usage.variantIndex]?.name, usage]),
  );
  const planned = run.planned / variants.length;
  return estimate.map(({ variant, inputTokens, outputTokens, costUsd, method }) => {
    const usage = used.get(variant);
    const cells = usage?.cells ?? 0;
    const priced = usage?.pricedCells ?? 0;
    const perCall = (tokens: number | undefined) => (tokens === undefined ? null : tokens / cells);
    const actualUsd = usage === undefined || priced === 0 ? null : toUsd(picoUsd(usage.costPico));
    return {
      variant,
      inputTokensPerCall: drift(inputTokens, perCall(usage?.inputTokens)),
      outputTokensPerCall: drift(outputTokens, perCall(usage?.outputTokens)),
      costUsd: drift(costUsd * (actualUsd === null ? planned : priced), actualUsd),
      method,
    };
  });
}

function drift(
  estimated: number,
  actual: number | null,
): { readonly estimated: number; readonly actual: number | null; readonly drift: number | null } {
  return { estimated, actual, drift: actual === null || estimated === 0 ? null : actual / estimated - 1 };
}
