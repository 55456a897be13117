import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { estimateExperiment, runExperiment } from '../../src/app/index.js';
import type { RunContext } from '../../src/app/port.js';
import { priceNotices } from '../../src/app/prices/age.js';
import { loadPrices } from '../../src/app/prices/load.js';
import { experimentYaml, PROMPT, samplesJsonl } from '../e2e/project.js';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'parsimony-age-'));
  writeFileSync(path.join(cwd, 'golden.jsonl'), samplesJsonl(4));
  writeFileSync(path.join(cwd, 'prompt.md'), PROMPT);
  writeFileSync(path.join(cwd, 'shop.yaml'), experimentYaml({ provider: 'emulator' }));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function runOn(day: string, db: string) {
  const notices: string[] = [];
  const context: RunContext = {
    env: {},
    cwd,
    now: () => new Date(`${day}T12:00:00Z`),
    stop: new AbortController().signal,
    abort: new AbortController().signal,
    onEvent: (event) => {
      if (event.type === 'notice') notices.push(event.text);
    },
  };
  const options = { experiment: 'shop.yaml', promote: false, db, output: `reports-${day}` };
  const { model } = await runExperiment(options, context);
  return { notices, model, report: readFileSync(path.join(cwd, model.document.reports.json), 'utf8') };
}

// The book that ships is of 2026-11-22.
test('a run with prices older than 90 days says so on the way and in its execution, and never in report.json', async () => {
  const young = await runOn('2027-02-20', 'young.db');
  const old = await runOn('2027-02-21', 'old.db');
  expect(young.notices.filter((text) => text.includes('days old'))).toEqual([]);
  expect(young.model.execution.notices).toBeUndefined();
  expect(old.notices).toContainEqual(
    expect.stringMatching(
      /^Prices of 2026-11-22 are 91 days old \(.* and 1 more\): `parsimony prices refresh`/,
    ),
  );
  expect(old.model.execution.notices).toEqual([expect.stringContaining('91 days old')]);
  expect(old.report).not.toContain('days old');
  expect(old.model.document.cost).toEqual(young.model.document.cost);
  const estimate = await estimateExperiment(
    { experiment: 'shop.yaml', db: 'none.db' },
    { env: {}, cwd, now: () => new Date('2027-02-21T12:00:00Z') },
  );
  expect(estimate.notes).toContainEqual(expect.stringContaining('91 days old'));
});

test('a price that holds by now, but not yet on the day of the book, is told of; one of another day to come is not', async () => {
  const row =
    '      - { effective: 2026-12-01, input: "9", output: "9", cacheRead: "1", source: a contract }';
  const before = '      - { input: "1", output: "5", source: a contract }';
  const file = `date: 2026-11-23\nmodels:\n  anthropic.claude-haiku-4-5-20251001-v1:0:\n    prices:\n${before}\n${row}\n`;
  writeFileSync(path.join(cwd, 'own.yaml'), file);
  const told = (day: string) =>
    priceNotices(loadPrices({ prices: 'own.yaml' }, { cwd }), {
      cwd,
      now: () => new Date(`${day}T12:00:00Z`),
    });
  expect(told('2026-11-30').filter((text) => text.includes('another since'))).toEqual([]);
  expect(told('2026-12-01')).toContainEqual(
    expect.stringMatching(
      /^The price of anthropic\.claude-haiku-4-5\S+ is another since 2026-12-01, but the book is of 2026-11-23/,
    ),
  );
  writeFileSync(path.join(cwd, 'own.yaml'), file.replace('2026-11-23', '2026-12-01'));
  expect(told('2026-12-02').filter((text) => text.includes('another since'))).toEqual([]);
});

test('an echo is not priced, and is not told of prices', async () => {
  writeFileSync(path.join(cwd, 'shop.yaml'), experimentYaml({ provider: 'echo', judge: false }));
  expect((await runOn('2030-01-01', 'echo.db')).notices).toEqual([]);
});
