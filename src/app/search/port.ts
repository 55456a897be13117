import type { SearchDocument } from '../../report/port.js';
import type { SittingSummary } from '../../run/index.js';
import type { AlgorithmName } from '../../search/port.js';
import type { RunContext, RunEvent, RunOptions } from '../port.js';

/** What a user may set beside the experiment file. */
export interface SearchOptions
  extends Pick<
    RunOptions,
    | 'experiment'
    | 'db'
    | 'output'
    | 'concurrency'
    | 'provider'
    | 'region'
    | 'seed'
    | 'maxCostUsd'
    | 'cache'
    | 'resume'
    | 'prices'
    | 'reports'
    | 'batch'
    | 'waitMs'
  > {
  /** Instead of the file's. */
  readonly algorithm?: AlgorithmName | 'auto';
  /** Item evaluations on the search part, instead of the file's. */
  readonly maxItems?: number;
  /** Begins the search of this plan again: what was answered comes from the cache, what failed is asked again. */
  readonly retryErrors?: boolean;
  /** Where the newest search of this plan is finished, resolves with what it found instead of searching again. */
  readonly unlessFinished?: boolean;
  /** Multiples of today's prices: says for each point of the front between which of them it stays there. */
  readonly priceRange?: PriceRange;
}

export interface PriceRange {
  /** Above 0, at most 1. */
  readonly low: number;
  /** At least 1. */
  readonly high: number;
}

/** What a search is doing: looking for the front, checking it on adversarial samples, or measuring it again. */
export type SearchPhase = 'searching' | 'adversarial' | 'gate';

export interface SearchProgress {
  readonly phase: SearchPhase;
  /** Rounds that were told so far. */
  readonly round: number;
  /** Item evaluations on the search part that the searcher was told of. */
  readonly items: number;
  /** Most of them; null: as many as the algorithm asks for. */
  readonly maxItems: number | null;
  /** Cells of the round or phase at hand, and how many of them are done; none between two rounds. */
  readonly cells: { readonly planned: number; readonly done: number };
  readonly frontSize: number;
  readonly hypervolume: number;
  /** Over all sittings. */
  readonly spentUsd: number;
  readonly failed: number;
}

/** What a search says while it goes on. */
export type SearchEvent = RunEvent | { readonly type: 'search'; readonly progress: SearchProgress };

/** What the outside world gives a search. */
export interface SearchContext extends Omit<RunContext, 'onEvent'> {
  readonly onEvent: (event: SearchEvent) => void;
}

/** How a search ended, and what it found. */
export interface FinishedSearch {
  readonly id: string;
  /** Null where the sitting was broken off: the same command goes on. */
  readonly document: SearchDocument | null;
  readonly sitting: Pick<SittingSummary, 'end' | 'failure' | 'remedy'>;
  readonly spentUsd: number;
  /** Folder of the reports; null where none were written. */
  readonly directory: string | null;
}
