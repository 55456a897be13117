import path from 'node:path';
import { type CalibrateOptions, calibrateJudge } from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import { carryOut } from '../carry-out.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';
import { createProgress } from '../progress.js';
import { type RunFlags, toRunOptions } from '../run-options.js';
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
  const document = await carryOut(
    terminal,
    {
      bar: createProgress(terminal, Date.now),
      progressOf: (event) => (event.type === 'progress' ? event.progress : undefined),
      started: ({ resumed, run, planned }) =>
        `${resumed ? 'Resuming' : 'Calibration'} ${run}: ${planned} to judge`,
      emulated: 'EMULATED: the judge is an emulator, not Claude; dollars are list prices.',
    },
    (context) => calibrateJudge(asked, context),
  );
  if (options.json === true) printJson(terminal, document);
  else terminal.out(renderCalibration(document));
  return EXIT.ok;
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
