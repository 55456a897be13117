import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runExperiment } from '../../src/app/index.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const RULES = Array.from(
  { length: 120 },
  (_, n) => `Rule ${n}: answer questions about shelf ${n} of the book shop briefly and politely.`,
).join('\n');

/** A project whose prompt has a long fixed part, run on the embedded emulator. */
async function runProject(variants: string, concurrency: number) {
  const root = mkdtempSync(path.join(tmpdir(), 'parsimony-prompt-cache-'));
  folders.push(root);
  mkdirSync(path.join(root, 'prompts'));
  const samples = Array.from({ length: 40 }, (_, n) =>
    JSON.stringify({
      id: `s${n}`,
      intent: n % 2 === 0 ? 'order' : 'faq',
      vars: { question: `When does order ${n} arrive?` },
      references: [`Order ${n} arrives tomorrow.`],
    }),
  );
  writeFileSync(path.join(root, 'golden.jsonl'), `${samples.join('\n')}\n`);
  writeFileSync(path.join(root, 'prompts/long.md'), `# system\n${RULES}\n\n# user\n{{ question }}\n`);
  writeFileSync(
    path.join(root, 'prompts/by-intent.md'),
    `# system\n${RULES}\n\n# user\nThis is about {{ intent }}.\n${RULES}\n{{ question }}\n`,
  );
  writeFileSync(
    path.join(root, 'exp.yaml'),
    `name: cached\nprovider: emulator\ndatasets: { golden: golden.jsonl }\nvariants:\n${variants}scorers: { facts: {} }\n`,
  );
  const never = new AbortController().signal;
  const { model, run } = await runExperiment(
    { experiment: 'exp.yaml', concurrency },
    {
      env: { PATH: process.env.PATH },
      cwd: root,
      now: () => new Date('2026-11-20T10:00:00Z'),
      stop: never,
      abort: never,
      onEvent: () => {},
    },
  );
  const report = readFileSync(path.join(root, 'reports/cached', run, 'report.json'), 'utf8');
  return { document: model.document, report: JSON.parse(report) };
}

const PLAIN =
  '  plain: { prompt: prompts/long.md, model: global.anthropic.claude-sonnet-4-5-20250929-v1:0, maxTokens: 120 }\n';

describe('prompt caching against the emulator', () => {
  test('one call in sixteen at once writes the prefix, every other reads it, and the bill falls', async () => {
    const { document } = await runProject(`${PLAIN}  cached: { extends: plain, cache: auto }\n`, 16);
    const [plain, cached] = document.variants;
    expect(plain?.promptCache).toBeNull();
    expect(cached?.promptCache).toMatchObject({
      ttl: '5m',
      prefixes: 1,
      calls: 40,
      hits: 39,
      writes: 1,
      misses: 0,
      note: null,
    });
    expect(cached?.promptCache?.savedUsd).toBe(cached?.promptCache?.theoreticalUsd);
    const cost = (name: typeof plain) => name?.costUsdPerSample.value ?? Number.NaN;
    // Both variants send and receive the same tokens: what is saved is the difference.
    expect((cost(plain) - cost(cached)) * 40).toBeCloseTo(cached?.promptCache?.savedUsd ?? 0, 9);
    expect(document.run.notices.join()).toMatch(/`cache: auto` of variant `cached` is on, for five minutes/);
  });

  test('prefixes of two intents share what stands before them, and each is written once', async () => {
    const { document } = await runProject(
      '  v: { prompt: prompts/by-intent.md, model: global.anthropic.claude-sonnet-4-5-20250929-v1:0, maxTokens: 120, cache: 5m }\n',
      16,
    );
    expect(document.variants[0]?.promptCache).toMatchObject({ prefixes: 2, calls: 40, misses: 0 });
    const { hits = 0, writes = 0 } = document.variants[0]?.promptCache ?? {};
    // The first intent writes both parts; the second reads the system text and writes its own.
    expect([hits, writes]).toEqual([39, 1]);
  });

  test('law 6: the report is the same at any concurrency but for what is volatile', async () => {
    const variants = `${PLAIN}  cached: { extends: plain, cache: 1h }\n`;
    const [one, sixteen] = [await runProject(variants, 1), await runProject(variants, 16)];
    const comparable = ({ report }: typeof one) => ({
      ...report,
      run: { ...report.run, id: '' },
      reports: null,
    });
    expect(comparable(one)).toEqual(comparable(sixteen));
    // One write for an hour at $6 and 39 reads at $0.30 per million, instead of 40 times $3.
    const { writeTokens = 0, savedUsd } = one.document.variants[1]?.promptCache ?? {};
    expect(savedUsd).toBeCloseTo((writeTokens * (40 * 3 - 6 - 39 * 0.3)) / 1e6, 9);
  });
});
