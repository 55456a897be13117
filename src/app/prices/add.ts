import {
  changeRates,
  editPriceFile,
  type ModelChange,
  mergePriceBooks,
  parsePriceBookText,
  type RateInput,
} from '../../cost/index.js';
import { writeFileAtomically } from '../../report/index.js';
import type { RunContext, RunOptions } from '../port.js';
import { readSmallText } from '../small-file.js';
import { requireWritable, writing } from '../writable.js';
import { loadPrices, ownPriceFile, shippedPrices } from './load.js';

/** Prices of one model on their way into the user's file. */
export interface AddedPrices {
  readonly file: string;
  /** Whether the file is new. */
  readonly created: boolean;
  readonly change: ModelChange;
  /** Whether a figure that was known becomes another one: that is not done unasked. */
  readonly overwrites: boolean;
  /** Writes the file, whole or not at all. */
  write(): Promise<void>;
}

/**
 * Works out what `prices add` would write and checks the result; nothing is written before `write()`. Without
 * `--prices` the file is the one that every command picks up in the working folder.
 */
export function addPrices(
  input: Omit<RateInput, 'source'> & { readonly source?: string },
  options: Pick<RunOptions, 'prices'>,
  context: Pick<RunContext, 'cwd'> & { readonly now: () => Date },
): AddedPrices {
  const { file, exists } = ownPriceFile(options, context);
  const today = context.now().toISOString().slice(0, 10);
  const prices = exists ? loadPrices({ prices: file }, context) : shippedPrices();
  const change = changeRates(prices.book, {
    ...input,
    source: input.source ?? `entered by hand on ${today}`,
  });
  const before = exists ? readSmallText(file, { what: 'price file', hint: 'Name another file.' }) : undefined;
  const text = editPriceFile(before, { date: today, models: [change.model], book: prices.book });
  // What was put together must be what a run can read: the same check finds contradictions between rows.
  mergePriceBooks(prices.shipped, parsePriceBookText(text, file));
  return {
    file,
    created: !exists,
    change,
    overwrites: change.changes.some(({ from }) => from !== undefined),
    async write() {
      requireWritable(file, 'file', '--prices');
      await writing(file, 'Name another file with --prices.', () => writeFileAtomically(file, text));
    },
  };
}
