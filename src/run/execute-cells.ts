import { type SpendGuard, toUsd } from '../cost/index.js';
import { type CallFailure, ParsimonyError } from '../domain/index.js';
import { isRefusal } from '../scorer/index.js';
import type { Scorer } from '../scorer/port.js';
import type { Store, TrialEntry } from '../store/index.js';
import { candidateCall } from './candidate-call.js';
import type { Gateway } from './gateway.js';
import { HopelessWatch, LASTING_CODES } from './hopeless.js';
import type { PlannedCell, RenderPlan, RunProgress, SittingSummary } from './port.js';
import { splitTokens } from './request.js';
import { type JudgeCosts, scorableTrial } from './score-window.js';
import { createScoringQueue } from './scoring-queue.js';

/** The cells of a sitting: those that are left, and how many are finished already. */
export interface CellSource {
  /** Asked for one at a time, so that cells are made as they are needed (law 11). */
  readonly left: Iterator<PlannedCell>;
  /** Finished and left. */
  readonly planned: number;
  readonly done: number;
  /** Of `done`. */
  readonly failed: number;
}

/** What carrying out cells takes, whatever chose them. */
export interface SittingOptions {
  readonly plan: RenderPlan;
  readonly store: Store;
  readonly runRow: number;
  readonly gateway: Gateway;
  readonly guard: SpendGuard;
  readonly scorers: readonly Scorer[];
  readonly judgeCosts: JudgeCosts;
  readonly concurrency: number;
  /** When it aborts, no new cell is begun; calls in flight may finish. */
  readonly stop: AbortSignal;
  /** When it aborts, calls in flight are given up. */
  readonly abort: AbortSignal;
  readonly now: () => number;
  readonly onProgress: (progress: RunProgress) => void;
}

/**
 * Carries out cells. Every response is committed before it is scored (law 1); a finished cell is committed with all
 * its scores, so that whoever resumes has nothing half done.
 */
export async function executeCells(source: CellSource, options: SittingOptions): Promise<SittingSummary> {
  const { plan, store, runRow, gateway } = options;
  const started = options.now();
  const { left: cells, planned } = source;
  const tally = { done: source.done, failed: source.failed };
  const hopeless = new HopelessWatch();
  let stopped:
    | { readonly reason: 'interrupted' | 'exhausted' | 'hopeless'; readonly failure?: CallFailure }
    | undefined;
  let broken: unknown;
  let firstFailure: CallFailure | undefined;

  const report = () =>
    options.onProgress({
      planned,
      done: tally.done,
      failed: tally.failed,
      calls: gateway.stats.calls,
      spentUsd: toUsd(options.guard.spent),
    });

  const finish = async (entries: readonly TrialEntry[]): Promise<void> => {
    await store.commits.enqueue(() => {
      for (const entry of entries) store.trials.put(runRow, entry);
    });
    tally.done += entries.length;
    tally.failed += entries.filter((entry) => entry.result.state === 'failed').length;
    report();
  };

  const fail = (error: unknown): void => {
    if (error instanceof ParsimonyError && error.code === 'budget-exceeded')
      stopped ??= { reason: 'exhausted' };
    else if (options.abort.aborted && !(error instanceof ParsimonyError))
      stopped ??= { reason: 'interrupted' };
    else broken ??= error;
  };

  const queue = createScoringQueue({
    scorers: options.scorers,
    judgeCosts: options.judgeCosts,
    abort: options.abort,
    finish,
    fail,
    giveUp: (failure) => {
      stopped ??= { reason: 'hopeless', failure };
    },
  });

  const carryOut = async (cell: PlannedCell): Promise<void> => {
    const { call, components } = candidateCall(plan, cell);
    const { request } = call;
    hopeless.calls(request.model);
    const result = await gateway.call(call, options.abort);
    if (result.state === 'failed') {
      firstFailure ??= result.failure;
      const failure = hopeless.failed(request.model, result.failure);
      if (failure !== undefined) stopped ??= { reason: 'hopeless', failure };
      await finish([{ cell: cell.cell, result: { state: 'failed', failure: result.failure } }]);
      return;
    }
    if (result.from === 'model') hopeless.succeeded(request.model);
    const { completion } = result.response;
    queue.add({
      planned: cell,
      trial: scorableTrial(cell, completion, result.logicalPico),
      result: {
        state: 'completed',
        responseId: result.response.id,
        costPico: result.logicalPico,
        components:
          components === null || completion.usage === null
            ? null
            : splitTokens(components, request, completion.usage),
        refused: isRefusal(completion.text),
      },
    });
  };

  const over = (): boolean => stopped !== undefined || broken !== undefined || options.stop.aborted;

  const worker = async (): Promise<void> => {
    while (!over()) {
      await queue.room();
      const next = over() ? undefined : cells.next();
      if (next === undefined || next.done) return;
      try {
        await carryOut(next.value);
      } catch (error) {
        fail(error);
      }
    }
  };

  report();
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  await queue.drain({ discard: options.abort.aborted });
  if (broken !== undefined) throw broken;
  if (options.stop.aborted && tally.done < planned) stopped ??= { reason: 'interrupted' };
  if (hopeless.unresolved !== undefined) stopped ??= { reason: 'hopeless', failure: hopeless.unresolved };
  // What failed for want of access is no result: once that is mended, the same command takes it up again.
  if (stopped?.reason === 'hopeless') store.trials.forgetFailed(runRow, LASTING_CODES);
  const failure = stopped?.failure ?? firstFailure;
  return {
    end: stopped?.reason ?? 'finished',
    ...(failure !== undefined && { failure }),
    calls: gateway.stats.calls,
    failedCalls: gateway.stats.failedCalls,
    retries: gateway.stats.retries,
    cacheHits: gateway.stats.cacheHits,
    wallMs: options.now() - started,
  };
}
