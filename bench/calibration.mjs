// Error rates of the gate, coverage of every interval and the cost of peeking, by simulation:
// node bench/calibration.mjs [--quick] [--replications N] [--seed N]
// JSON on stdout, tables in Markdown and progress on stderr. Runs the source; no build needed. Equal arguments give
// equal rows, however many processes share the work.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { register } from 'tsx/esm/api';

register();
const { carryOut, tasksOf } = await import('./calibration/tasks.ts');

if (process.send !== undefined) {
  // Without it a worker would finish its task for a parent that is gone.
  process.on('disconnect', () => process.exit());
  process.on('message', ({ at, task, effort }) => process.send({ at, rows: carryOut(task, effort) }));
} else {
  await main();
}

async function main() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      replications: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const effort = {
    replications: Number(values.replications ?? (values.quick ? 200 : 1500)),
    seed: Number(values.seed),
    sizes: values.quick ? [30, 100] : [30, 50, 100, 200, 500, 1000],
  };
  if (!(Number.isInteger(effort.replications) && effort.replications > 0 && Number.isInteger(effort.seed))) {
    process.stderr.write('--replications and --seed take whole numbers\n');
    process.exit(2);
  }
  const started = Date.now();
  const tasks = tasksOf(effort);
  const found = await share(tasks, effort);
  const part = (name) => tasks.flatMap((task, at) => (task.part === name ? found[at] : []));
  const result = {
    gate: part('gate').sort((a, b) => a.n - b.n),
    coverage: part('coverage'),
    peeking: part('peeking'),
    sequences: part('sequences'),
  };
  const { tables } = await import('./calibration/tables.ts');
  process.stderr.write(`\n${tables(result)}\n\n`);
  process.stderr.write(`calibration: ${Math.round((Date.now() - started) / 1000)} s\n`);
  process.stdout.write(`${JSON.stringify({ ...effort, ...result }, null, 2)}\n`);
}

/** Hands the tasks to a process per core, one at a time; the rows come back in the order of the tasks. */
function share(tasks, effort) {
  const rows = new Array(tasks.length);
  let next = 0;
  let done = 0;
  return new Promise((resolve, reject) => {
    const workers = Array.from({ length: Math.min(availableParallelism(), tasks.length) }, () => {
      const worker = fork(fileURLToPath(import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      worker.on('error', reject);
      worker.on('exit', (code) => done < tasks.length && reject(new Error(`a worker ended with ${code}`)));
      worker.on('message', ({ at, rows: own }) => {
        rows[at] = own;
        done += 1;
        if (done % 20 === 0) process.stderr.write(`calibration: ${done} of ${tasks.length}\n`);
        if (done === tasks.length) {
          for (const one of workers) one.disconnect();
          resolve(rows);
        } else give(worker);
      });
      return worker;
    });
    const give = (worker) => {
      if (next >= tasks.length) return;
      worker.send({ at: next, task: tasks[next], effort });
      next += 1;
    };
    for (const worker of workers) give(worker);
  });
}
