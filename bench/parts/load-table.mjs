// Loads a measured table as a search does, looks cells up, then scans it: one JSON line of figures on stdout.
import { performance } from 'node:perf_hooks';
import { loadRecordedModel, scanRecorded } from '../../dist/model/index.js';
import { paramsOf } from '../recorded-table.mjs';

const LOOK_UPS = 10_000;
const [, , file, count] = process.argv;
const cells = Number(count);
const variantNamed = (name) => ({
  name,
  id: name,
  params: { maxTokens: 0 },
  origin: 'grid',
  recorded: paramsOf(Number(name)),
});
const samples = new Set(Array.from({ length: 200 }, (_, sample) => `sample-${sample}`));

const load = await timed(() => loadRecordedModel({ path: file, samples, variants: [], variantNamed }));
const model = load.value;
if (model.import.matched !== cells) throw new Error(`${model.import.matched} of ${cells} cells were found`);
const arrayMb = process.memoryUsage().arrayBuffers / 2 ** 20;
const { signal } = new AbortController();
const lookUp = await timed(async () => {
  for (let time = 0; time < Math.min(cells, LOOK_UPS); time += 1) {
    // A prime step visits the whole file out of order.
    const cell = (time * 7919) % cells;
    const at = { sampleId: `sample-${cell % 200}`, variantName: String(Math.floor(cell / 200)) };
    const outcome = await model.complete({ role: 'candidate', repeat: 0, cell: at }, signal);
    if (outcome.state !== 'completed') throw new Error(outcome.failure.message);
  }
});
await model.close();
const scan = await timed(async () => {
  let seen = 0;
  for await (const group of scanRecorded(file)) seen += group.length;
  if (seen !== cells) throw new Error(`${seen} of ${cells} cells were scanned`);
});
process.stdout.write(
  JSON.stringify({
    loadSeconds: load.ms / 1000,
    loadCpuSeconds: load.cpuMs / 1000,
    lookUpMs: lookUp.ms / Math.max(1, Math.min(cells, LOOK_UPS)),
    scanCpuSeconds: scan.cpuMs / 1000,
    arrayMb,
  }),
);

async function timed(work) {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { value, ms: performance.now() - started, cpuMs: (user + system) / 1000 };
}
