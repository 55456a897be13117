import { describe, expect, it } from 'vitest';
import type { BatchStatus } from '../../src/app/index.js';
import { batchLines, jobsRunOn, nextStep } from '../../src/cli/commands/batch-lines.js';

const NEXT = ['parsimony', 'run', 'shop.yaml', '--batch', '--filter-intent', 'gift ideas', '--resume', 'r1'];

function status(over: Partial<BatchStatus>): BatchStatus {
  return {
    run: 'r1',
    experiment: 'shop',
    experimentPath: '/nowhere/shop.yaml',
    provider: 'bedrock',
    emulated: false,
    state: 'stopped',
    startedAt: '2026-01-01T00:00:00.000Z',
    open: 0,
    waiting: 0,
    ended: 0,
    unanswered: 0,
    judgesToCome: false,
    next: NEXT,
    jobs: [job],
    ...over,
  };
}

const job: BatchStatus['jobs'][number] = {
  part: 1,
  role: 'candidate',
  model: 'a-model',
  jobName: 'a-job',
  status: 'InProgress',
  records: 200,
  answered: 0,
  failed: 0,
  billedUsd: 0,
  submittedAt: null,
  endedAt: null,
  processed: 120,
  note: null,
};

describe('what the batch commands say', () => {
  it('shows what a job has processed, and why one failed', () => {
    expect(batchLines(status({})).join('\n')).toContain('0/200 in, 120 processed');
    const note = 'the role cannot be assumed';
    const failed = { ...job, status: 'Failed', processed: null, note };
    expect(batchLines(status({ jobs: [failed] })).join('\n')).toContain(`\n       ${note}\n`);
  });

  it('names the step that the jobs are at, and goes on with every option of the run, quoted for a shell', () => {
    const goOn = "parsimony run shop.yaml --batch --filter-intent 'gift ideas' --resume r1";
    const steps: readonly (readonly [Partial<BatchStatus>, string])[] = [
      [{ open: 2, waiting: 2 }, `2 jobs to be created.\nnext: ${goOn}`],
      [
        { open: 2, waiting: 1 },
        `1 job under way, 1 to be created.\nnext: parsimony batch status r1, or wait for all of it: ${goOn}`,
      ],
      [{ open: 2, ended: 1 }, '1 job ended, 1 not.\nnext: parsimony batch collect r1'],
      [{}, `Every job is in, every call answered. Scores and reports are to come.\nnext: ${goOn}`],
      [
        { unanswered: 34, judgesToCome: true },
        `Every job is in; 34 calls have no answer. Judges, scores and reports are to come.\nnext: ${goOn}`,
      ],
      [
        { jobs: [] },
        `No job: every call has its answer or goes live. Scores and reports are to come.\nnext: ${goOn}`,
      ],
      [{ next: null }, 'The run is finished.\nnext: parsimony view'],
    ];
    for (const [over, words] of steps) expect(nextStep(status(over))).toBe(words);
  });

  it('names the database again where it was named', () => {
    const next = [...NEXT.slice(0, 4), '--db', 'other.db', '--resume', 'r1'];
    expect(nextStep(status({ open: 1, ended: 1, next }))).toContain('batch collect r1 --db other.db');
  });

  it('says which jobs run on without this command', () => {
    expect(jobsRunOn(status({ open: 3, waiting: 1, ended: 1 }))).toBe('1 submitted job runs on.');
    expect(jobsRunOn(status({ open: 2, waiting: 2 }))).toBeUndefined();
  });
});
