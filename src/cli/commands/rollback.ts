import { rollback } from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

/** `rollback`: puts the previous promotion back; 0 whether or not the world has moved on since, which it says. */
export const rollbackCommand: CommandAction = async ([file], options, terminal) => {
  if (file === undefined)
    throw new ParsimonyError('invalid-input', 'rollback needs a promoted config', {
      hint: 'Write `parsimony rollback <file>`, with the file that `parsimony promote` wrote.',
    });
  const { reason, prices } = options;
  const { from, to, restored, findings } = await rollback(
    file,
    {
      ...(typeof reason === 'string' && { reason }),
      ...(typeof prices === 'string' && { prices }),
    },
    { now: () => new Date(), cwd: process.cwd() },
  );
  const { evidence, expires } = restored;
  const source = 'run' in evidence ? `run ${evidence.run}` : `search ${evidence.search}`;
  if (options.json === true) {
    printJson(terminal, { file, from, to, variant: evidence.variant, source, expires, findings });
    return EXIT.ok;
  }
  terminal.out(`${file}: ${evidence.variant} of ${source} is back (version ${to} instead of ${from})`);
  for (const { severity, message } of findings) terminal.out(`${severity}: ${message}`);
  if (findings.some(({ severity }) => severity === 'drift'))
    terminal.out('It was promoted in another world: measure again before you rely on it.');
  return EXIT.ok;
};
