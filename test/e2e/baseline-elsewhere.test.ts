import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.js';
import { run } from '../../src/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsimony-baseline-'));
  const ids = Array.from({ length: 60 }, (_, n) => `s${n}`);
  const jsonl = (lines: readonly unknown[]) => lines.map((line) => JSON.stringify(line)).join('\n');
  write('golden.jsonl', jsonl(ids.map((id) => ({ id, vars: { question: `${id}?` } }))));
  const good: { readonly [version: string]: number } = { v1: 60, v2: 15, other: 60 };
  write(
    'outputs.jsonl',
    jsonl(
      Object.entries(good).flatMap(([variant, passing]) =>
        ids.map((sampleId, n) => ({ sampleId, variant, scores: { correct: n < passing ? 1 : 0 } })),
      ),
    ),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

/** Runs the experiment as it stands with `prod` answering as `version`. */
async function judged(version: string, baseline?: string) {
  write(
    'shop.yaml',
    `name: shop
provider: recorded
recorded: outputs.jsonl
datasets: { golden: golden.jsonl }
variants: { prod: { recorded: ${version} }, other: { recorded: other } }
scorers: { correct: { from: recorded } }
quality: { correct: 1 }
gate: { baseline: prod, margin: 0.1, require: any }
`,
  );
  const { document } = await run(
    { experiment: 'shop.yaml', ...(baseline !== undefined && { baseline }) },
    { cwd: folder },
  );
  return document;
}

async function exported(): Promise<string> {
  const file = path.join(folder, 'prod.json');
  const db = path.join(folder, '.parsimony', 'parsimony.db');
  const flags = ['latest', '--variant', 'prod', '--db', db, '-o', file];
  await runCli(['node', 'parsimony', 'export', 'baseline', ...flags]);
  return file;
}

test('a variant that changed under its name is judged against what it was, from a file and from a run', async () => {
  const before = await judged('v1');
  const file = await exported();
  for (const [baseline, shown] of [
    [file, 'prod (prod.json)'],
    [`run:${before.run.id}/prod`, `run:${before.run.id}/prod`],
  ] as const) {
    const { gate } = await judged('v2', baseline);
    expect(gate?.baseline).toBe(shown);
    const verdicts = gate?.candidates.map(({ variant, verdict }) => [variant, verdict]);
    expect(verdicts).toEqual([
      ['prod', 'fail'],
      ['other', 'pass'],
    ]);
    expect(gate?.candidates[0]?.checks[0]?.diff).toBeCloseTo(-0.75, 12);
  }
});

test('a variant that did not change is not judged against itself', async () => {
  await judged('v1');
  const { gate } = await judged('v1', await exported());
  expect(gate?.baseline).toBe('prod');
  expect(gate?.candidates.map(({ variant }) => variant)).toEqual(['other']);
});

test('law 10: a baseline from the emulator labels the figures that rest on it', async () => {
  await judged('v1');
  const file = await exported();
  expect((await judged('v2', file)).run.emulated).toBe(false);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"emulated": false', '"emulated": true'));
  expect((await judged('v2', file)).run.emulated).toBe(true);
});
