import { randomBytes } from 'node:crypto';
import { lstat, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Lets `<experimentDir>/latest` point at the folder of `runId`: a relative symbolic link, swapped in one step.
 * Where links are refused (Windows without the right, some network drives) it is a text file that holds the
 * run's id. A real folder named `latest` is left alone and reported by the error of the rename.
 */
export async function updateLatest(experimentDir: string, runId: string): Promise<void> {
  const latest = path.join(experimentDir, 'latest');
  const temporary = `${latest}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await symlink(runId, temporary, 'dir');
  } catch {
    await writeFile(temporary, `${runId}\n`);
  }
  try {
    await rename(temporary, latest);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The run id that `latest` names, whichever form it has; undefined when there is none. */
export async function readLatest(experimentDir: string): Promise<string | undefined> {
  const latest = path.join(experimentDir, 'latest');
  try {
    const entry = await lstat(latest);
    if (entry.isSymbolicLink()) return path.basename(await readlink(latest));
    if (entry.isFile()) return (await readFile(latest, 'utf8')).trim();
    return undefined;
  } catch {
    return undefined;
  }
}
