import type { Command } from 'commander';
import { wholeNumber } from './flags.js';

/** Long flags of `prices`: `--output` is a price here, and `PARSIMONY_OUTPUT` still the folder of reports. */
export const PRICE_FLAGS: readonly string[] = [
  '--input',
  '--output',
  '--cache-read',
  '--cache-write-5m',
  '--cache-write-1h',
  '--batch-input',
  '--batch-output',
  '--from',
  '--region-class',
  '--above-prompt-tokens',
  '--effective',
  '--source',
  '--name',
  '--note',
];

/** Adds the flags of `prices add` and `refresh`. They have no environment twin: each is for one command line. */
export function addPriceFlags(command: Command): void {
  command
    .option('--input <usd>', 'add: dollars per million uncached input tokens')
    .option('--output <usd>', 'add: dollars per million output tokens')
    .option('--cache-read <usd>', 'add: … read from the prompt cache')
    .option('--cache-write-5m <usd>', 'add: … written to it for 5 minutes')
    .option('--cache-write-1h <usd>', 'add: … written to it for an hour')
    .option('--batch-input <usd>', 'add: … of input in a batch job')
    .option('--batch-output <usd>', 'add: … of output in a batch job')
    .option('--region-class <class>', 'add: global, regional or any')
    .option('--above-prompt-tokens <n>', 'add: only prompts longer than this', wholeNumber(1))
    .option('--effective <date>', 'add: from this day (default: instead of what holds now)')
    .option('--source <text>', 'add: where the figures come from')
    .option(
      '--from <place...>',
      'refresh: price lists of AWS, files or addresses (default: those published for the Region)',
    )
    .option('--name <text>', 'add: the name to show')
    .option('--note <text>', 'add: a remark to keep beside them');
}
