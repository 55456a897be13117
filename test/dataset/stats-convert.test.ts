import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertDataset, datasetStats, scriptOf } from '../../src/dataset/index.js';
import { ParsimonyError } from '../../src/domain/index.js';
import { file, folder, GOOD, lines, open } from './fixture.js';

test('stats count what is there', () => {
  const stats = datasetStats(
    open(
      lines(
        {
          id: 'a',
          intent: 'faq',
          vars: { question: 'Order 17?' },
          cluster: 'x',
          tags: ['lang:en', 'kind:price'],
        },
        {
          id: 'b',
          intent: 'faq',
          vars: { question: 'order  3?' },
          cluster: 'x',
          tags: ['lang:en'],
          reference: 'abcd',
        },
        {
          id: 'c',
          vars: { question: '返品したい' },
          tags: ['ja'],
          sessionId: 's',
          turn: 1,
          facts: { must: ['5'], mustNot: ['6', '7'] },
        },
        {
          id: 'd',
          vars: { question: 'Manga の 返品' },
          sessionId: 's',
          turn: 2,
          documents: [{ id: '1', text: 't' }],
          history: [{ role: 'user', content: 'u' }],
        },
      ),
    ),
  );
  expect(stats).toMatchObject({
    samples: 4,
    intents: { faq: 2, default: 2 },
    languages: { en: 2, ja: 1 },
    kinds: { price: 1 },
    clusters: { count: 3, size: { max: 2, mean: 4 / 3 } },
    sessions: [{ sessionId: 's', turns: 2 }],
    documentsPerSample: { mean: 0.25, max: 1 },
    historyMessagesPerSample: { mean: 0.25 },
    questionChars: { n: 4, min: 5 },
    referenceChars: { n: 1, mean: 4 },
    factsPerSample: { mean: 0.75, max: 3 },
    withReference: 1,
    withFacts: 1,
    scripts: { japanese: 1, mixed: 1, other: 2 },
    japaneseShare: 0.5,
    nearDuplicates: { count: 1, pairs: [{ first: 'a', again: 'b' }] },
  });
});

test.each([
  ['ワンピース', 'japanese'],
  ['第3巻 A', 'japanese'],
  ['One Piece の3巻', 'mixed'],
  ['Where?', 'other'],
  ['', 'other'],
])('%s is written in %s', (text, script) => {
  expect(scriptOf(text)).toBe(script);
});

test('converting changes no sample, whatever its fields', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((value) => `x${value.replaceAll('\0', '')}`);
  const sample = fc.record(
    {
      vars: fc.record(
        { question: text, extra: fc.jsonValue({ noUnicodeString: true }) },
        { requiredKeys: ['question'] },
      ),
      intent: text,
      documents: fc.uniqueArray(fc.record({ id: text, text }), {
        selector: (document) => document.id,
        maxLength: 3,
      }),
      history: fc.array(fc.record({ role: fc.constantFrom('user', 'assistant'), content: text }), {
        maxLength: 3,
      }),
      references: fc.array(text, { maxLength: 3 }),
      facts: fc.record({
        must: fc.array(fc.oneof(text, fc.record({ anyOf: fc.tuple(text) })), { maxLength: 2 }),
      }),
      assert: fc.array(fc.record({ type: text, value: text, weight: fc.nat() }), { maxLength: 2 }),
      cluster: text,
      tags: fc.uniqueArray(text, { maxLength: 3 }),
      weight: fc.nat(),
      metadata: fc.dictionary(text, fc.nat()),
    },
    { requiredKeys: ['vars'] },
  );
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 5 }), (records) => {
      const source = open(lines(...records.map((record, at) => ({ id: `s${at}`, ...record }))));
      const to = join(folder, 'converted.jsonl');
      expect(convertDataset(source.path, to).count).toBe(records.length);
      expect([...open(readFileSync(to)).samples()]).toEqual([...source.samples()]);
    }),
    { numRuns: 60 },
  );
});

test('a converted foreign file is native and keeps the ids it was given', () => {
  const to = join(folder, 'native.jsonl');
  convertDataset(file('input,expected\nq1,r1\n"q\n2",r2\n', '.csv'), to);
  expect(readFileSync(to, 'utf8')).toBe(
    '{"id":"line-2","vars":{"input":"q1"},"reference":"r1"}\n{"id":"line-3","vars":{"input":"q\\n2"},"reference":"r2"}\n',
  );
});

test('a bad source, the source itself and a folder that is not there: nothing is written', () => {
  const good = file(lines(GOOD));
  const before = readFileSync(good, 'utf8');
  const to = join(folder, 'never.jsonl');
  expect(() => convertDataset(file('{"id":1}\n'), to)).toThrow(ParsimonyError);
  expect(() => convertDataset(good, good)).toThrow(/overwrite/);
  expect(() => convertDataset(good, join(folder, 'as.csv'))).toThrow(/is JSONL/);
  expect(() => convertDataset(good, join(folder, 'no', 'such.jsonl'))).toThrow(ParsimonyError);
  expect(existsSync(to)).toBe(false);
  expect(readFileSync(good, 'utf8')).toBe(before);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
