import { reportRun } from '../../app/index.js';
import { renderTerminal } from '../../report/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

/** `report`: the reports of a run again, from the database; with `--reprice` at the prices of another book. */
export const reportCommand: CommandAction = async ([run], options, terminal) => {
  const model = await reportRun(
    {
      run: run ?? 'latest',
      ...(typeof options.db === 'string' && { db: options.db }),
      ...(typeof options.output === 'string' && { output: options.output }),
      ...(typeof options.prices === 'string' && { prices: options.prices }),
      ...(typeof options.reprice === 'string' && { reprice: options.reprice }),
    },
    { cwd: process.cwd() },
  );
  if (options.json === true) printJson(terminal, model.document);
  else terminal.out(renderTerminal(model, { columns: terminal.columns, colour: terminal.colour }));
  return EXIT.ok;
};
