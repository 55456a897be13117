import { estimateSearch, type SearchOptions } from '../app/index.js';
import { ask, canAsk } from './ask.js';
import type { Terminal } from './print.js';

/**
 * Asks before a search spends real money without a cap: only in a terminal, only against Bedrock itself, and not with
 * `--yes`. Returns false when the answer is no.
 */
export async function confirmSearch(
  options: SearchOptions,
  flags: { readonly yes?: boolean },
  terminal: Terminal,
): Promise<boolean> {
  if (flags.yes === true || !canAsk(terminal)) return true;
  const { provider, capUsd, expectedUsd, worstUsd } = await estimateSearch(options, {
    env: terminal.env,
    cwd: process.cwd(),
  });
  if (provider !== 'bedrock' || capUsd !== null) return true;
  const cost =
    expectedUsd === null || worstUsd === null
      ? 'No number of evaluations is set, so that what it costs is not bounded'
      : `About $${expectedUsd.toFixed(2)}, at worst $${worstUsd.toFixed(2)}`;
  return ask(`${cost}, on your AWS account and without a cap. Go on?`);
}
