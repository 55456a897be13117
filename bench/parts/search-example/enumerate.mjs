// One of the processes that measure every config of a search on every sample, on the emulator:
//   node bench/parts/search-example/enumerate.mjs <experiment> <folder> <process> <of> <samples per cluster>
// Appends to a file of its own in the folder. Killed and started again it goes on behind the last whole sample, whatever
// the number of processes was. Emulated: no number in it says anything about Claude.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { register } from 'tsx/esm/api';

register();
const { openWorkbench } = await import('./measure-cells.ts');
const { wholeSamples } = await import('./table-files.ts');

const [experiment, folder, part, of, perCluster] = process.argv.slice(2);
const { order, points, measure } = await openWorkbench(path.resolve(experiment));
const done = wholeSamples(folder, points.length);
const own = order(Number(perCluster)).filter(
  ({ id }, at) => at % Number(of) === Number(part) && !done.has(id),
);
const file = path.join(folder, `cells-${process.pid}-${Date.now()}.jsonl`);
const started = performance.now();
for (const [at, sample] of own.entries()) {
  const lines = await measure(sample);
  appendFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  if (at % 20 !== 0 && at + 1 < own.length) continue;
  const rate = ((at + 1) * points.length) / ((performance.now() - started) / 1000);
  process.stderr.write(`process ${part}: ${at + 1} of ${own.length} samples, ${rate.toFixed(0)} cells/s\n`);
}
