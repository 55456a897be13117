import { resolve } from 'node:path';
import { type LoadedExperiment, loadExperiment as load } from '../experiment/index.js';
import type { RunDocument, SearchDocument } from '../report/port.js';
import { factMatcher } from '../scorer/index.js';
import { countPoints, spaceProblems } from '../search/index.js';
import { type CompareDocument, type CompareOptions, compareRuns } from './compare.js';
import type { RunEvent, RunOptions } from './port.js';
import { runExperiment } from './run-to-report.js';
import type { SearchEvent, SearchOptions } from './search/port.js';
import { runSearch } from './search/run-search.js';

/** Where and how the public functions work; every field has the command line's default. */
export interface ApiContext {
  /** Relative paths, the database and the reports are here. Default: the working folder. */
  readonly cwd?: string;
  /** Default: `process.env`. Credentials and endpoints are read from it. */
  readonly env?: NodeJS.ProcessEnv;
  /** When it aborts, the run stops, saves, and resolves with what it has. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** A run's document, and how it ended. */
export interface RunResult {
  readonly document: RunDocument;
  /** `finished`, `interrupted`, `exhausted` (the cap) or `hopeless` (every call failed alike). */
  readonly end: 'finished' | 'interrupted' | 'exhausted' | 'hopeless';
}

/** Like that of the other functions; a search tells of its rounds, too. */
export interface SearchApiContext extends Omit<ApiContext, 'onEvent'> {
  readonly onEvent?: (event: SearchEvent) => void;
}

/** How a search ended, and what it found. */
export type SearchResult = {
  /** Names it: `resume` goes on with it. */
  readonly id: string;
  /** What its answers cost so far, every sitting included, in dollars. */
  readonly spentUsd: number;
} & (
  | { readonly end: 'finished'; readonly document: SearchDocument }
  /** Broken off: nothing was measured again, so there is no front to show. The same call goes on. */
  | { readonly end: Exclude<RunResult['end'], 'finished'>; readonly document: null }
);

/**
 * Reads an experiment with its prompts and datasets and checks everything, without calling anything. Throws a
 * `ParsimonyError` (`invalid-input`) that lists every problem with file, line and remedy.
 */
export function loadExperiment(
  file: string,
  context: Pick<ApiContext, 'cwd'> = {},
): Promise<LoadedExperiment> {
  return load(
    resolve(context.cwd ?? process.cwd(), file),
    {},
    {
      facts: factMatcher,
      spaces: { problems: spaceProblems, count: countPoints },
    },
  );
}

/**
 * Runs an experiment, or what is left of it: replays, scores, compares, judges, writes reports and, where the
 * experiment says so, the promoted config. Resolves with the document that `report.json` holds.
 */
export async function run(options: RunOptions, context: ApiContext = {}): Promise<RunResult> {
  const { model, sitting } = await runExperiment(options, sittingContext(context));
  return { document: model.document, end: sitting.end };
}

/**
 * Searches the space of an experiment's `search` block for its front, or goes on with the unfinished search of the same
 * plan; measures the front again on samples that the search never saw, writes reports and, by the experiment's rule, the
 * promoted config. Resolves with the document that `report.json` holds.
 */
export async function search(options: SearchOptions, context: SearchApiContext = {}): Promise<SearchResult> {
  const { id, document, sitting, spentUsd } = await runSearch(options, sittingContext(context));
  if (document !== null) return { id, spentUsd, end: 'finished', document };
  if (sitting.end === 'finished') throw new Error('a search that finished has a document');
  return { id, spentUsd, end: sitting.end, document: null };
}

/** The outside world as a caller of these functions gives it, with defaults. */
function sittingContext<Event>(given: {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: Event) => void;
}) {
  const { cwd = process.cwd(), env = process.env, signal = new AbortController().signal } = given;
  return {
    cwd,
    env,
    now: () => new Date(),
    stop: signal,
    abort: signal,
    onEvent: given.onEvent ?? (() => {}),
  };
}

/** Compares two variants, paired by sample: of one run, of two runs, or of a run and an exported baseline. */
export function compare(
  options: CompareOptions,
  context: Pick<ApiContext, 'cwd'> = {},
): Promise<CompareDocument> {
  return compareRuns(options, { cwd: context.cwd ?? process.cwd() });
}
