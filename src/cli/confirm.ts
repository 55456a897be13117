import { createInterface } from 'node:readline/promises';
import { estimatePrepared, prepareRun } from '../app/index.js';
import type { RunOptions } from '../app/port.js';
import type { Terminal } from './print.js';
import type { RunFlags } from './run-options.js';

/**
 * Asks before a run spends real money without a cap: only in a terminal, only against Bedrock itself, and not with
 * `--yes`. Returns false when the answer is no.
 */
export async function confirmSpending(
  options: RunOptions,
  flags: RunFlags,
  terminal: Terminal,
): Promise<boolean> {
  if (flags.yes === true || !terminal.isTty || process.stdin.isTTY !== true) return true;
  const prepared = await prepareRun(options, { env: terminal.env, cwd: process.cwd() });
  if (prepared.provider !== 'bedrock' || prepared.loaded.experiment.maxCostUsd !== undefined) return true;
  const live = await estimatePrepared(prepared);
  const estimate = options.batch === true && live.batch !== null ? live.batch : live;
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await ask.question(
      `About $${estimate.expectedUsd.toFixed(2)}, at worst $${estimate.worstUsd.toFixed(2)}, on your AWS account and without a cap. Go on? [y/N] `,
    );
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    ask.close();
  }
}
