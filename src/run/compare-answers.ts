import { type CallFailure, ParsimonyError, type Score, unscored } from '../domain/index.js';
import type { ComparativeScorer, TrialScores } from '../scorer/port.js';
import type { ComparedEntry, Store } from '../store/index.js';
import { groupsToCompare, type OpenGroup } from './open-groups.js';
import type { ComparisonProgress, RunEnd, RunPlan } from './port.js';
import type { JudgeCosts } from './score-window.js';

/** Groups that are compared and committed together. */
const WINDOW = 16;
/** While the last calls of one come back, the next is asked for. */
const WINDOWS_IN_FLIGHT = 2;

export interface CompareOptions {
  readonly plan: RunPlan;
  readonly store: Store;
  readonly runRow: number;
  readonly scorers: readonly ComparativeScorer[];
  /** Where the scorers' calls are booked. */
  readonly judgeCosts: JudgeCosts;
  /** When it aborts, no new group is begun. */
  readonly stop: AbortSignal;
  /** When it aborts, calls in flight are given up. */
  readonly abort: AbortSignal;
  readonly onProgress: (progress: ComparisonProgress) => void;
}

export interface ComparisonEnd {
  readonly end: RunEnd;
  /** For `hopeless`: the failure for the account's sake. */
  readonly failure?: CallFailure;
}

/**
 * The second pass of a run: once every cell is carried out, the answers of all variants to a sample are compared with
 * each other, and the scores join those of the trials. Every response is committed before it is used (law 1), and a
 * window's scores in one commit: whatever kills the process, the same command goes on with the groups that are left
 * and pays for nothing twice. A group is compared again when one of its answers was asked for again.
 */
export async function compareAnswers(options: CompareOptions): Promise<ComparisonEnd> {
  const { plan, store, runRow, scorers } = options;
  if (scorers.length === 0) return { end: 'finished' };
  const left = groupsToCompare(plan, store, runRow);
  const groups = left.open();
  let done = 0;
  let stopped: ComparisonEnd | undefined;
  let broken: unknown;

  const fail = (error: unknown): void => {
    if (error instanceof ParsimonyError && error.code === 'budget-exceeded') stopped ??= { end: 'exhausted' };
    else if (options.abort.aborted && !(error instanceof ParsimonyError)) stopped ??= { end: 'interrupted' };
    else broken ??= error;
  };

  const compareWindow = async (window: readonly OpenGroup[]): Promise<void> => {
    const given = await Promise.allSettled(
      scorers.map((scorer) =>
        scorer.compare(
          window.map(({ group }) => group),
          options.abort,
        ),
      ),
    );
    // All have ended before anything fails: what they brought is paid for, and kept.
    const reasons = given.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    if (reasons.length > 0) throw reasons.find((reason) => reason instanceof ParsimonyError) ?? reasons[0];
    const answers = given.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const entries = window.flatMap((open, position): readonly ComparedEntry[] => {
      const own = answers.map((ofScorer) => ofScorer[position] ?? {});
      const result = entriesOf(open, scorers, own, options.judgeCosts);
      if (!('failure' in result)) return result.entries;
      // Its answers are saved: once access is mended, the group is compared without paying for them again.
      stopped ??= { end: 'hopeless', failure: result.failure };
      return [];
    });
    await store.commits.enqueue(() => {
      for (const entry of entries) store.comparisons.put(runRow, entry);
    });
    done += window.length;
    options.onProgress({ planned: left.count, done });
  };

  const over = (): boolean => stopped !== undefined || broken !== undefined || options.stop.aborted;

  const worker = async (): Promise<void> => {
    while (!over()) {
      const window = take(groups, WINDOW);
      if (window.length === 0) return;
      try {
        await compareWindow(window);
      } catch (error) {
        fail(error);
      }
    }
  };

  options.onProgress({ planned: left.count, done });
  await Promise.all(Array.from({ length: WINDOWS_IN_FLIGHT }, worker));
  if (broken !== undefined) throw broken;
  if (stopped !== undefined) return stopped;
  return { end: done < left.count ? 'interrupted' : 'finished' };
}

function take<T>(from: Generator<T>, most: number): readonly T[] {
  const taken: T[] = [];
  while (taken.length < most) {
    const next = from.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** What comparing adds to each trial of a group, or why it says nothing of the group. */
function entriesOf(
  { group, cells }: OpenGroup,
  scorers: readonly ComparativeScorer[],
  answers: readonly { readonly [variantName: string]: TrialScores }[],
  judgeCosts: JudgeCosts,
): { readonly entries: readonly ComparedEntry[] } | { readonly failure: CallFailure } {
  const bills = group.trials.map(({ variantName, repeat }) => {
    const of = { sampleId: group.sample.id, variantName, repeat };
    return { bill: judgeCosts.take(of), loss: judgeCosts.takeLoss(of) };
  });
  const failure = bills.find(({ loss }) => loss !== undefined)?.loss;
  if (failure !== undefined) return { failure };
  const entries = group.trials.flatMap(({ variantName }, at): readonly ComparedEntry[] => {
    const cell = cells.get(variantName);
    if (cell === undefined) return [];
    const { judgePico = 0n, judgeResponses = [] } = bills[at]?.bill ?? {};
    const scores = mergeScores(
      scorers,
      answers.map((ofScorer) => ofScorer[variantName] ?? {}),
    );
    return [{ cell, scores, judgePico, judgeResponses }];
  });
  return { entries };
}

function mergeScores(scorers: readonly ComparativeScorer[], given: readonly TrialScores[]): TrialScores {
  const merged: { [metric: string]: Score } = {};
  for (const [position, scorer] of scorers.entries()) {
    const own = given[position] ?? {};
    for (const { name } of scorer.metrics) {
      // A scorer that forgot a metric shows as a gap with a reason, never as a smaller n (law 3).
      merged[name] = own[name] ?? unscored(`${scorer.name} gave no ${name}`);
    }
    for (const [name, score] of Object.entries(own)) merged[name] ??= score;
  }
  return merged;
}
