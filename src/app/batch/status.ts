import type { BatchJobSummary } from '../../report/port.js';
import { hasEnded } from '../../run/index.js';
import type { BatchPart, RunRow, Store } from '../../store/index.js';
import type { RunContext } from '../port.js';
import { goOnWords } from '../run-again.js';
import { batchSummaries } from './summaries.js';

/** What the `batch` commands say of a run. */
export interface BatchStatus {
  readonly run: string;
  readonly experiment: string;
  readonly experimentPath: string;
  readonly provider: RunRow['snapshot']['provider'];
  readonly emulated: boolean;
  readonly state: RunRow['state'];
  readonly startedAt: string;
  /** Jobs whose answers are not all in the store yet, those that wait to be created included. */
  readonly open: number;
  /** Of these, jobs that wait to be created. */
  readonly waiting: number;
  /** Of these, jobs that have ended: what they produced can be collected. */
  readonly ended: number;
  /** Calls that no job answered, and that no open job holds. */
  readonly unanswered: number;
  /** Whether the calls of judges are still to be sent through jobs. */
  readonly judgesToCome: boolean;
  /** The words of the command that goes on with the run; null once it is finished. */
  readonly next: readonly string[] | null;
  readonly jobs: readonly (BatchJobSummary & {
    /** What a job under way says it has processed; null once it has ended. */
    readonly processed: number | null;
    /** What is odd about it, such as why it failed. */
    readonly note: string | null;
  })[];
}

/** Where the next command will be typed. */
export interface Place {
  readonly cwd: string;
  readonly db?: string;
}

export function placeOf({ db }: { readonly db?: string }, { cwd }: Pick<RunContext, 'cwd'>): Place {
  return { cwd, ...(db !== undefined && { db }) };
}

/** A run's jobs as last seen, and how to go on with it. */
export function batchStatusOf(store: Store, run: RunRow, place: Place): BatchStatus {
  const { experimentPath, emulated, provider, batchModels } = run.snapshot;
  const parts = store.batch.parts(run.row);
  const open = parts.filter(({ state }) => state !== 'collected' && state !== 'abandoned');
  const { state } = store.runs.get(run.row);
  return {
    run: run.name,
    experiment: run.experiment,
    experimentPath,
    provider,
    emulated,
    state,
    startedAt: run.startedAt,
    open: open.length,
    waiting: open.filter((part) => part.state !== 'submitted').length,
    ended: open.filter(({ job }) => job !== null && hasEnded(job)).length,
    unanswered: store.batch.records.leftOver(run.row),
    judgesToCome: (batchModels?.judge ?? []).length > 0 && parts.every(({ role }) => role !== 'judge'),
    next: state === 'finished' ? null : goOnWords(run, place),
    jobs: batchSummaries(store, run).map((summary, at) => ({ ...summary, ...detailsOf(parts[at]) })),
  };
}

function detailsOf(part: BatchPart | undefined): {
  readonly processed: number | null;
  readonly note: string | null;
} {
  const { job = null, note = null } = part ?? {};
  return {
    processed: job === null || hasEnded(job) ? null : (job.records?.processed ?? null),
    note: note ?? job?.message ?? null,
  };
}
