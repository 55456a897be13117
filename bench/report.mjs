import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { evaluate, navigate, openPage } from '../scripts/chromium-pipe.mjs';
import { median, rounded } from './parts/figures.mjs';
import { reportModel } from './parts/report-model.mjs';

export const title = 'report.html in Chromium: 10,000 samples × 5 variants with 10,000 flags against 250';

const TIMES = 5;
const SIZES = [250, 10_000];

/** Each opening is a browser of its own; the two pages take turns. */
export async function run({ log }) {
  const chromium = process.env.CHROMIUM ?? 'chromium';
  const version = spawnSync(chromium, ['--version'], { encoding: 'utf8' });
  if (version.status !== 0)
    return { skipped: `${chromium} is not installed; CHROMIUM names another browser` };
  const { renderHtml } = await import('../dist/report/index.js');
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-bench-report-'));
  try {
    const pages = [];
    for (const samples of SIZES) {
      const file = path.join(folder, `${samples}.html`);
      const started = performance.now();
      writeFileSync(file, await renderHtml(reportModel(samples)));
      const renderMs = performance.now() - started;
      pages.push({ samples, file, renderMs, openings: [] });
    }
    for (let turn = 0; turn < TIMES; turn += 1) {
      for (const page of pages) page.openings.push(await open(chromium, page.file));
    }
    const results = pages.map(({ samples, file, renderMs, openings }) => {
      const figure = (name) => rounded(median(openings.map((one) => one[name])));
      const [domContentLoadedMs, firstPaintMs] = [figure('domContentLoadedMs'), figure('firstPaintMs')];
      log(`${samples} samples: DOMContentLoaded ${domContentLoadedMs} ms, first paint ${firstPaintMs} ms`);
      return {
        samples,
        pageMb: rounded(statSync(file).size / 1e6),
        renderMs: rounded(renderMs),
        domContentLoadedMs,
        firstPaintMs,
        slowestMs: rounded(Math.max(...openings.flatMap((one) => Object.values(one)))),
      };
    });
    const [small, large] = results;
    const ratio = (name) => rounded(large[name] / small[name]);
    return {
      chromium: version.stdout.trim(),
      pages: results,
      ratio: { domContentLoaded: ratio('domContentLoadedMs'), firstPaint: ratio('firstPaintMs') },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function open(chromium, file) {
  const page = await openPage(chromium);
  try {
    await navigate(page, pathToFileURL(file).href);
    return await evaluate(
      page,
      `(() => {
        const [navigation] = performance.getEntriesByType('navigation');
        const paint = performance.getEntriesByType('paint').find(({ name }) => name === 'first-contentful-paint');
        return { domContentLoadedMs: navigation.domContentLoadedEventEnd, firstPaintMs: paint.startTime };
      })()`,
    );
  } finally {
    await page.close();
  }
}
