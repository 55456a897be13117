import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, rounded } from './parts/figures.mjs';
import { measure } from './parts/measured-process.mjs';

export const title = 'Measured tables: loading 100,000 and 1,000,000 cells, and looking 10,000 of them up';

const SIZES = [0, 100_000, 1_000_000];
const TIMES = 3;
const LOAD = fileURLToPath(new URL('./parts/load-table.mjs', import.meta.url));

/** Every load is a process of its own; the one of an empty table says what the process costs by itself. */
export async function run({ log }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-bench-table-'));
  try {
    const results = {};
    let emptyRssMb = 0;
    for (const cells of SIZES) {
      const file = path.join(folder, `${cells}.jsonl`);
      await writeTable(file, cells);
      const runs = [];
      for (let time = 0; time < TIMES; time += 1) {
        const { stdout, peakRssMb } = await measure(LOAD, [file, String(cells)]);
        runs.push({ ...JSON.parse(stdout), peakRssMb });
      }
      const of = (key) => rounded(median(runs.map((one) => one[key])));
      if (cells === 0) emptyRssMb = of('peakRssMb');
      results[`${cells} cells`] = {
        fileMb: rounded(statSync(file).size / 2 ** 20),
        loadSeconds: of('loadSeconds'),
        loadCpuSeconds: of('loadCpuSeconds'),
        scanCpuSeconds: of('scanCpuSeconds'),
        lookUpMs: cells === 0 ? null : of('lookUpMs'),
        peakRssMb: of('peakRssMb'),
        aboveEmptyMb: rounded(of('peakRssMb') - emptyRssMb),
        indexBytesPerCell: cells === 0 ? null : rounded((of('arrayMb') * 2 ** 20) / cells),
      };
      log(`${cells} cells: ${of('loadSeconds')} s, ${of('peakRssMb')} MB`);
    }
    return { samples: 200, ...results };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Configs of five factors on 200 samples, scored, with usage and latency: about 195 bytes a line. */
async function writeTable(file, cells) {
  const out = createWriteStream(file);
  let text = '';
  for (let cell = 0; cell < cells; cell += 1) {
    const params = paramsOf(Math.floor(cell / 200));
    const usage = { inputTokens: 300 + (cell % 97), outputTokens: 40 + (cell % 31) };
    const scores = { correct: (cell * 7919) % 3 === 0 ? 1 : 0 };
    text += `${JSON.stringify({ sampleId: `sample-${cell % 200}`, params, usage, latencyMs: 400 + (cell % 811), scores })}\n`;
    if (text.length < 1e6) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}

export function paramsOf(config) {
  return {
    model: `m${config % 5}`,
    maxTokens: [150, 250, 400, 500][Math.floor(config / 5) % 4],
    temperature: [0.1, 0.3, 0.5, 0.7, 0.9][Math.floor(config / 20) % 5],
    ragChunks: Math.floor(config / 100) % 5,
    fewShot: Math.floor(config / 500),
  };
}
