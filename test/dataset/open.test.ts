import { createHash } from 'node:crypto';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDataset } from '../../src/dataset/index.js';
import { ParsimonyError } from '../../src/domain/index.js';
import { file, GOOD, lines, open } from './fixture.js';

const FULL = {
  id: 'full',
  intent: 'faq',
  vars: { question: 'q', tone: 'dry' },
  documents: [{ id: 'd', text: 't' }],
  history: [{ role: 'user', content: 'hi' }],
  references: ['r1', 'r2'],
  facts: { must: ['$5', { anyOf: ['a', 'b'] }], mustNot: ['x'] },
  assert: [{ type: 'contains', value: 'x', threshold: 0.5, weight: 2, metric: 'm' }],
  cluster: 'c',
  sessionId: 's',
  turn: 2,
  tags: ['lang:en'],
  weight: 0.5,
  metadata: { source: 1 },
};

test('a full line is read as it stands; a bare one gets the defaults', () => {
  const [bare, full] = [...open(lines(GOOD, FULL)).samples()];
  expect(full).toEqual(FULL);
  expect(bare).toEqual({
    id: 'a',
    intent: 'default',
    vars: { question: 'Where is it?' },
    documents: [],
    history: [],
    references: [],
    facts: { must: [], mustNot: [] },
    assert: [],
    cluster: 'a',
    tags: [],
    weight: 1,
    metadata: {},
  });
});

test('the hash is that of the file’s bytes', () => {
  const dataset = open(lines(GOOD));
  expect(dataset.hash).toBe(createHash('sha256').update(readFileSync(dataset.path)).digest('hex'));
});

test('byte order mark, CRLF, blank lines and a missing last line end change nothing', () => {
  const second = { ...GOOD, id: 'b' };
  const plain = [...open(lines(GOOD, second)).samples()];
  const odd = `\uFEFF${JSON.stringify(GOOD)}\r\n\r\n  \t\n${JSON.stringify(second)}`;
  expect([...open(odd).samples()]).toEqual(plain);
});

test('skip sees positions among samples, and a skipped line is not parsed', () => {
  const dataset = open(`\n${lines(GOOD)}\n${lines({ ...GOOD, id: 'b' }, { ...GOOD, id: 'c' })}`);
  const seen: number[] = [];
  const kept = [
    ...dataset.samples((index) => {
      seen.push(index);
      return index === 1;
    }),
  ];
  expect(seen).toEqual([0, 1, 2]);
  expect(kept.map((sample) => sample.id)).toEqual(['a', 'c']);
});

test('samples can be read again, and two readers do not disturb one another', () => {
  const dataset = open(lines(GOOD, { ...GOOD, id: 'b' }));
  const left = dataset.samples()[Symbol.iterator]();
  left.next();
  expect([...dataset.samples()].map((sample) => sample.id)).toEqual(['a', 'b']);
  expect(left.next().value?.id).toBe('b');
});

test('metas carry name and kind of the dataset', () => {
  const path = file(lines(FULL));
  const dataset = openDataset({ name: 'hard', kind: 'adversarial', path });
  expect([...dataset.metas()]).toEqual([
    {
      id: 'full',
      dataset: 'hard',
      datasetKind: 'adversarial',
      intent: 'faq',
      cluster: 'c',
      tags: ['lang:en'],
      language: 'en',
      weight: 0.5,
    },
  ]);
});

test('a file that changed since it was opened is refused; one that was only touched is not', () => {
  const dataset = open(lines(GOOD));
  utimesSync(dataset.path, 1, 1);
  expect([...dataset.samples()]).toHaveLength(1);
  writeFileSync(dataset.path, lines({ ...GOOD, id: 'z' }));
  expect(() => [...dataset.samples()]).toThrow(ParsimonyError);
  expect(() => [...dataset.samples()]).toThrow(/changed/);
});

test('opening throws one invalid-input error that counts every problem', () => {
  try {
    open(lines({ id: 'a' }, { id: 'a', vars: {} }));
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ParsimonyError);
    const { code, problems, message } = error as ParsimonyError;
    expect(code).toBe('invalid-input');
    expect(problems).toHaveLength(3);
    expect(message).toContain('3 problems');
    for (const problem of problems) {
      expect(problem).toMatchObject({
        file: expect.any(String),
        line: expect.any(Number),
        hint: expect.any(String),
      });
    }
  }
});
