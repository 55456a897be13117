import { ParsimonyError } from '../domain/index.js';
import { unwritableReason } from '../experiment/index.js';
import { writeFileAtomically } from '../report/index.js';

/** Refuses a place that cannot be written, before work is done whose result would go there. */
export function requireWritable(place: string, what: 'file' | 'folder', flag: string): void {
  const reason = unwritableReason(place, what);
  if (reason === undefined) return;
  throw new ParsimonyError('invalid-input', `${flag}: ${place} cannot be written: ${reason}`, {
    hint: 'Name a place in a folder that you may write to.',
  });
}

/** Writes a file that a person named, whole or not at all; what the file system refuses is the user's to mend. */
export async function writeOutput(file: string, text: string): Promise<void> {
  requireWritable(file, 'file', '--output');
  await writing(file, 'Name another file.', () => writeFileAtomically(file, text));
}

/** Runs an action that writes at a place; turns the file system's refusals into an error that says what to do. */
export async function writing<T>(place: string, hint: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
    throw new ParsimonyError('invalid-input', `${place} cannot be written (${String(error.code)})`, {
      hint,
      cause: error,
    });
  }
}
