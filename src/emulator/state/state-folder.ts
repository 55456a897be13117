import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ParsimonyError } from '../../domain/index.js';

/** Where the emulator keeps objects and jobs: never in memory. */
export interface StateFolder {
  readonly path: string;
  /** Gives the folder back; a temporary one is removed. */
  close(): Promise<void>;
}

const lockName = 'emulator.lock';

/**
 * Opens the folder that was named, which survives, or a temporary one, which `close` removes. One emulator at a time
 * uses a folder: throws `refused` while another process holds it, `invalid-input` where it cannot be written.
 */
export async function openStateFolder(named: string | undefined): Promise<StateFolder> {
  if (named === undefined) {
    const path = await mkdtemp(join(tmpdir(), 'parsimony-emulator-'));
    return { path, close: () => rm(path, { recursive: true, force: true }) };
  }
  const path = resolve(named);
  const lock = join(path, lockName);
  try {
    await mkdir(path, { recursive: true });
    await takeLock(lock, path);
  } catch (error) {
    if (error instanceof ParsimonyError) throw error;
    throw new ParsimonyError('invalid-input', `the emulator cannot keep its state in ${named}`, {
      hint: 'Name a folder that can be created and written.',
      cause: error,
    });
  }
  return { path, close: () => rm(lock, { force: true }) };
}

async function takeLock(lock: string, path: string): Promise<void> {
  const take = (): Promise<void> => writeFile(lock, String(process.pid), { flag: 'wx' });
  try {
    await take();
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (isAlive(holder)) {
      throw new ParsimonyError('refused', `process ${holder} runs an emulator on ${path}`, {
        hint: 'Stop it, or name another folder.',
      });
    }
    await rm(lock, { force: true });
    await take();
  }
}

/** Whether a process of that id runs; a process of somebody else's counts. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
