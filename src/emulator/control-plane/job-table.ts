import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../../domain/index.js';
import { readJsonFile, writeJsonFile } from '../state/json-file.js';
import { isFinal, type Job, jobStatuses } from './job.js';

/** Every job, in memory and on disk: `jobs/<id>/job.json`, with the working files of the job beside it. */
export interface JobTable {
  /** By number. */
  all(): readonly Job[];
  find(id: string): Job | undefined;
  add(job: Job): Promise<void>;
  /** Changes a job; on disk too unless only its progress changed. */
  update(id: string, change: Partial<Job>, options?: { readonly keep: 'in-memory' }): Promise<Job>;
  /** The folder with the job's working files. */
  folderOf(id: string): string;
}

/** Opens the jobs of a state folder. */
export async function openJobTable(folder: string): Promise<JobTable> {
  const root = join(folder, 'jobs');
  await mkdir(root, { recursive: true });
  const jobs = new Map<string, Job>();
  for (const job of await readJobs(root)) jobs.set(job.id, job);
  const folderOf = (id: string): string => join(root, id);
  // Files of one job are written one after the other: the last state written is the last one.
  const writes = new Map<string, Promise<void>>();
  const write = (job: Job): Promise<void> => {
    const before = writes.get(job.id) ?? Promise.resolve();
    const next = before.then(() => writeJsonFile(join(folderOf(job.id), 'job.json'), jobs.get(job.id)));
    writes.set(
      job.id,
      next.catch(() => undefined),
    );
    return next;
  };
  return {
    all: () => [...jobs.values()],
    find: (id) => jobs.get(id),
    async add(job) {
      jobs.set(job.id, job);
      await mkdir(folderOf(job.id));
      await write(job);
    },
    async update(id, change, options) {
      const before = jobs.get(id);
      if (before === undefined) throw new Error(`There is no job ${id}.`);
      const job = { ...before, ...change };
      jobs.set(id, job);
      if (options?.keep !== 'in-memory') await write(job);
      return job;
    },
    folderOf,
  };
}

/** Jobs that the emulator wrote before; one that cannot be read is cleared away. */
async function readJobs(root: string): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  for (const id of await readdir(root)) {
    const value: unknown = await readJsonFile(join(root, id, 'job.json'));
    if (isJob(value, id)) jobs.push(value);
    else await rm(join(root, id), { recursive: true, force: true });
  }
  return jobs.sort((a, b) => a.number - b.number);
}

/** The table wrote the file itself, whole or not at all: identity and status tell its own from others. */
function isJob(value: unknown, id: string): value is Job {
  return (
    isRecord(value) &&
    value.id === id &&
    typeof value.number === 'number' &&
    isRecord(value.request) &&
    isRecord(value.tally) &&
    jobStatuses.some((status) => status === value.status)
  );
}

/** Removes the working files of a job that has ended; its record stays. */
export async function clearWork(table: JobTable, job: Job): Promise<void> {
  if (!isFinal(job.status)) return;
  const folder = table.folderOf(job.id);
  for (const name of await readdir(folder)) {
    if (name.endsWith('.in') || name.endsWith('.out')) await rm(join(folder, name), { force: true });
  }
}
