import path from 'node:path';
import { type CalibrateOptions, calibrateJudge } from '../../app/index.js';
import type { RunContext } from '../../app/port.js';
import { ParsimonyError } from '../../domain/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';
import { createProgress } from '../progress.js';
import { type RunFlags, toRunOptions } from '../run-options.js';
import { watchStopSignals } from '../stop-signals.js';
import { renderCalibration } from './render-calibration.js';

/** `judge calibrate [judge] <labelled.jsonl>`: how far a judge agrees with labels, and the file that debiases it. */
export const judgeCommand: CommandAction = async ([action, first, second], options, terminal) => {
  if (action !== 'calibrate') {
    throw new ParsimonyError('invalid-input', `judge knows no action ${action}`, {
      hint: 'Use calibrate: parsimony judge calibrate <judge> <labelled.jsonl> -c <experiment>',
    });
  }
  const { output, ...flags } = options as RunFlags & { readonly output?: string };
  const asked = toCalibrateOptions(first, second, { flags, output });
  const progress = createProgress(terminal, Date.now);
  const signals = watchStopSignals(() =>
    terminal.err('\nStopping: calls in flight may finish; press Ctrl-C again to give them up.'),
  );
  const context: RunContext = {
    env: terminal.env,
    cwd: process.cwd(),
    now: () => new Date(),
    stop: signals.stop,
    abort: signals.abort,
    onEvent(event) {
      if (event.type === 'progress') progress.update(event.progress);
      if (event.type === 'notice') terminal.err(`note: ${event.text}`);
      if (event.type !== 'started') return;
      if (event.emulated) {
        progress.labelEmulated();
        terminal.err('EMULATED: the judge is an emulator, not Claude; dollars are list prices.');
      }
      terminal.err(`${event.resumed ? 'Resuming' : 'Calibration'} ${event.run}: ${event.planned} to judge`);
    },
  };
  try {
    const document = await calibrateJudge(asked, context);
    progress.end();
    if (options.json === true) printJson(terminal, document);
    else terminal.out(renderCalibration(document));
    return EXIT.ok;
  } finally {
    progress.end();
    signals.dispose();
  }
};

/** One argument is the labels, and the experiment's only judge is meant; two are judge and labels. */
function toCalibrateOptions(
  first: string | undefined,
  second: string | undefined,
  { flags, output }: { readonly flags: RunFlags; readonly output: string | undefined },
): CalibrateOptions {
  const [judge, labels] = second === undefined ? [undefined, first] : [first, second];
  if (labels === undefined) {
    throw new ParsimonyError('invalid-input', 'judge calibrate needs a file of labelled answers', {
      hint: 'For example: parsimony judge calibrate judge labelled.jsonl -c experiments/mangaassist.yaml',
    });
  }
  const { experiment, db, concurrency, provider, region, maxCostUsd, cache, prices } = toRunOptions(
    undefined,
    flags,
  );
  return {
    experiment,
    labels,
    ...(judge !== undefined && { judge }),
    ...(output !== undefined && { to: path.normalize(output) }),
    ...(db !== undefined && { db }),
    ...(concurrency !== undefined && { concurrency }),
    ...(provider !== undefined && { provider }),
    ...(region !== undefined && { region }),
    ...(maxCostUsd !== undefined && { maxCostUsd }),
    ...(cache !== undefined && { cache }),
    ...(prices !== undefined && { prices }),
  };
}
