import { estimatePrepared, estimateSearch, prepareRun, type SearchOptions } from '../app/index.js';
import type { RunOptions } from '../app/port.js';
import { ask, canAsk } from './ask.js';
import type { Terminal } from './print.js';

/**
 * Asks before a run spends real money without a cap: only in a terminal, only against Bedrock itself, and not with
 * `--yes`. Returns false when the answer is no.
 */
export async function confirmSpending(
  options: RunOptions,
  flags: { readonly yes?: boolean },
  terminal: Terminal,
): Promise<boolean> {
  if (flags.yes === true || !canAsk(terminal)) return true;
  const prepared = await prepareRun(options, { env: terminal.env, cwd: process.cwd() });
  if (prepared.provider !== 'bedrock' || prepared.loaded.experiment.maxCostUsd !== undefined) return true;
  const live = await estimatePrepared(prepared);
  return confirmed(options.batch === true && live.batch !== null ? live.batch : live);
}

/** The same of a search. */
export async function confirmSearch(
  options: SearchOptions,
  flags: { readonly yes?: boolean },
  terminal: Terminal,
): Promise<boolean> {
  if (flags.yes === true || !canAsk(terminal)) return true;
  const estimate = await estimateSearch(options, { env: terminal.env, cwd: process.cwd() });
  return estimate.provider !== 'bedrock' || estimate.capUsd !== null || confirmed(estimate);
}

function confirmed({
  expectedUsd,
  worstUsd,
}: {
  readonly expectedUsd: number | null;
  readonly worstUsd: number | null;
}): Promise<boolean> {
  const cost =
    expectedUsd === null || worstUsd === null
      ? 'No number of evaluations is set, so that what it costs is not bounded'
      : `About $${expectedUsd.toFixed(2)}, at worst $${worstUsd.toFixed(2)}`;
  return ask(`${cost}, on your AWS account and without a cap. Go on?`);
}
