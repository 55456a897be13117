import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runExperiment } from '../../src/app/index.js';
import { type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { executionSchema } from '../../src/report/execution-schema.js';
import type { ExecutionSummary } from '../../src/report/port.js';

const HAIKU = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';
const SAMPLES = 70;
const folders: string[] = [];
beforeAll(() => {
  // The SDK's own chain reads the environment of the process.
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'emulator');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'emulator');
});
afterAll(() => {
  vi.unstubAllEnvs();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The same experiment under a service with or without quotas, each time in a place of its own. */
async function runUnder(options: EmulatorOptions, more: { readonly limits?: string } = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'parsimony-execution-'));
  folders.push(root);
  const samples = Array.from({ length: SAMPLES }, (_, n) =>
    JSON.stringify({
      id: `s${n}`,
      intent: 'faq',
      vars: { question: `When does order ${n} arrive?` },
      documents: [{ id: 'd', text: `Order ${n} arrives within ${n % 5} days.` }],
      facts: { must: [`${n % 5} days`], mustNot: [] },
    }),
  );
  writeFileSync(path.join(root, 'golden.jsonl'), `${samples.join('\n')}\n`);
  writeFileSync(
    path.join(root, 'shop.md'),
    '# system\nAnswer from the documents.\n\n# user\n{{ documents[0].text }}\n{{ question }}\n',
  );
  writeFileSync(
    path.join(root, 'exp.yaml'),
    `name: shop
provider: bedrock
datasets: { golden: golden.jsonl }
variants:
  plain: { prompt: shop.md, model: "${HAIKU}", maxTokens: 60 }
  streamed: { extends: plain, maxTokens: 61, stream: true }
scorers: { facts: {} }
${more.limits ?? ''}`,
  );
  const emulator = await startEmulator({ port: 0, ...options });
  const never = new AbortController().signal;
  try {
    const { run, model, sitting } = await runExperiment(
      { experiment: 'exp.yaml', concurrency: 8 },
      {
        env: { PATH: process.env.PATH, ...emulator.environment },
        cwd: root,
        now: () => new Date('2026-11-20T10:00:00Z'),
        stop: never,
        abort: never,
        onEvent: () => {},
      },
    );
    expect(sitting).toMatchObject({ end: 'finished' });
    const read = (name: string): string => readFileSync(path.join(root, 'reports/shop', run, name), 'utf8');
    const execution = JSON.parse(read('execution.json')) as ExecutionSummary;
    return { document: model.document, execution, read, calls: emulator.stats };
  } finally {
    await emulator.close();
  }
}

/** What two executions of different runs may differ in: the run's name, and the fields that the report says. */
function comparable(text: string, run: string): string {
  const document = JSON.parse(text.replaceAll(run, 'run'));
  for (const pointer of document.run.volatile as readonly string[]) {
    const keys = pointer.slice(1).split('/');
    const last = keys.pop() ?? '';
    const owner = keys.reduce((at, key) => at?.[key], document);
    if (owner !== undefined && owner !== null) delete owner[last];
  }
  return JSON.stringify(document);
}

test('a run whose answers are lost on the way says what they may have cost; law 6: its report is that of a calm run', async () => {
  const lossy = await runUnder({
    faults: {
      rules: [
        { kind: 'lose-answer', operation: 'Converse', every: 20 },
        { kind: 'cut', every: 30 },
      ],
    },
  });
  const calm = await runUnder({});
  const { unseen, retries } = lossy.execution.calls;
  expect(unseen?.attempts).toBe(retries);
  expect(retries).toBeGreaterThan(0);
  const { input, output } = lossy.calls().tokens;
  // Haiku 4.5 by its global profile: $1 and $5 for a million tokens.
  const billedUsd = (input + 5 * output) / 1e6;
  const booked = lossy.document.cost.billedUsd;
  expect(billedUsd).toBeGreaterThan(booked);
  expect(billedUsd).toBeLessThanOrEqual(booked + (unseen?.atMostUsd ?? 0));
  expect(lossy.read('report.html')).toContain('brought no answer and may have been billed all the same');
  expect(calm.execution.calls.unseen).toBeUndefined();
  expect(comparable(lossy.read('report.json'), lossy.document.run.id)).toBe(
    comparable(calm.read('report.json'), calm.document.run.id),
  );
});

describe('a run that the service throttles', () => {
  let throttled: Awaited<ReturnType<typeof runUnder>>;
  let free: Awaited<ReturnType<typeof runUnder>>;
  beforeAll(async () => {
    // Not a quota: whether one is met would depend on how fast the machine is.
    throttled = await runUnder({ faults: { rules: [{ kind: 'throttle', every: 30 }] } });
    free = await runUnder({});
  });

  test('loses no call, and says in execution.json that it was throttled', () => {
    expect(throttled.document.cells).toMatchObject({
      planned: 2 * SAMPLES,
      completed: 2 * SAMPLES,
      failed: 0,
    });
    const { calls, limiters, concurrency } = throttled.execution;
    expect(calls).toMatchObject({ made: 2 * SAMPLES, judge: 0, failed: 0 });
    expect(calls.throttled).toBeGreaterThan(0);
    expect(calls.retries).toBe(calls.throttled);
    expect(limiters).toHaveLength(1);
    expect(limiters?.[0]).toMatchObject({
      model: HAIKU,
      region: 'us-east-1',
      maxConcurrency: 8,
      calls: 2 * SAMPLES + calls.retries,
      throttled: calls.throttled,
    });
    expect(limiters?.[0]?.lowestLimit).toBeLessThan(8);
    expect(concurrency.peak).toBeLessThanOrEqual(8);
  });

  test('law 6: its report.json is that of a run which nobody throttled', () => {
    expect(free.execution.calls.throttled).toBe(0);
    expect(comparable(throttled.read('report.json'), throttled.document.run.id)).toBe(
      comparable(free.read('report.json'), free.document.run.id),
    );
  });

  test('times its own calls by variant, streams also to their first text', () => {
    const [plain, streamed] = throttled.execution.timing ?? [];
    expect(plain).toMatchObject({ variant: 'plain', wallMs: { n: SAMPLES }, firstTokenMs: null });
    expect(streamed).toMatchObject({ variant: 'streamed', firstTokenMs: { n: SAMPLES } });
    for (const { p50, p95 } of [plain?.wallMs, streamed?.firstTokenMs].flatMap((one) => one ?? [])) {
      expect(p50).toBeGreaterThanOrEqual(0);
      expect(p95).toBeGreaterThanOrEqual(p50 ?? Number.NaN);
    }
  });

  test('keeps to the published schema', () => {
    for (const { execution } of [throttled, free])
      expect(executionSchema.parse(execution)).toEqual(execution);
  });
});

test('a quota that was told is in the trace, by `*` or by model', async () => {
  const { execution } = await runUnder(
    {},
    {
      limits: `limits: { "*": { requestsPerMinute: 600000, tokensPerMinute: 100000000, outputBurndown: 5 } }\n`,
    },
  );
  expect(execution.limiters?.[0]).toMatchObject({
    requestsPerMinute: 600_000,
    tokensPerMinute: 100_000_000,
    throttled: 0,
  });
});
