import { report } from '../../app/index.js';
import { renderTerminal, searchTerminal, serialiseSearch } from '../../report/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

/** `report`: the reports of a run or search again, from the database; a run's with `--reprice` at other prices. */
export const reportCommand: CommandAction = async ([run], options, terminal) => {
  const { columns, colour } = terminal;
  const reported = await report(
    {
      run: run ?? 'latest',
      ...(typeof options.db === 'string' && { db: options.db }),
      ...(typeof options.output === 'string' && { output: options.output }),
      ...(typeof options.prices === 'string' && { prices: options.prices }),
      ...(typeof options.reprice === 'string' && { reprice: options.reprice }),
    },
    { cwd: process.cwd() },
  );
  if (reported.of === 'search') {
    const { document } = reported;
    if (options.json === true) terminal.out(serialiseSearch(document));
    else terminal.out(searchTerminal(document, { color: colour, width: columns }).join('\n'));
  } else if (options.json === true) printJson(terminal, reported.model.document);
  else terminal.out(renderTerminal(reported.model, { columns, colour }));
  return EXIT.ok;
};
