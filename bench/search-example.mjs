// The worked example's search against its truth: every config is measured on every sample, on the emulator, into a table;
// then each algorithm searches that table offline, seed by seed, at equal item evaluations.
//   node bench/search-example.mjs --table <folder> [--processes 2] [--per-cluster n] [--seeds 5]
//     [--algorithm surrogate,nsga2,random,exact] [--evaluations 2000,5000,10000,20000] [--enumerate-only]
// The table takes about 40 minutes of one core (216,000 cells) and is kept: killed and started again it goes on, later
// runs only read it. JSON on stdout, tables in Markdown and progress on stderr; no build needed.
// EMULATED: no number here says anything about Claude.
import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { register } from 'tsx/esm/api';

const SELF = fileURLToPath(import.meta.url);
const PARTS = path.join(path.dirname(SELF), 'parts', 'search-example');
const EXPERIMENT = path.join(path.dirname(SELF), '..', 'experiments', 'mangaassist-search.yaml');

register();
if (process.argv[2] === '--worker') await work(process.argv[3]);
else await main();

async function work(folder) {
  const { readCellTable } = await import('./parts/search-example/cell-table.ts');
  const { truthOf } = await import('./parts/search-example/truth.ts');
  const { searchRow } = await import('./parts/search-example/search-row.ts');
  const table = await readCellTable(EXPERIMENT, folder);
  const whole = truthOf(table, [...table.samples.keys()]);
  process.on('disconnect', () => process.exit());
  process.on('message', (task) => process.send(searchRow(table, whole, task)));
  process.send('ready');
}

async function main() {
  const { values } = parseArgs({
    options: {
      table: { type: 'string' },
      processes: { type: 'string', default: '2' },
      'per-cluster': { type: 'string', default: 'Infinity' },
      seeds: { type: 'string', default: '5' },
      algorithm: { type: 'string', default: 'surrogate,nsga2,random,exact' },
      evaluations: { type: 'string', default: '2000,5000,10000,20000' },
      'enumerate-only': { type: 'boolean', default: false },
    },
  });
  if (values.table === undefined) {
    process.stderr.write('give --table <folder>: an empty one takes about 40 minutes to fill\n');
    process.exit(2);
  }
  const folder = path.resolve(values.table);
  const processes = Number(values.processes);
  mkdirSync(folder, { recursive: true });
  await enumerate({ folder, processes, perCluster: values['per-cluster'] });
  if (values['enumerate-only']) return;
  const { describeTable } = await import('./parts/search-example/describe-table.ts');
  const { markdown, summarise } = await import('./parts/search-example/summary.ts');
  const truth = await describeTable(EXPERIMENT, folder, Number(values.seeds));
  const rows = await searchAll(tasksOf(values), { folder, processes });
  const summary = summarise(rows);
  process.stderr.write(
    `\nEMULATED: nothing here says anything about Claude.\n\n${markdown(truth, summary)}\n`,
  );
  console.log(JSON.stringify({ emulated: true, ...truth, summary, rows }, null, 2));
}

function tasksOf({ algorithm, evaluations, seeds }) {
  const seedList = Array.from({ length: Number(seeds) }, (_, at) => at + 1);
  return algorithm.split(',').flatMap((name) => {
    const budgets = name === 'exact' ? [null] : evaluations.split(',').map(Number);
    return budgets.flatMap((budget) =>
      seedList.map((seed) => ({ algorithm: name, evaluations: budget, seed })),
    );
  });
}

async function enumerate({ folder, processes, perCluster }) {
  const ends = Array.from({ length: processes }, (_, part) => {
    const child = fork(
      path.join(PARTS, 'enumerate.mjs'),
      [EXPERIMENT, folder, String(part), String(processes), perCluster],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    return new Promise((resolve) => child.on('exit', resolve));
  });
  const codes = await Promise.all(ends);
  if (codes.some((code) => code !== 0)) process.exit(1);
}

/** Hands the tasks out one at a time; rows come back in the order of the tasks. */
function searchAll(tasks, { folder, processes }) {
  const rows = new Array(tasks.length);
  let next = 0;
  let done = 0;
  return new Promise((resolve) => {
    const workers = Array.from({ length: Math.min(processes, tasks.length) }, () => {
      const worker = fork(SELF, ['--worker', folder]);
      let at = -1;
      worker.on('exit', (code) => {
        if (done < tasks.length && code !== 0) process.exit(1);
      });
      worker.on('message', (row) => {
        if (row !== 'ready') {
          rows[at] = row;
          done += 1;
          process.stderr.write(`${done} of ${tasks.length}: ${JSON.stringify(row)}\n`);
        }
        if (next < tasks.length) {
          at = next;
          next += 1;
          worker.send(tasks[at]);
        } else worker.disconnect();
        if (done === tasks.length) resolve(rows);
      });
      return worker;
    });
    if (workers.length === 0) resolve(rows);
  });
}
