import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { estimateExperiment, runExperiment } from '../../src/app/index.js';
import { judgeNotices } from '../../src/app/judge-notices.js';
import type { RunContext, RunOptions } from '../../src/app/port.js';
import type { RunProgress } from '../../src/run/index.js';
import { openStore } from '../../src/store/index.js';
import { experimentYaml, PROMPT, samplesJsonl } from '../e2e/project.js';
import { SNAPSHOT } from '../store/fixture.js';

const DUEL =
  'duel: { type: pairwise, model: global.anthropic.claude-opus-4-5-20251101-v1:0, against: base, criteria: [helpfulness] }';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'parsimony-pairwise-'));
  writeFileSync(path.join(cwd, 'golden.jsonl'), samplesJsonl(12));
  writeFileSync(path.join(cwd, 'prompt.md'), PROMPT);
  const judged = experimentYaml({ provider: 'emulator' });
  writeFileSync(path.join(cwd, 'shop.yaml'), judged.replace(/^( *)(judge: )/m, `$1${DUEL}\n$1$2`));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const options: RunOptions = { experiment: 'shop.yaml', promote: false };

test('an estimate counts the calls of both orders, charges the candidate, and knows that they go live', async () => {
  const estimate = await estimateExperiment(options, { env: {}, cwd });
  // One call for each of 24 answers, and two for each of the 12 that are compared with the base.
  expect(estimate.byRole.judge.calls).toBe(24 + 12 * 2);
  const [base, small] = ['base', 'small'].map((name) => estimate.variants.find((one) => one.name === name));
  expect(base?.byRole.judge.calls).toBe(12);
  expect(small?.byRole.judge.calls).toBe(12 + 24);
  expect(small?.batch?.liveBecause).toContain('duel compares variants: it needs the answers of all');
});

test('a run compares in a second pass, reports it on the way, and its report carries the metrics and the money', async () => {
  const progress: RunProgress[] = [];
  const { signal } = new AbortController();
  const context: RunContext = {
    env: {},
    cwd,
    now: () => new Date('2026-11-22T12:00:00Z'),
    stop: signal,
    abort: signal,
    onEvent: (event) => {
      if (event.type === 'progress') progress.push(event.progress);
    },
  };
  const { run, model, sitting } = await runExperiment(options, context);
  expect(sitting.end).toBe('finished');
  expect(progress.at(-1)).toMatchObject({ done: 24, comparisons: { planned: 12, done: 12 } });
  const [base, small] = ['base', 'small'].map((name) =>
    model.document.variants.find((variant) => variant.name === name),
  );
  for (const metric of ['duel', 'helpfulness_preference']) {
    expect(base?.metrics[metric]).toMatchObject({ value: 0.5, n: 12 });
    expect(small?.metrics[metric]?.value).toBeGreaterThanOrEqual(0);
    expect(small?.metrics[metric]?.value).toBeLessThanOrEqual(1);
  }
  const report = JSON.parse(readFileSync(path.join(cwd, model.document.reports.json), 'utf8')) as {
    readonly cost: { readonly byRole: { readonly judge: number } };
  };
  const store = openStore(path.join(cwd, '.parsimony/parsimony.db'));
  const { row } = store.runs.latestFinished(model.document.run.experiment) ?? { row: 0 };
  expect(store.runs.get(row).name).toBe(run);
  const { judge } = store.ledger.billed(row).byRole;
  expect(report.cost.byRole.judge).toBeCloseTo(Number(judge) / 1e12, 10);
  store.close();

  // The same again comes from the store, whole.
  const again = await runExperiment(options, context);
  expect(again.sitting.calls).toBe(0);
  expect(again.model.document.variants).toEqual(model.document.variants);
});

test('a panel that is all of the candidates’ family is told of, one with a judge of another is not', () => {
  const variants = [
    {
      name: 'v',
      model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      id: '',
      params: { maxTokens: 1 },
      origin: 'declared',
    },
  ] as never;
  const judge = (model: string) => ({
    name: 'jury',
    model,
    provider: 'emulator' as const,
    temperature: 0,
    repeats: 3,
  });
  const opus = judge('global.anthropic.claude-opus-4-5-20251101-v1:0');
  const sonnet = judge('global.anthropic.claude-sonnet-4-5-20250929-v1:0');
  const nova = judge('us.amazon.nova-pro-v1:0');
  const said = (judges: (typeof opus)[]) => judgeNotices({ ...SNAPSHOT, variants, judges }).join('\n');
  expect(said([opus])).toContain('jury judges its own model family (anthropic.claude)');
  expect(said([opus, sonnet])).toContain('jury: all 2 judges are of the candidates’ own model family');
  expect(said([opus, nova])).not.toContain('family');
  expect(said([nova])).not.toContain('family');
  expect(said([opus])).toContain('3 times at temperature 0');
});
