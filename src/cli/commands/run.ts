import { type ConcludedRun, runExperiment } from '../../app/index.js';
import type { Verdict } from '../../domain/index.js';
import { renderTerminal } from '../../report/index.js';
import { remedyFor } from '../../run/index.js';
import { carryOut } from '../carry-out.js';
import type { CommandAction } from '../command-action.js';
import { confirmSpending } from '../confirm.js';
import { EXIT, exitOfVerdict, FAIL_ON } from '../exit-codes.js';
import { keepHeapSmall } from '../heap-growth.js';
import { printJson, type Terminal } from '../print.js';
import { createProgress } from '../progress.js';
import { type RunFlags, toRunOptions } from '../run-options.js';
import { writeStepSummary } from '../step-summary.js';
import { batchLines, jobsRunOn, nextStep } from './batch-lines.js';
import { estimateCommand } from './estimate.js';

/** `run`: explores, and ends 0 unless work failed or was stopped. */
export const runCommand: CommandAction = (args, options, terminal) =>
  runOrGate({ args, flags: options as RunFlags, terminal });

/** `gate`: runs what is missing and judges; it promotes nothing, because a check changes no file of the project. */
export const gateCommand: CommandAction = (args, options, terminal) =>
  runOrGate({ args, flags: { ...(options as RunFlags), gate: true }, terminal, promote: false });

async function runOrGate(call: {
  readonly args: readonly (string | undefined)[];
  readonly flags: RunFlags;
  readonly terminal: Terminal;
  readonly promote?: boolean;
}): Promise<number> {
  const { args, flags, terminal } = call;
  if (flags.dryRun === true) return estimateCommand(args, { ...flags }, terminal);
  keepHeapSmall();
  const options = { ...toRunOptions(args[0], flags), ...(call.promote === false && { promote: false }) };
  if (!(await confirmSpending(options, flags, terminal))) return EXIT.interrupted;
  const concluded = await carryOut(
    terminal,
    {
      bar: createProgress(terminal, Date.now),
      progressOf: (event) => (event.type === 'progress' ? event.progress : undefined),
      started: ({ resumed, run, planned }) => `${resumed ? 'Resuming' : 'Run'} ${run}: ${planned} cells`,
    },
    (context) => runExperiment(options, context),
  );
  return conclude(concluded, { flags, terminal });
}

function conclude(
  concluded: ConcludedRun,
  call: { readonly flags: RunFlags; readonly terminal: Terminal },
): number {
  const { flags, terminal } = call;
  const { model, sitting, batch } = concluded;
  if (sitting.end === 'hopeless') return stopHopeless(concluded, terminal);
  if (flags.json === true) printJson(terminal, model.document);
  // A table of nothing tells nothing; what the jobs are at does.
  else if (batch !== null && model.document.cells.completed === 0)
    terminal.out([...batchLines(batch), '', nextStep(batch)].join('\n'));
  else terminal.out(renderTerminal(model, { columns: terminal.columns, colour: terminal.colour }));
  const unwritten = writeStepSummary(terminal.env, model);
  if (unwritten !== undefined) terminal.err(`warning: ${unwritten}`);
  if (sitting.end === 'interrupted') {
    if (flags.batch === true) terminal.err('Batch jobs that were submitted run on without this command.');
    terminal.err(
      'Interrupted; everything received is saved. The same command goes on where this one stopped.',
    );
    return EXIT.interrupted;
  }
  if (sitting.end === 'exhausted') {
    const spent = model.document.cost.billedUsd.toFixed(4);
    const { unseen } = model.execution.calls;
    const lost =
      unseen === undefined
        ? ''
        : `, at most $${unseen.atMostUsd.toFixed(4)} may have been billed for attempts that brought no answer,`;
    terminal.err(
      `Stopped by the spend guard: $${spent} are spent${lost} and the next call might cross the cap. The same command with a higher --max-cost goes on.`,
    );
    return EXIT.budget;
  }
  const { failed } = model.document.cells;
  if (failed > 0) {
    const { failure } = sitting;
    const why = failure === undefined ? '' : ` (the first: ${failure.code}: ${failure.message})`;
    terminal.err(
      `${failed === 1 ? '1 cell' : `${failed} cells`} failed${why}; --retry-errors takes them up again.`,
    );
  }
  const { gate } = model.document;
  if (flags.gate === true && gate !== null) return gateExit(concluded, gate.verdict, call);
  return failed > 0 ? EXIT.internal : EXIT.ok;
}

/** The verdict's exit code; a verdict that counts as a success by choice is said so, openly. */
function gateExit(
  { model }: ConcludedRun,
  verdict: Verdict,
  { flags, terminal }: { readonly flags: RunFlags; readonly terminal: Terminal },
): number {
  const own = model.experiment.gate?.failOn;
  const failOn = flags.failOn === undefined ? own : FAIL_ON[flags.failOn];
  const { code, treatedFrom } = exitOfVerdict(verdict, failOn);
  if (treatedFrom !== undefined) {
    const by = flags.failOn === undefined ? `gate.failOn: [${own?.join(', ')}]` : `--fail-on ${flags.failOn}`;
    terminal.err(`verdict ${verdict} (${treatedFrom}), treated as success by ${by}`);
  }
  return code;
}

/** A run that no call can help is the account's or the environment's to mend; there is nothing to report. */
function stopHopeless({ sitting, batch }: ConcludedRun, terminal: Terminal): number {
  const { failure } = sitting;
  const what = sitting.remedy === undefined ? 'no call can succeed' : 'the batch jobs cannot go on';
  terminal.err(`parsimony: ${what}: ${failure?.code}: ${failure?.message}`);
  const remedy = sitting.remedy ?? (failure === undefined ? undefined : remedyFor(failure));
  if (remedy !== undefined) terminal.err(`  → ${remedy}`);
  const others = batch === null ? undefined : jobsRunOn(batch);
  if (others !== undefined) terminal.err(`  → ${others}`);
  terminal.err('  → The same command then goes on where this one stopped.');
  return EXIT.usage;
}
