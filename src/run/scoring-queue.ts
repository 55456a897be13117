import type { CallFailure } from '../domain/index.js';
import type { Scorer } from '../scorer/port.js';
import type { TrialEntry } from '../store/index.js';
import { type CompletedCell, type JudgeCosts, scoreWindow } from './score-window.js';

/** Cells whose answers are scored together: enough to sort embeddings by length, few enough to stay flat. */
const WINDOW = 128;
/** Windows that may wait for their scores before new calls wait too. */
const WINDOWS_IN_FLIGHT = 2;

/** Gathers completed cells into windows and scores them while further calls go on. */
export interface ScoringQueue {
  add(cell: CompletedCell): void;
  /** Resolves once a window may be taken on: calls wait here when scoring falls behind. */
  room(): Promise<void>;
  /** Scores what is left (unless `discard`) and waits for every window. */
  drain(options: { readonly discard: boolean }): Promise<void>;
}

export function createScoringQueue(options: {
  readonly scorers: readonly Scorer[];
  readonly judgeCosts: JudgeCosts;
  readonly abort: AbortSignal;
  /** Commits finished cells. */
  readonly finish: (entries: readonly TrialEntry[]) => Promise<void>;
  readonly fail: (error: unknown) => void;
  /** The account's access has ended; a cell was left unfinished for it. */
  readonly giveUp: (failure: CallFailure) => void;
}): ScoringQueue {
  let ready: CompletedCell[] = [];
  /** Not a set: one that changes with every window keeps the data of all windows alive (see calls-in-flight.ts). */
  let scoring: readonly Promise<void>[] = [];

  const score = async (window: readonly CompletedCell[]): Promise<void> => {
    const scores = await scoreWindow(window, options.scorers, options.abort);
    const entries = window.flatMap(({ planned, result }, position): TrialEntry[] => {
      const { sample, variant, repeat, cell } = planned;
      const of = { sampleId: sample.id, variantName: variant.name, repeat };
      const judged = options.judgeCosts.take(of);
      const loss = options.judgeCosts.takeLoss(of);
      if (loss === undefined)
        return [{ cell, result: { ...result, ...judged, scores: scores[position] ?? {} } }];
      // Its answers are saved: once access is mended, the cell is scored without paying again.
      options.giveUp(loss);
      return [];
    });
    if (entries.length > 0) await options.finish(entries);
  };

  const begin = (): void => {
    const window = ready;
    ready = [];
    if (window.length === 0) return;
    const work = score(window)
      .catch(options.fail)
      .finally(() => {
        scoring = scoring.filter((other) => other !== work);
      });
    scoring = [...scoring, work];
  };

  return {
    add(cell) {
      ready.push(cell);
      if (ready.length >= WINDOW) begin();
    },
    async room() {
      while (scoring.length >= WINDOWS_IN_FLIGHT) await Promise.race(scoring);
    },
    async drain({ discard }) {
      if (!discard) begin();
      await Promise.all(scoring);
    },
  };
}
