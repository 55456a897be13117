import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const NAME = /^parsimony-suite-(\d+)-/;

/**
 * Gives a run of the suite one folder for all its temporary files, which goes away with it: what a test or a process
 * that it kills leaves behind goes too. Folders of runs that were killed themselves go with the next run.
 */
export default function temporaryFiles(): () => void {
  const outside = tmpdir();
  // It is called once for each project of the run.
  if (path.basename(outside).startsWith(`parsimony-suite-${process.pid}-`)) return () => {};
  for (const name of readdirSync(outside)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) remove(path.join(outside, name));
  }
  const folder = mkdtempSync(path.join(outside, `parsimony-suite-${process.pid}-`));
  process.env.TMPDIR = folder;
  return () => remove(folder);
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, and runs.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
