import type { TokenComponents } from '../domain/index.js';
import type { UsageTotals } from './columns.js';
import type { VariantResult } from './port.js';

/** Mean tokens per completed trial with known usage, and the estimated split of the input. */
export function tokenMeans(usage: UsageTotals): VariantResult['tokens'] {
  const { trials, componentTrials, components } = usage;
  const mean = (sum: number): number | null => (trials === 0 ? null : sum / trials);
  return {
    input: mean(usage.input),
    output: mean(usage.output),
    cacheRead: mean(usage.cacheRead),
    cacheWrite: mean(usage.cacheWrite),
    byComponent: componentTrials === 0 ? null : divide(components, componentTrials),
  };
}

function divide(sums: TokenComponents, trials: number): TokenComponents {
  return {
    system: sums.system / trials,
    tools: sums.tools / trials,
    fewShot: sums.fewShot / trials,
    documents: sums.documents / trials,
    history: sums.history / trials,
    user: sums.user / trials,
  };
}
