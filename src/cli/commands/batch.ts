import {
  type BatchReport,
  type BatchStatus,
  cancelBatch,
  collectBatch,
  listBatches,
  refreshBatch,
  submitBatch,
} from '../../app/index.js';
import type { RunContext } from '../../app/port.js';
import { ParsimonyError } from '../../domain/index.js';
import { createBatchProgress } from '../batch-progress.js';
import type { CommandAction } from '../command-action.js';
import { confirmSpending } from '../confirm.js';
import { EXIT } from '../exit-codes.js';
import { printJson, type Terminal } from '../print.js';
import { type RunFlags, toRunOptions } from '../run-options.js';
import { watchStopSignals } from '../stop-signals.js';
import { batchLines, nextStep } from './batch-lines.js';

/** Of every action but `status`, which changes nothing. */
const GOES_ON = 'The same command then goes on where this one stopped.';

type Work = (context: RunContext) => Promise<BatchReport>;

/** `batch submit <experiment> | status [run] | collect [run] | cancel [run] | list`. */
export const batchCommand: CommandAction = async ([action, what], options, terminal) => {
  const flags = options as RunFlags;
  const stored = { run: what ?? 'latest', ...(flags.db !== undefined && { db: flags.db }) };
  switch (action) {
    case 'submit': {
      const run = { ...toRunOptions(what, flags), batch: true };
      if (!(await confirmSpending(run, flags, terminal))) return EXIT.interrupted;
      return report((context) => submitBatch(run, context), flags, terminal, GOES_ON);
    }
    case 'status':
      return report((context) => refreshBatch(stored, context), flags, terminal);
    case 'collect':
      return report((context) => collectBatch(stored, context), flags, terminal, GOES_ON);
    case 'cancel':
      return report((context) => cancelBatch(stored, context), flags, terminal, GOES_ON);
    case 'list':
      return list(listBatches(stored, { cwd: process.cwd() }), flags, terminal);
    default:
      throw new ParsimonyError('invalid-input', `batch knows no action ${action}`, {
        hint: 'Use submit <experiment>, status [run], collect [run], cancel [run] or list.',
      });
  }
};

async function report(work: Work, flags: RunFlags, terminal: Terminal, goesOn?: string): Promise<number> {
  const progress = createBatchProgress(terminal, Date.now);
  const signals = watchStopSignals(() =>
    terminal.err('\nStopping after this step; press Ctrl-C again to give it up.'),
  );
  try {
    const { status, end } = await work({
      env: terminal.env,
      cwd: process.cwd(),
      now: () => new Date(),
      stop: signals.stop,
      abort: signals.abort,
      onEvent(event) {
        if (event.type === 'batch') progress.update(event.progress);
        else if (event.type === 'notice') {
          progress.end();
          terminal.err(`note: ${event.text}`);
        }
      },
    });
    progress.end();
    if (flags.json === true) printJson(terminal, { ...status, end: end.state });
    else terminal.out([...batchLines(status), '', nextStep(status)].join('\n'));
    switch (end.state) {
      case 'done':
        return EXIT.ok;
      case 'interrupted':
        terminal.err(
          'Interrupted; what was submitted runs on, and the same command goes on where this one stopped.',
        );
        return EXIT.interrupted;
      case 'exhausted':
        terminal.err('Stopped by the spend guard. The same command with a higher --max-cost goes on.');
        return EXIT.budget;
      case 'hopeless':
        terminal.err(`parsimony: ${end.failure.code}: ${end.failure.message}`);
        terminal.err(`  → ${end.remedy}`);
        if (goesOn !== undefined) terminal.err(`  → ${goesOn}`);
        return EXIT.usage;
    }
  } finally {
    progress.end();
    signals.dispose();
  }
}

function list(runs: readonly BatchStatus[], flags: RunFlags, terminal: Terminal): number {
  if (flags.json === true) printJson(terminal, { runs });
  else if (runs.length === 0)
    terminal.out('No run has batch jobs. `parsimony batch submit <experiment>` creates some.');
  else {
    for (const { run, experiment, startedAt, open, jobs, emulated } of runs) {
      const state = open === 0 ? 'all in' : `${open} open`;
      const count = jobs.length === 1 ? '1 job' : `${jobs.length} jobs`;
      terminal.out(`${run}  ${experiment}  ${startedAt}  ${count}, ${state}${emulated ? '  EMULATED' : ''}`);
    }
  }
  return EXIT.ok;
}
