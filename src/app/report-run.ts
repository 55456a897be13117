import path from 'node:path';
import { mergePriceBooks, type PriceBook, priceBookAsOf } from '../cost/index.js';
import { writeReports } from '../report/index.js';
import type { ReportModel } from '../report/port.js';
import { reportPaths } from './places.js';
import type { RunContext, RunOptions } from './port.js';
import { loadPriceBook, readPriceFile, shippedPrices } from './prices/load.js';
import { repriceRun } from './prices/reprice.js';
import { reopenRun } from './reopen-run.js';
import { reportFolder, storedReportModel } from './stored-report.js';
import { requireWritable, writing } from './writable.js';

export interface ReportOptions extends Pick<RunOptions, 'db' | 'output' | 'prices'> {
  readonly run: string;
  /** Recompute all costs: by a price file, `current` for the prices that a new run would use, or `shipped`. */
  readonly reprice?: string;
}

/** Writes the reports of a stored run again; with `reprice` into a folder of their own, at other prices. */
export function reportRun(options: ReportOptions, context: Pick<RunContext, 'cwd'>): Promise<ReportModel> {
  const book = options.reprice === undefined ? undefined : bookFor(options.reprice, options, context);
  return reopenRun(options, context, async (store, run) => {
    requireWritable(path.resolve(context.cwd, options.output ?? 'reports'), 'folder', '--output');
    const repricing = book === undefined ? undefined : repriceRun(store, run, book);
    const model = await storedReportModel(store, run, options, context, repricing);
    const { directory } = reportPaths(options, context, {
      experiment: run.experiment,
      run: reportFolder(run, repricing),
    });
    // `latest` stays where it is: this run may be an old one.
    await writing(directory, 'Name another folder with --output.', () => writeReports(model, directory));
    return model;
  });
}

/** A file is laid over the shipped book, and its date decides which dated rows hold: an old book gives old prices. */
function bookFor(
  reprice: string,
  options: Pick<RunOptions, 'prices'>,
  context: Pick<RunContext, 'cwd'>,
): PriceBook {
  if (reprice === 'current') return loadPriceBook(options, context);
  const { shipped } = shippedPrices();
  if (reprice === 'shipped') return shipped;
  const own = readPriceFile(path.resolve(context.cwd, reprice));
  return priceBookAsOf(mergePriceBooks(shipped, own), own.date);
}
