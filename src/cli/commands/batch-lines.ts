import type { BatchStatus } from '../../app/index.js';
import { shellWords } from '../shell-words.js';

type Job = BatchStatus['jobs'][number];

/** The jobs of a run as lines: one for the run, one for each job with what is odd about it, one for their sum. */
export function batchLines({ run, experiment, emulated, jobs }: BatchStatus): readonly string[] {
  const sum = (of: (job: Job) => number): number => jobs.reduce((total, job) => total + of(job), 0);
  return [
    ...(emulated ? ['EMULATED: these jobs are an emulator’s; dollars are list prices.'] : []),
    `Run ${run} (${experiment})`,
    ...jobs.flatMap(jobLines),
    `${sum(({ records }) => records)} records: ${sum(({ answered }) => answered)} answers in, ${sum(({ failed }) => failed)} failed · $${sum(({ billedUsd }) => billedUsd).toFixed(4)}`,
  ];
}

function jobLines(job: Job): readonly string[] {
  const { part, role, model, status, records, answered, failed, processed, note } = job;
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  const under = processed === null || processed === 0 ? '' : `, ${processed} processed`;
  return [
    `  ${String(part).padStart(3)}  ${role.padEnd(9)}  ${status.padEnd(18)}  ${answered}/${records} in${under}${failures}  ${model}`,
    ...(note === null ? [] : [`       ${note}`]),
  ];
}

/** Where a run stands, and what to type next. */
export function nextStep(status: BatchStatus): string {
  const { run, open, waiting, ended, next } = status;
  if (next === null) return 'The run is finished.\nnext: parsimony view';
  const goOn = shellWords(next);
  if (ended > 0) {
    const others = open === ended ? '' : `, ${open - ended} not`;
    return `${jobs(ended)} ended${others}.\nnext: parsimony batch collect ${run}${databaseOf(next)}`;
  }
  const running = open - waiting;
  if (running > 0) {
    const others = waiting === 0 ? '' : `, ${waiting} to be created`;
    return `${jobs(running)} under way${others}.\nnext: parsimony batch status ${run}${databaseOf(next)}, or wait for all of it: ${goOn}`;
  }
  if (waiting > 0) return `${jobs(waiting)} to be created.\nnext: ${goOn}`;
  return `${whatIsLeft(status)}\nnext: ${goOn}`;
}

/** That jobs go on without us, where some do. */
export function jobsRunOn({ open, waiting, ended }: BatchStatus): string | undefined {
  const running = open - waiting - ended;
  if (running <= 0) return undefined;
  return running === 1 ? '1 submitted job runs on.' : `${running} submitted jobs run on.`;
}

/** What going on with a run has to do once no job is open. */
function whatIsLeft({ jobs: all, unanswered, judgesToCome, state }: BatchStatus): string {
  const calls = unanswered === 1 ? '1 call has' : `${unanswered} calls have`;
  const left =
    all.length === 0
      ? 'No job: every call has its answer or goes live.'
      : unanswered === 0
        ? 'Every job is in, every call answered.'
        : `Every job is in; ${calls} no answer.`;
  if (state === 'running') return `${left} A command is at work on the run.`;
  return judgesToCome
    ? `${left} Judges, scores and reports are to come.`
    : `${left} Scores and reports are to come.`;
}

function jobs(count: number): string {
  return count === 1 ? '1 job' : `${count} jobs`;
}

/** The database has to be named again where it was named. */
function databaseOf(next: readonly string[]): string {
  const at = next.indexOf('--db');
  return at === -1 ? '' : ` ${shellWords(next.slice(at, at + 2))}`;
}
