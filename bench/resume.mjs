import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { median, rounded } from './parts/figures.mjs';
import { CLI, measure } from './parts/measured-process.mjs';
import { databaseOf, forgetRuns, runArguments, writeExperiment } from './parts/workload.mjs';

export const title = 'Resuming a run: 100,000 cells of which nearly all are finished';

const CELLS = 100_000;
/** The kill comes when so many cells are finished; the rest is a few windows of work. */
const KILL_AT = 0.98 * CELLS;
const TIMES = 3;

/**
 * A run of one cell is the start-up; the resumed run is killed for good with kill -9 shortly before its end. Timed
 * is the second sitting: from its start to its first new trial in the database (as another process sees it), which
 * is start-up, validation of the dataset and the scan of what is finished; then to its end, reports included.
 */
export async function run({ log }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-bench-resume-'));
  try {
    const starts = [];
    const one = writeExperiment(folder, 1);
    for (let time = 0; time < 5; time += 1) {
      forgetRuns(folder);
      starts.push((await measure(CLI, runArguments(one), { cwd: folder })).wallMs);
    }
    const startUpMs = median(starts);
    const experiment = writeExperiment(folder, CELLS);
    const sittings = [];
    for (let time = 0; time < TIMES; time += 1) {
      forgetRuns(folder);
      log(`sitting ${time + 1} of ${TIMES}`);
      await start(folder, experiment, { killAt: KILL_AT });
      const finished = trials(folder);
      sittings.push({ finished, ...(await start(folder, experiment, { firstAfter: finished })) });
    }
    const firstMs = median(sittings.map(({ firstMs }) => firstMs));
    return {
      cells: CELLS,
      finishedBefore: sittings.map(({ finished }) => finished),
      startUpMs: rounded(startUpMs),
      toFirstNewTrialMs: rounded(firstMs),
      scanMs: rounded(firstMs - startUpMs),
      toEndMs: rounded(median(sittings.map(({ endMs }) => endMs))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the experiment, killing it at `killAt` finished cells; says when it went past `firstAfter`, and when it ended. */
function start(folder, experiment, { killAt, firstAfter }) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [CLI, ...runArguments(experiment)], {
      cwd: folder,
      stdio: 'ignore',
    });
    let firstMs;
    const watch = setInterval(() => {
      const count = trials(folder);
      if (killAt !== undefined && count >= killAt) child.kill('SIGKILL');
      if (firstAfter !== undefined && firstMs === undefined && count > firstAfter) {
        firstMs = performance.now() - started;
        clearInterval(watch);
      }
    }, 20);
    child.on('error', reject);
    child.on('close', () => {
      clearInterval(watch);
      const endMs = performance.now() - started;
      // A sitting shorter than a look at the database ended with its first trial.
      resolve({ firstMs: firstMs ?? endMs, endMs });
    });
  });
}

/** Trials that another process can see. Counting would be slow; cells are finished nearly in order. */
function trials(folder) {
  let db;
  try {
    db = new Database(databaseOf(folder), { readonly: true, fileMustExist: true });
    return (db.prepare('SELECT MAX(cell) FROM trials').pluck().get() ?? -1) + 1;
  } catch {
    return 0;
  } finally {
    db?.close();
  }
}
