import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ConcludedRun, compareRuns, runExperiment } from '../../src/app/index.js';
import type { RunContext, RunOptions } from '../../src/app/port.js';
import { stopEarlyNotices } from '../../src/app/stop-early.js';

const SAMPLES = 240;

interface Shop {
  readonly cwd: string;
  run(options?: Partial<RunOptions>, stopAfter?: number): Promise<ConcludedRun>;
}

/** Two variants with recorded answers, all passes; `missing` samples have no answer of the candidate. */
function shopOf(missing: number): Shop {
  const cwd = mkdtempSync(path.join(tmpdir(), 'parsimony-early-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const ids = Array.from({ length: SAMPLES }, (_, at) => `s${at}`);
  const write = (name: string, rows: readonly object[]) =>
    writeFileSync(path.join(cwd, name), rows.map((row) => JSON.stringify(row)).join('\n'));
  write(
    'golden.jsonl',
    ids.map((id) => ({ id, intent: 'faq', vars: { question: `What is ${id}?` } })),
  );
  write(
    'recorded.jsonl',
    ids.flatMap((sampleId, at) =>
      ['old', 'new']
        .filter((variant) => variant === 'old' || at >= missing)
        .map((variant) => ({
          sampleId,
          variant,
          output: 'an answer',
          scores: { correct: 1 },
          usage: { inputTokens: 100, outputTokens: 10 },
        })),
    ),
  );
  writeFileSync(
    path.join(cwd, 'shop.yaml'),
    `name: shop
provider: recorded
datasets: { golden: golden.jsonl }
recorded: recorded.jsonl
variants:
  old: { recorded: old, model: "global.anthropic.claude-haiku-4-5-20251001-v1:0" }
  new: { recorded: new, model: "global.anthropic.claude-haiku-4-5-20251001-v1:0" }
scorers: { correct: { from: recorded } }
quality: { correct: 1 }
gate: { baseline: old, margin: 0.1 }
`,
  );
  return {
    cwd,
    run(options = {}, stopAfter = Number.POSITIVE_INFINITY) {
      const stop = new AbortController();
      const context: RunContext = {
        env: {},
        cwd,
        now: () => new Date('2026-11-22T12:00:00Z'),
        stop: stop.signal,
        abort: new AbortController().signal,
        onEvent(event) {
          if (event.type === 'progress' && event.progress.done >= stopAfter) stop.abort();
        },
      };
      const asked = { experiment: 'shop.yaml', judge: true, promote: false, stopEarly: true, concurrency: 2 };
      return runExperiment({ ...asked, ...options }, context);
    },
  };
}

const sequentialOf = ({ model }: ConcludedRun) => model.document.gate?.sequential;

test('a cell that fails again when it is retried is tried once a sitting, not at every look', async () => {
  const shop = shopOf(12);
  const first = await shop.run();
  expect(first.model.document.gate?.verdict).toBe('inconclusive');
  expect(sequentialOf(first)).toMatchObject({ looks: 12, stopped: false });
  expect(first.model.document.cells.failed).toBe(12);
  const again = await shop.run({ retryErrors: true });
  expect(again.sitting.failedCalls).toBe(12);
  // The first failure is named, in whichever block it came.
  expect(again.sitting.failure).toEqual(first.sitting.failure);
  expect(again.sitting.failure).toBeDefined();
});

test('what is said to be not spent is what was not carried out, and a broken-off run has stopped nothing', async () => {
  const shop = shopOf(0);
  const broken = await shop.run({}, 60);
  expect(broken.sitting.end).toBe('interrupted');
  expect(sequentialOf(broken)).toBeUndefined();
  const done = await shop.run();
  const { used = 0, stopped, savedUsd } = sequentialOf(done) ?? {};
  expect(done.model.document.gate?.verdict).toBe('pass');
  expect(stopped).toBe(true);
  // Every answer costs the same: 100 · $1 and 10 · $5 a million.
  expect(savedUsd).toBeCloseTo(2 * (SAMPLES - used) * 0.00015, 9);
});

test('a run that stopped early is compared by tests that hold at every look, whoever asks (law 7)', async () => {
  const shop = shopOf(0);
  const concluded = await shop.run();
  const { gate: own, run } = concluded.model.document;
  const { id } = run;
  for (const [baseline, candidate] of [
    ['old', 'new'],
    [`run:${id}/old`, `run:${id}/new`],
  ] as const) {
    const { gate } = await compareRuns({ baseline, candidate }, { cwd: shop.cwd });
    const [check] = gate?.candidates[0]?.checks ?? [];
    expect(check?.method).toContain('anytime-valid');
    expect(check?.level).toBe(0.975);
    expect(check?.low).toBe(own?.candidates[0]?.checks[0]?.low);
    expect(gate?.sequential?.used).toBe(sequentialOf(concluded)?.used);
  }
});

test('what cannot pass before the last sample is said before the first call', () => {
  const golden = { kind: 'golden' } as const;
  const guardrails = [
    { metric: 'correct', min: 0.5 },
    { metric: 'costUsd', max: 1 },
    { metric: 'correct', maxRatio: 2, on: 'golden' },
  ];
  const of = (...kinds: readonly ('golden' | 'adversarial')[]) =>
    stopEarlyNotices(
      { guardrails },
      kinds.map((kind) => ({ kind })),
    ).join();
  expect(of('golden')).toContain('the guardrail on costUsd, the guardrail on correct (ratio) have no test');
  expect(of('golden', 'adversarial')).toContain('correct over adversarial and other samples together');
  expect(stopEarlyNotices({ guardrails: guardrails.slice(0, 1) }, [golden])).toEqual([]);
});
