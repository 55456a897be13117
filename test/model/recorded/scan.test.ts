import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentHash, Variant } from '../../../src/domain/index.js';
import { loadRecordedModel, type RecordedCell, recordedKey, scanRecorded } from '../../../src/model/index.js';
import { callOf } from '../contract.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorded-scan-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tableOf(lines: readonly unknown[]): string {
  const path = join(folder, 'table.jsonl');
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

async function scanned(path: string): Promise<readonly RecordedCell[]> {
  const cells: RecordedCell[] = [];
  for await (const group of scanRecorded(path)) cells.push(...group);
  return cells;
}

const point = (name: string, recorded: Variant['recorded']): Variant => ({
  name,
  id: name as ContentHash,
  params: { maxTokens: 0 },
  origin: 'grid',
  ...(recorded === undefined ? {} : { recorded }),
});
const signal = new AbortController().signal;

describe('scanning a measured table', () => {
  test('gives every cell with its config, scores, usage and latency; what is missing stays unknown', async () => {
    const path = tableOf([
      { sampleId: 's1', params: { model: 'a', maxTokens: 150 }, scores: { correct: 1, style: null } },
      '',
      {
        sampleId: 's2',
        params: { maxTokens: '150', model: 'a' },
        repeat: 2,
        output: 'not kept',
        usage: { inputTokens: 7, outputTokens: 3 },
        latencyMs: 12,
      },
      { sampleId: 's1', variant: 'gpt', output: 'x' },
    ]);
    const cells = await scanned(path);
    expect(cells).toMatchObject([
      {
        recorded: { model: 'a', maxTokens: 150 },
        sampleId: 's1',
        repeat: 0,
        scores: { correct: 1 },
        usage: null,
        latencyMs: null,
      },
      {
        sampleId: 's2',
        repeat: 2,
        scores: {},
        usage: { inputTokens: 7, outputTokens: 3, cacheReadInputTokens: 0 },
        latencyMs: 12,
      },
      { recorded: 'gpt' },
    ]);
    expect(cells[0]?.scores).not.toHaveProperty('style');
    expect(cells[0]?.key).toBe(cells[1]?.key);
    expect(cells[0]?.key).toBe(recordedKey(point('any', { maxTokens: 150, model: 'a' })));
    expect(cells[2]?.key).toBe(recordedKey(point('strong', 'gpt')));
    expect(JSON.stringify(cells)).not.toContain('not kept');
  });

  test('a name that looks like factor values is another config', async () => {
    const factors = { a: 1 };
    const path = tableOf([
      { sampleId: 's1', params: factors, output: 'x' },
      { sampleId: 's1', variant: JSON.stringify(factors), output: 'x' },
    ]);
    const [one, other] = await scanned(path);
    expect(one?.key).not.toBe(other?.key);
  });

  test('malformed lines are named, with file and line', async () => {
    const path = tableOf([
      { sampleId: 's1', variant: 'gpt', output: 'x' },
      '{"sampleId":',
      { sampleId: 's2' },
    ]);
    await expect(scanned(path)).rejects.toMatchObject({
      code: 'invalid-input',
      problems: [
        { code: 'invalid-json', line: 2, file: path },
        { code: 'variant-missing', line: 3 },
      ],
    });
  });

  test('a file that is not there is a problem with a hint', async () => {
    await expect(scanned(join(folder, 'none.jsonl'))).rejects.toMatchObject({
      problems: [{ code: 'file-unreadable', hint: expect.any(String) }],
    });
  });
});

describe('a table that is searched', () => {
  const lines = [
    { sampleId: 's1', params: { model: 'a', k: 1 }, output: 'a1' },
    { sampleId: 's1', params: { k: '2.0', model: 'a' }, output: 'a2' },
    { sampleId: 's1', params: { model: 'b', k: 1 }, output: 'b1' },
  ];

  test('answers for configs that are named as the search comes to them', async () => {
    const named = new Map<string, Variant>();
    const model = await loadRecordedModel({
      path: tableOf(lines),
      samples: new Set(['s1']),
      variants: [],
      variantNamed: (name) => named.get(name),
    });
    expect(model.import).toMatchObject({ matched: 3, unusedVariants: { count: 0 } });
    const ask = (variantName: string) =>
      model.complete(callOf('', { cell: { sampleId: 's1', variantName } }), signal);
    expect(await ask('model=a,k=2')).toMatchObject({ failure: { code: 'not-recorded' } });
    named.set('model=a,k=2', point('model=a,k=2', { model: 'a', k: 2 }));
    expect(await ask('model=a,k=2')).toMatchObject({ completion: { text: 'a2' } });
    named.set('model=b,k=2', point('model=b,k=2', { model: 'b', k: 2 }));
    expect(await ask('model=b,k=2')).toMatchObject({
      state: 'failed',
      failure: { code: 'not-recorded', message: expect.stringContaining('model=b,k=2') },
    });
    await model.close();
  });

  test('without a search, configs that no variant names are counted and left out', async () => {
    const model = await loadRecordedModel({
      path: tableOf(lines),
      samples: new Set(['s1']),
      variants: [point('only', { model: 'b', k: 1 })],
    });
    expect(model.import).toMatchObject({ matched: 1, unusedVariants: { count: 2 } });
    await model.close();
  });
});
