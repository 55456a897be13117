import { verifyPromoted } from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

/** `verify`: 0 when a promoted config still stands on what it was measured with, 100 on drift. */
export const verifyCommand: CommandAction = async ([file], options, terminal) => {
  if (file === undefined)
    throw new ParsimonyError('invalid-input', 'verify needs a promoted config', {
      hint: 'Write `parsimony verify <file>`, with the file that `parsimony promote` wrote.',
    });
  const { prices, priceTolerance, endOfLifeDays } = options;
  const found = await verifyPromoted(
    file,
    {
      ...(typeof prices === 'string' && { prices }),
      ...(typeof priceTolerance === 'number' && { priceTolerance }),
      ...(typeof endOfLifeDays === 'number' && { endOfLifeDays }),
    },
    { now: () => new Date(), cwd: process.cwd() },
  );
  const drifted = found.some(({ severity }) => severity === 'drift');
  if (options.json === true) printJson(terminal, { file, drifted, findings: found });
  else {
    for (const { severity, message } of found) terminal.out(`${severity}: ${message}`);
    terminal.out(drifted ? `${file} has drifted from its evidence` : `${file}: as it was promoted`);
  }
  return drifted ? EXIT.regression : EXIT.ok;
};
