import path from 'node:path';
import { ParsimonyError } from '../domain/index.js';
import type { RunRow } from '../store/index.js';
import type { RunContext } from './port.js';
import { requireWritable } from './writable.js';

/** Evidence counts for this long, unless the world changes before. */
export const VALID_DAYS = 90;

/** Where a promotion goes: where the options say, else where the experiment does. */
export function promotionPlace(
  given: string | undefined,
  { snapshot }: Pick<RunRow, 'snapshot'>,
  { cwd }: Pick<RunContext, 'cwd'>,
): string {
  const to = given === undefined ? snapshot.promote?.to : path.resolve(cwd, given);
  if (to === undefined) {
    throw new ParsimonyError('invalid-input', 'where to write the promoted config is not said', {
      hint: 'Name a file with --to, or declare `promote: { to: … }` in the experiment.',
    });
  }
  if (!/\.ya?ml$/.test(to)) {
    throw new ParsimonyError('invalid-input', `--to: ${to} is not a .yaml file`, {
      hint: 'A promoted config is YAML: give the file that ending.',
    });
  }
  requireWritable(to, 'file', '--to');
  return to;
}
