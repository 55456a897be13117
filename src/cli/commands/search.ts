import {
  estimateSearch,
  type FinishedSearch,
  listSearches,
  runSearch,
  type SearchOptions,
  storedSearch,
} from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import { searchTerminal, serialiseSearch } from '../../report/index.js';
import type { SearchDocument } from '../../report/port.js';
import { remedyFor } from '../../run/index.js';
import { carryOut } from '../carry-out.js';
import type { CommandAction } from '../command-action.js';
import { confirmSearch } from '../confirm.js';
import { EXIT } from '../exit-codes.js';
import { keepHeapSmall } from '../heap-growth.js';
import { printJson, type Terminal } from '../print.js';
import { type SearchFlags, toSearchOptions } from '../search-options.js';
import { createSearchProgress } from '../search-progress.js';
import { writeSearchSummary } from '../step-summary.js';
import { estimateLines, listLines } from './search-lines.js';

/** `search <experiment>`, `search list`, `search show <id>`. */
export const searchCommand: CommandAction = async ([what, id], options, terminal) => {
  const flags = options as SearchFlags;
  if (what === 'list') return list(flags, terminal);
  if (what === 'show') return show(id, flags, terminal);
  if (id !== undefined) {
    throw new ParsimonyError('invalid-input', `one experiment is searched, and ${id} is a second argument`, {
      hint: 'Write `parsimony search <experiment>`, `search list` or `search show <id>`.',
    });
  }
  const asked = toSearchOptions(what, flags);
  if (flags.dryRun === true) return dryRun(asked, flags, terminal);
  return search(asked, flags, terminal);
};

async function search(asked: SearchOptions, flags: SearchFlags, terminal: Terminal): Promise<number> {
  keepHeapSmall();
  if (!(await confirmSearch(asked, flags, terminal))) return EXIT.interrupted;
  const finished = await carryOut(
    terminal,
    {
      bar: createSearchProgress(terminal, Date.now),
      progressOf: (event) => (event.type === 'search' ? event.progress : undefined),
      started: ({ resumed, isFinished, run }) =>
        isFinished === true
          ? `Search ${run} was finished before: what it found is shown again.`
          : `${resumed ? 'Resuming search' : 'Search'} ${run}`,
    },
    (context) => runSearch(asked, context),
  );
  return conclude(finished, flags, terminal);
}

function conclude(finished: FinishedSearch, flags: SearchFlags, terminal: Terminal): number {
  const { document, sitting } = finished;
  if (document === null) return brokenOff(finished, flags, terminal);
  if (flags.json === true) terminal.out(serialiseSearch(document));
  else terminal.out(resultText(document, terminal));
  const unwritten = writeSearchSummary(terminal.env, document);
  if (unwritten !== undefined) terminal.err(`warning: ${unwritten}`);
  const { failed } = document.search.evaluated;
  if (failed > 0) {
    const { failure } = sitting;
    const why = failure === undefined ? '' : ` (the first: ${failure.code}: ${failure.message})`;
    // A table has no other answer the second time.
    const remedy = document.search.provider === 'recorded' ? '' : '; --retry-errors asks them again';
    terminal.err(`${failed === 1 ? '1 cell' : `${failed} cells`} failed${why}${remedy}.`);
    return EXIT.internal;
  }
  return EXIT.ok;
}

function resultText(document: SearchDocument, { colour, columns }: Terminal): string {
  return searchTerminal(document, { color: colour, width: columns }).join('\n');
}

/** What was found so far is no front: nothing was measured again. */
function brokenOff(
  { id, sitting, spentUsd }: FinishedSearch,
  flags: SearchFlags,
  terminal: Terminal,
): number {
  if (sitting.end === 'hopeless') {
    const { failure } = sitting;
    terminal.err(`parsimony: no call can succeed: ${failure?.code}: ${failure?.message}`);
    const remedy = sitting.remedy ?? (failure === undefined ? undefined : remedyFor(failure));
    if (remedy !== undefined) terminal.err(`  → ${remedy}`);
    terminal.err('  → The same command then goes on where this one stopped.');
    return EXIT.usage;
  }
  if (sitting.end === 'exhausted') {
    terminal.err(
      `Search ${id} was stopped by the spend guard: $${spentUsd.toFixed(4)} are spent, and the next call might cross the cap. The same command with a higher cap (--max-cost, and search.budget.maxCostUsd where it is the smaller) goes on.`,
    );
    return EXIT.budget;
  }
  if (flags.batch === true) terminal.err('Batch jobs that were submitted run on without this command.');
  terminal.err(
    `Interrupted; everything received is saved. The same command goes on with search ${id} where this one stopped.`,
  );
  return EXIT.interrupted;
}

function list(flags: SearchFlags, terminal: Terminal): number {
  const searches = listSearches(flags.db === undefined ? {} : { db: flags.db }, { cwd: process.cwd() });
  if (flags.json === true) printJson(terminal, { searches });
  else terminal.out(listLines(searches).join('\n'));
  return EXIT.ok;
}

function show(id: string | undefined, flags: SearchFlags, terminal: Terminal): number {
  const document = storedSearch(
    { id: id ?? 'latest', ...(flags.db !== undefined && { db: flags.db }) },
    { cwd: process.cwd() },
  );
  if (flags.json === true) terminal.out(serialiseSearch(document));
  else terminal.out(resultText(document, terminal));
  return EXIT.ok;
}

async function dryRun(asked: SearchOptions, flags: SearchFlags, terminal: Terminal): Promise<number> {
  const estimate = await estimateSearch(asked, { env: terminal.env, cwd: process.cwd() });
  if (flags.json === true) printJson(terminal, estimate);
  else terminal.out(estimateLines(estimate).join('\n'));
  return EXIT.ok;
}
