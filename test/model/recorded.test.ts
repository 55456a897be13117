import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContentHash, hashText, ParsimonyError, type Variant } from '../../src/domain/index.js';
import { loadRecordedModel, type RecordedModel } from '../../src/model/index.js';
import { callOf, describeModelContract } from './contract.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorded-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function fileOf(lines: readonly (string | object)[], separator = '\n'): string {
  const path = join(folder, `recorded-${++files}.jsonl`);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join(separator),
  );
  return path;
}

function variantOf(name: string, recorded?: Variant['recorded']): Variant {
  return {
    name,
    id: name as ContentHash,
    params: { maxTokens: 10 },
    origin: 'declared',
    ...(recorded === undefined ? {} : { recorded }),
  };
}

const samples = new Set(['s1', 's2', '質問']);
const strong = variantOf('strong', 'gpt');
const signal = new AbortController().signal;

function cell(sampleId: string, variantName: string, repeat = 0) {
  return callOf('irrelevant', { cell: { sampleId, variantName }, repeat });
}

async function outcome(model: RecordedModel, ...at: Parameters<typeof cell>) {
  return model.complete(cell(...at), signal);
}

async function problemsOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => expect.fail('the import should have been refused'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ParsimonyError)) throw error;
  expect(error.code).toBe('invalid-input');
  return error.problems;
}

describeModelContract('recorded', async () => ({
  model: await loadRecordedModel({
    path: fileOf([{ sampleId: 's1', variant: 'gpt', output: 'Yes, it is.' }]),
    samples,
    variants: [strong],
  }),
  answerable: cell('s1', 'strong'),
  failing: { call: cell('s2', 'strong'), code: 'not-recorded' },
}));

describe('recorded answers', () => {
  it('come back with everything the line says', async () => {
    const path = fileOf([
      {
        sampleId: '質問',
        variant: 'gpt',
        repeat: 1,
        output: '三巻はあります。',
        usage: { inputTokens: 7, outputTokens: 3, cacheReadInputTokens: 5 },
        latencyMs: 120.5,
        stopReason: 'max_tokens',
        scores: { correct: 1, style: null },
      },
    ]);
    const model = await loadRecordedModel({ path, samples, variants: [strong] });
    expect(await outcome(model, '質問', 'strong', 1)).toEqual({
      state: 'completed',
      completion: {
        text: '三巻はあります。',
        stopReason: 'max_tokens',
        usage: { inputTokens: 7, outputTokens: 3, cacheReadInputTokens: 5, cacheWriteInputTokens: 0 },
        latencyMs: 120.5,
        emulated: false,
        attempts: 1,
        droppedParameters: [],
        recordedScores: { correct: 1 },
      },
    });
    await model.close();
  });

  it('leave unknown what the line does not say: no usage is null, not 0', async () => {
    const path = fileOf([{ sampleId: 's1', variant: 'gpt', scores: { correct: 0 } }]);
    const model = await loadRecordedModel({ path, samples, variants: [strong] });
    expect(await outcome(model, 's1', 'strong')).toMatchObject({
      state: 'completed',
      completion: { text: '', usage: null, latencyMs: null, recordedScores: { correct: 0 } },
    });
    await model.close();
  });

  it('are found in a file with byte order mark, CRLF, blank lines and no last line feed', async () => {
    const lines = [
      '\ufeff{"sampleId":"s1","variant":"gpt","output":"one"}',
      '',
      '  ',
      '{"sampleId":"s2","variant":"gpt","output":"two"}',
    ];
    const model = await loadRecordedModel({ path: fileOf(lines, '\r\n'), samples, variants: [strong] });
    expect(model.import).toMatchObject({ lines: 2, matched: 2 });
    expect(await outcome(model, 's1', 'strong')).toMatchObject({ completion: { text: 'one' } });
    expect(await outcome(model, 's2', 'strong')).toMatchObject({ completion: { text: 'two' } });
    await model.close();
  });

  it('are found at the right bytes when lines span the chunks a file is read in', async () => {
    const long = (text: string) => text.repeat(30_000);
    const path = fileOf(
      ['s1', 's2', '質問'].map((sampleId, at) => ({ sampleId, variant: 'gpt', output: long(`あ${at}`) })),
    );
    const model = await loadRecordedModel({ path, samples, variants: [strong] });
    for (const [at, id] of ['s1', 's2', '質問'].entries()) {
      expect(await outcome(model, id, 'strong')).toMatchObject({ completion: { text: long(`あ${at}`) } });
    }
    await model.close();
  });

  it('stand under factor values whatever their order and whether numbers are texts', async () => {
    const path = fileOf([
      { sampleId: 's1', params: { maxTokens: 150, model: 'haiku', stream: true }, output: 'number' },
      { sampleId: 's2', params: { stream: 'true', model: ' haiku', maxTokens: '150.0' }, output: 'text' },
      { sampleId: 's1', params: { maxTokens: 250, model: 'haiku', stream: true }, output: 'other' },
    ]);
    const variants = [
      variantOf('a', { model: 'haiku', stream: true, maxTokens: 150 }),
      variantOf('b', { maxTokens: 999, model: 'haiku', stream: true }),
    ];
    const model = await loadRecordedModel({ path, samples, variants });
    expect(await outcome(model, 's1', 'a')).toMatchObject({ completion: { text: 'number' } });
    expect(await outcome(model, 's2', 'a')).toMatchObject({ completion: { text: 'text' } });
    expect(await outcome(model, 's1', 'b')).toMatchObject({
      failure: { code: 'not-recorded', message: expect.stringContaining('sample s1, variant b, repeat 0') },
    });
    expect(model.import.variantsWithoutLines).toEqual({ count: 1, first: ['b'] });
    expect(model.import.unusedVariants.count).toBe(1);
    await model.close();
  });

  it('serve two variants that name the same recording, and a variant under its own name', async () => {
    const path = fileOf([{ sampleId: 's1', variant: 'gpt', output: 'same' }]);
    const model = await loadRecordedModel({ path, samples, variants: [strong, variantOf('gpt')] });
    expect(await outcome(model, 's1', 'strong')).toEqual(await outcome(model, 's1', 'gpt'));
    await model.close();
  });

  it('of repeats are kept apart', async () => {
    const path = fileOf([
      { sampleId: 's1', variant: 'gpt', output: 'zero' },
      { sampleId: 's1', variant: 'gpt', output: 'one', repeat: 1 },
    ]);
    const model = await loadRecordedModel({ path, samples, variants: [strong] });
    expect(await outcome(model, 's1', 'strong', 0)).toMatchObject({ completion: { text: 'zero' } });
    expect(await outcome(model, 's1', 'strong', 1)).toMatchObject({ completion: { text: 'one' } });
    expect(await outcome(model, 's1', 'strong', 2)).toMatchObject({ failure: { code: 'not-recorded' } });
    await model.close();
  });

  it('are for candidates alone, with or without a cell', async () => {
    const path = fileOf([{ sampleId: 's1', variant: 'gpt', output: 'x' }]);
    const model = await loadRecordedModel({ path, samples, variants: [strong] });
    expect(await model.complete(callOf('judge this', { role: 'judge' }), signal)).toMatchObject({
      failure: { code: 'not-recorded' },
    });
    // A judge's call carries the cell that it is charged to; the candidate's answer is no verdict.
    const judging = { ...cell('s1', 'strong'), role: 'judge' } as const;
    expect(await model.complete(judging, signal)).toMatchObject({ failure: { code: 'not-recorded' } });
    await model.close();
  });

  it('are refused when the file was changed after the import', async () => {
    const path = fileOf([{ sampleId: 's1', variant: 'gpt', output: 'first' }]);
    const model = await loadRecordedModel({ path, samples, variants: [strong] });
    writeFileSync(path, 'x');
    appendFileSync(path, '{"sampleId":"s1"}'.repeat(10));
    expect(await outcome(model, 's1', 'strong')).toMatchObject({
      failure: { code: 'recorded-file-changed' },
    });
    await model.close();
  });
});

describe('the import of recorded outputs', () => {
  it('counts every line, and names what it could not place', async () => {
    const lines = [
      { sampleId: 's1', variant: 'gpt', output: 'x', note: 'kept out' },
      { sampleId: 'ghost', variant: 'gpt', output: 'x' },
      { sampleId: 'ghost', variant: 'gpt', output: 'x', repeat: 1 },
      { sampleId: 's1', variant: 'llama', output: 'x' },
    ];
    const path = fileOf(lines);
    const model = await loadRecordedModel({ path, samples: (id) => samples.has(id), variants: [strong] });
    expect(model.import).toEqual({
      path,
      sha256: hashText(lines.map((line) => JSON.stringify(line)).join('\n')),
      lines: 4,
      matched: 1,
      unknownSamples: { count: 2, first: ['ghost'] },
      unusedVariants: { count: 1, first: ['llama'] },
      variantsWithoutLines: { count: 0, first: [] },
      ignoredKeys: { count: 1, first: ['note'] },
    });
    await model.close();
  });

  it('lists every malformed line at once, with its number and a hint', async () => {
    const path = fileOf([
      { sampleId: 's1', variant: 'gpt', output: 'good' },
      '{"sampleId": "s1", ',
      '[1, 2]',
      { variant: 'gpt', output: 'x' },
      { sampleId: 's1', output: 'x' },
      { sampleId: 's1', variant: 'gpt', params: { a: 1 }, output: 'x' },
      { sampleId: 's1', variant: 'gpt' },
      { sampleId: 's1', variant: 'gpt', output: 3, repeat: -1 },
      { sampleId: 's1', variant: 'gpt', output: 'x', usage: { inputTokens: 1.5, outputTokens: 2 } },
      { sampleId: 's1', variant: 'gpt', output: 'x', stopReason: 'because' },
      { sampleId: 's1', variant: 'gpt', scores: { correct: 'yes' } },
    ]);
    const problems = await problemsOf(loadRecordedModel({ path, samples, variants: [strong] }));
    expect(problems.map(({ line, code, path: at }) => [line, code, at])).toEqual([
      [2, 'invalid-json', undefined],
      [3, 'invalid-recorded-line', undefined],
      [4, 'invalid-recorded-line', 'sampleId'],
      [5, 'variant-missing', undefined],
      [6, 'variant-ambiguous', undefined],
      [7, 'nothing-recorded', undefined],
      [8, 'invalid-recorded-line', 'repeat'],
      [8, 'invalid-recorded-line', 'output'],
      [9, 'invalid-recorded-line', 'usage.inputTokens'],
      [10, 'invalid-recorded-line', 'stopReason'],
      [11, 'invalid-recorded-line', 'scores.correct'],
    ]);
    for (const problem of problems) expect(problem).toMatchObject({ file: path, hint: expect.any(String) });
  });

  it('refuses bytes that are not UTF-8', async () => {
    const path = fileOf([]);
    const text = '{"sampleId":"s1","variant":"gpt","output":"';
    writeFileSync(path, Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n')]));
    const problems = await problemsOf(loadRecordedModel({ path, samples, variants: [] }));
    expect(problems).toMatchObject([{ code: 'invalid-utf8', line: 1 }]);
  });

  it('refuses two lines for one cell and names both', async () => {
    const line = { sampleId: 's1', variant: 'gpt', output: 'x' };
    const path = fileOf([line, { ...line, sampleId: 's2' }, { ...line, output: 'y' }]);
    const problems = await problemsOf(loadRecordedModel({ path, samples, variants: [strong] }));
    expect(problems).toMatchObject([
      { code: 'duplicate-cell', line: 3, message: expect.stringContaining('line 1') },
    ]);
  });

  it('refuses a recorded name that stands on no line and says which names do', async () => {
    const path = fileOf([{ sampleId: 's1', variant: 'llama', output: 'x' }]);
    const problems = await problemsOf(loadRecordedModel({ path, samples, variants: [strong] }));
    expect(problems).toMatchObject([
      {
        code: 'recorded-variant-unknown',
        path: 'variants.strong.recorded',
        hint: expect.stringContaining('llama'),
      },
    ]);
  });

  it('says which file cannot be read', async () => {
    const path = join(folder, 'missing.jsonl');
    const problems = await problemsOf(loadRecordedModel({ path, samples, variants: [] }));
    expect(problems).toMatchObject([{ code: 'file-unreadable', file: path }]);
  });
});
