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
  const take = async (): Promise<void> => {
    const { pid } = process;
    await writeFile(lock, `${pid} ${(await startOf(pid)) ?? ''}`, { flag: 'wx' });
  };
  try {
    await take();
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const [holder, started] = (await readFile(lock, 'utf8').catch(() => '')).split(' ');
    if (await isAlive(Number(holder), started)) {
      throw new ParsimonyError('refused', `process ${holder} runs an emulator on ${path}`, {
        hint: 'Stop it, or name another folder.',
      });
    }
    await rm(lock, { force: true });
    await take();
  }
}

/** Whether the process that wrote a lock still runs. Its id may belong to another one by now. */
async function isAlive(pid: number, started: string | undefined): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  const running = await startOf(pid);
  return running === undefined || running === started;
}

/**
 * When a process started, as Linux counts it; `dead` for one that has ended and that nobody has waited for, which
 * still has its id. Undefined where the system does not tell.
 */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // proc(5): the name in parentheses may hold anything; state is field 3, start time field 22.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined) return undefined;
  return fields[0] === 'Z' || fields[0] === 'X' ? 'dead' : fields[19];
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
