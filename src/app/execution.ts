import { picoUsd, toUsd } from '../cost/index.js';
import type { ExecutionSummary, TimingSummary } from '../report/port.js';
import { minimumForPercentile, quantile, sortValues } from '../stats/index.js';
import type { RunRow, Store } from '../store/index.js';
import { batchSummaries } from './batch/summaries.js';
import { estimationDrift } from './estimation-drift.js';
import type { FinishedSitting } from './sitting.js';

/** Level at which a percentile must have an upper bound in the sample to be shown at all. */
const LEVEL = 0.95;

/** When a sitting was analysed, by the wall clock in milliseconds. */
export interface ExecutionTimes {
  readonly analysisStartMs: number;
  readonly endMs: number;
}

/**
 * `execution.json`: how the run was carried out, from what its last sitting counted and from what the database kept.
 * Nothing of it goes into `report.json` (law 6).
 */
export function executionOf(
  finished: FinishedSitting,
  { analysisStartMs, endMs }: ExecutionTimes,
  concurrency: number,
): ExecutionSummary {
  const { store, run, sitting, totals, limiters } = finished;
  const analysisMs = endMs - analysisStartMs;
  return {
    startedAt: run.startedAt,
    finishedAt: new Date(endMs).toISOString(),
    wallMs: sitting.wallMs + analysisMs,
    calls: {
      made: totals.calls,
      judge: totals.judgeCalls,
      cached: totals.cacheHits,
      retries: totals.retries,
      throttled: totals.throttled,
      failed: totals.failedCalls,
      ...unseenCalls(store, run),
    },
    // Calls that wait for their place have begun, but are not at the service.
    concurrency: { limit: concurrency, peak: Math.min(totals.peak, concurrency) },
    phasesMs: { cells: sitting.wallMs, analysis: analysisMs },
    stopped: sitting.end === 'exhausted' ? 'budget' : sitting.end === 'finished' ? null : 'interrupted',
    ...(limiters.length > 0 && { limiters }),
    ...storedExecution(store, run),
  };
}

/** Attempts of which nobody knows what they cost, over all sittings of a run; nothing where there were none. */
export function unseenCalls(store: Store, run: RunRow): Pick<ExecutionSummary['calls'], 'unseen'> {
  const { attempts, atMostPico } = store.unseen.total(run.row);
  return attempts === 0 ? {} : { unseen: { attempts, atMostUsd: toUsd(picoUsd(atMostPico)) } };
}

/** What the database alone says of a run's execution; empty parts are left out. */
export function storedExecution(
  store: Store,
  run: RunRow,
): Pick<ExecutionSummary, 'timing' | 'estimation' | 'batch'> {
  const parts = {
    timing: timingByVariant(store, run),
    estimation: estimationDrift(store, run),
    batch: batchSummaries(store, run),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part.length > 0));
}

function timingByVariant(store: Store, run: RunRow): NonNullable<ExecutionSummary['timing']> {
  const { variants, repeats } = run.snapshot;
  const times = variants.map(({ name }) => ({ name, wallMs: [] as number[], firstTokenMs: [] as number[] }));
  for (const timing of store.ownTimings(run.row, { variants: variants.length, repeats })) {
    const of = times[timing.variantIndex];
    of?.wallMs.push(timing.wallMs);
    if (timing.firstTokenMs !== null) of?.firstTokenMs.push(timing.firstTokenMs);
  }
  return times
    .filter(({ wallMs }) => wallMs.length > 0)
    .map(({ name, wallMs, firstTokenMs }) => ({
      variant: name,
      wallMs: summarise(wallMs),
      firstTokenMs: firstTokenMs.length === 0 ? null : summarise(firstTokenMs),
    }));
}

/** Type-7 quantiles; null where the sample is too small to bound them (5 values for the median, 59 for p95). */
function summarise(values: readonly number[]): TimingSummary {
  const sorted = sortValues(values);
  const at = (p: number): number | null =>
    sorted.state === 'defined' && values.length >= minimumForPercentile(p, LEVEL)
      ? Math.round(quantile(sorted.sorted, p))
      : null;
  return { n: values.length, p50: at(0.5), p95: at(0.95) };
}
