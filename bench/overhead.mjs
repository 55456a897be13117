import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { medians, rounded } from './parts/figures.mjs';
import { CLI, measure } from './parts/measured-process.mjs';
import { findPromptfoo, measurePromptfoo } from './parts/promptfoo.mjs';
import { databaseBytes, forgetRuns, INPUT_BYTES, runArguments, writeExperiment } from './parts/workload.mjs';

export const title = 'Harness overhead per cell: echo model, one assertion, everything persisted';

const SIZES = [
  { cells: 1_000, times: 5 },
  { cells: 10_000, times: 5 },
  { cells: 100_000, times: 3 },
];
const GROUPS = [16, 64, 256];
const FLOOR = fileURLToPath(new URL('./parts/append-floor.mjs', import.meta.url));

/** Runs the same experiment at three sizes, the append-only floor at the same sizes, and promptfoo at 10,000. */
export async function run({ log }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-bench-overhead-'));
  try {
    const start = await measureRuns(folder, { cells: 1, times: 7 });
    const sizes = [];
    for (const { cells, times } of SIZES) {
      log(`${cells} cells, ${times} times`);
      sizes.push(await measureSize(folder, { cells, times, start }));
    }
    const promptfoo = await besidePromptfoo(
      log,
      sizes.find(({ cells }) => cells === 10_000),
    );
    return { inputBytes: INPUT_BYTES, startUpMs: rounded(start.wallMs), sizes, promptfoo };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Floor and product in turns, so that a disturbance of the machine meets both. */
async function measureSize(folder, { cells, times, start }) {
  const runs = [];
  const floors = GROUPS.map((group) => ({ group, runs: [] }));
  const experiment = writeExperiment(folder, cells);
  for (let time = 0; time < times; time += 1) {
    runs.push(await oneRun(folder, experiment));
    for (const floor of floors) {
      floor.runs.push(await oneFloor(folder, cells, floor.group));
    }
  }
  const used = medians(runs);
  const wallMsPerCell = (used.wallMs - start.wallMs) / cells;
  const cpuMsPerCell = (used.cpuMs - start.cpuMs) / cells;
  const floorMs = floors.map((floor) => ({
    group: floor.group,
    wallMsPerCell: rounded(medians(floor.runs).wallMs / cells),
    cpuMsPerCell: rounded(medians(floor.runs).cpuMs / cells),
  }));
  const least = Math.min(...floorMs.map((floor) => floor.wallMsPerCell));
  const bytes = used.databaseBytes / cells;
  const textBytes = 2 * INPUT_BYTES;
  return {
    cells,
    times,
    wallMsPerCell: rounded(wallMsPerCell),
    cpuMsPerCell: rounded(cpuMsPerCell),
    peakRssMb: rounded(used.peakRssMb),
    databaseBytesPerCell: Math.round(bytes),
    requestAndResponseBytesPerCell: textBytes,
    databaseRatio: rounded(bytes / textBytes),
    floor: floorMs,
    timesFloor: rounded(wallMsPerCell / least),
  };
}

async function measureRuns(folder, { cells, times }) {
  const experiment = writeExperiment(folder, cells);
  const runs = [];
  for (let time = 0; time < times; time += 1) runs.push(await oneRun(folder, experiment));
  return medians(runs);
}

async function oneRun(folder, experiment) {
  forgetRuns(folder);
  const { wallMs, cpuMs, peakRssMb } = await measure(CLI, runArguments(experiment), { cwd: folder });
  return { wallMs, cpuMs, peakRssMb, databaseBytes: databaseBytes(folder) };
}

async function oneFloor(folder, cells, group) {
  const file = path.join(folder, 'floor.db');
  try {
    const { stdout } = await measure(FLOOR, [file, String(cells), String(group)]);
    return JSON.parse(stdout);
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  }
}

async function besidePromptfoo(log, own) {
  const found = findPromptfoo();
  if (found === undefined)
    return 'not installed: PARSIMONY_BENCH_PROMPTFOO names node_modules/.bin/promptfoo';
  log(`promptfoo ${found.version} at ${own.cells} tests`);
  const start = await measurePromptfoo(found.script, 1);
  const used = medians([
    await measurePromptfoo(found.script, own.cells),
    await measurePromptfoo(found.script, own.cells),
    await measurePromptfoo(found.script, own.cells),
  ]);
  const wallMsPerCell = (used.wallMs - start.wallMs) / own.cells;
  const cpuMsPerCell = (used.cpuMs - start.cpuMs) / own.cells;
  return {
    version: found.version,
    tests: own.cells,
    startUpMs: rounded(start.wallMs),
    wallMsPerCell: rounded(wallMsPerCell),
    cpuMsPerCell: rounded(cpuMsPerCell),
    peakRssMb: rounded(used.peakRssMb),
    databaseBytesPerCell: Math.round(used.databaseBytes / own.cells),
    timesOurWall: rounded(wallMsPerCell / own.wallMsPerCell),
    timesOurCpu: rounded(cpuMsPerCell / own.cpuMsPerCell),
  };
}
