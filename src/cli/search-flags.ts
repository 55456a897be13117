import { type Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from './flags.js';

/** What only `search` knows. */
export function addSearchFlags(command: Command): void {
  command
    .option('--algorithm <name>', 'auto, surrogate, nsga2, exact, random or grid (default: the experiment’s)')
    .option('--max-items <n>', 'item evaluations on the search part at most', wholeNumber(1))
    .option(
      '--unless-finished',
      'where the search of this very plan is finished, show what it found instead of searching again',
    )
    .option(
      '--price-range <low..high>',
      'say between which multiples of today’s prices each point stays on the front, for example 0.5..2',
      priceRange,
    )
    .addHelpText(
      'after',
      `
Also:
  search list       the searches of the database
  search show [id]  print a finished search again (default: the newest)`,
    );
}

/** Parses `0.5..2`: multiples of today's prices, with today's between them. */
export function priceRange(text: string): { readonly low: number; readonly high: number } {
  const [low = Number.NaN, high = Number.NaN, ...more] = text.split('..').map(Number);
  if (more.length === 0 && low > 0 && low <= 1 && high >= 1 && Number.isFinite(high) && low < high)
    return { low, high };
  throw new InvalidArgumentError('Give multiples around 1 such as 0.5..2.');
}
