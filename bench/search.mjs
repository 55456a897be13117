// What searches find and what they claim, on problems whose truth can be enumerated: node bench/run.mjs search, or
// node bench/search.mjs [--seeds N] [--problem a,b,c,d,intents] [--algorithm surrogate,nsga2,random] [--evaluations N,N]
// JSON on stdout, a table in Markdown and progress on stderr. Runs the source. Rows depend on their seeds only.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { register } from 'tsx/esm/api';

export const title = 'CFG-7 with variants and ten intents: share of the true hypervolume found and claimed';

const SELF = fileURLToPath(import.meta.url);
const isWorker = process.argv[2] === '--worker' && process.send !== undefined;
const isMain = process.argv[1] === SELF;

if (isWorker) {
  register();
  const { searchRow } = await import('./parts/search/tasks.ts');
  // Without it a worker would finish its task for a parent that is gone.
  process.on('disconnect', () => process.exit());
  process.on('message', ({ at, task }) => process.send({ at, row: searchRow(task) }));
} else if (isMain) {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '15' },
      problem: { type: 'string' },
      algorithm: { type: 'string' },
      evaluations: { type: 'string' },
    },
  });
  const log = (text) => process.stderr.write(`search: ${text}\n`);
  process.stdout.write(
    `${JSON.stringify(await run({ log, ...values, seeds: Number(values.seeds) }), null, 2)}\n`,
  );
}

/** Carries the searches out in up to two processes. */
export async function run({ log, seeds = 15, problem, algorithm, evaluations }) {
  const unregister = register();
  const { searchTasks, summarise } = await import('./parts/search/tasks.ts');
  const isWanted = (list, value) => list === undefined || list.split(',').includes(String(value));
  const tasks = searchTasks(seeds).filter(
    (task) =>
      isWanted(problem, task.problem) &&
      isWanted(algorithm, task.algorithm) &&
      isWanted(evaluations, task.evaluations),
  );
  const rows = await share(tasks, log);
  const table = summarise(rows);
  log(`\n${markdown(table)}`);
  await unregister();
  return { seeds, table, rows };
}

/** Hands the tasks to two processes at most, one at a time; rows come back in the order of the tasks. */
function share(tasks, log) {
  const rows = new Array(tasks.length);
  let next = 0;
  let done = 0;
  return new Promise((resolve, reject) => {
    if (tasks.length === 0) resolve(rows);
    const workers = Array.from({ length: Math.min(2, availableParallelism(), tasks.length) }, () => {
      const worker = fork(SELF, ['--worker'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      worker.on('error', reject);
      worker.on('exit', (code) => done < tasks.length && reject(new Error(`a worker ended with ${code}`)));
      worker.on('message', ({ at, row }) => {
        rows[at] = row;
        done += 1;
        // Every row at once: an hour's work is not lost with the last of them.
        log(`${done} of ${tasks.length}: ${JSON.stringify(row)}`);
        if (done === tasks.length) {
          for (const one of workers) one.disconnect();
          resolve(rows);
        } else give(worker);
      });
      return worker;
    });
    const give = (worker) => {
      if (next >= tasks.length) return;
      worker.send({ at: next, task: tasks[next] });
      next += 1;
    };
    for (const worker of workers) give(worker);
  });
}

function markdown(table) {
  const head =
    '| problem | algorithm | evaluations | seeds | true (worst) | claimed | claim/true (range) | intervals that hold | front | CPU s |';
  const line = (row) =>
    `| ${row.problem} | ${row.algorithm} | ${row.evaluations} | ${row.seeds} | ${row.true.toFixed(4)} (${row.worst.toFixed(4)}) | ${row.claimed.toFixed(4)} | ${row.claimOverTrue.toFixed(3)} (${row.claimOverTrueRange.map((one) => one.toFixed(3)).join('–')}) | ${row.coverage === null ? '' : row.coverage.toFixed(2)} | ${row.frontSize} | ${row.cpuSeconds.toFixed(1)} |`;
  return [head, head.replaceAll(/[^|]+/g, ' --- '), ...table.map(line)].join('\n');
}
