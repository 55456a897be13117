import path from 'node:path';
import type { BatchStatus } from '../../app/index.js';
import type { BatchJobSummary } from '../../report/port.js';

/** The jobs of a run as lines: one for the run, one for each job, one for their sum. */
export function batchLines({ run, experiment, emulated, jobs }: BatchStatus): readonly string[] {
  const sum = (of: (job: BatchJobSummary) => number): number =>
    jobs.reduce((total, job) => total + of(job), 0);
  return [
    ...(emulated ? ['EMULATED: these jobs are an emulator’s; dollars are list prices.'] : []),
    `Run ${run} (${experiment})`,
    ...jobs.map(jobLine),
    `${sum(({ records }) => records)} records: ${sum(({ answered }) => answered)} answers in, ${sum(({ failed }) => failed)} failed · $${sum(({ billedUsd }) => billedUsd).toFixed(4)}`,
  ];
}

function jobLine({ part, role, model, status, records, answered, failed }: BatchJobSummary): string {
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  return `  ${String(part).padStart(3)}  ${role.padEnd(9)}  ${status.padEnd(18)}  ${answered}/${records} in${failures}  ${model}`;
}

/** What to do next. */
export function nextStep({ run, open, experimentPath, provider, jobs }: BatchStatus): string {
  // Whatever provider the file names: the run belongs to the one that it was submitted with.
  const file = `${path.relative(process.cwd(), experimentPath)} --provider ${provider}`;
  if (jobs.length === 0)
    return `Nothing was submitted: every call has its answer or goes live.\nnext: parsimony run ${file} --batch`;
  if (open === 0) return `Every job is in.\nnext: parsimony run ${file} --batch`;
  return `${open === 1 ? '1 job is' : `${open} jobs are`} open.\nnext: parsimony batch status ${run}, then parsimony batch collect ${run}`;
}
