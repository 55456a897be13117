import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ParsimonyError } from '../../src/domain/index.js';
import { loadLabelledAnswers, measureFacts, readLabelledAnswers } from '../../src/scorer/index.js';

const file = path.resolve(import.meta.dirname, 'labelled-facts.jsonl');

test('facts and figures are counted against the labels, and each disagreement is named', () => {
  const measured = measureFacts(loadLabelledAnswers(file));
  expect(measured.items).toBe(12);
  expect(measured.sources).toEqual({ author: 12 });
  // Of 23 facts 13 are labelled stated. Two labels are wrong on purpose: "€4.50" of m11 is not in the answer, "5 May" of m12 in no source.
  expect(measured.facts.all).toMatchObject({
    truePositives: 12,
    falsePositives: 0,
    falseNegatives: 1,
    trueNegatives: 10,
    precision: { value: 1, n: 12, method: 'Wilson', level: 0.95 },
    recall: { value: 12 / 13, n: 13 },
  });
  expect(measured.numbers.all).toMatchObject({ truePositives: 4, falsePositives: 1, falseNegatives: 0 });
  expect(measured.disagreements.map(({ id, scorer, place, text }) => [id, scorer, place, text])).toEqual([
    ['m11', 'facts', 'must', '€4.50'],
    ['m12', 'numbers', 'unsupported', '5 May'],
  ]);
  expect(Object.keys(measured.facts.byLanguage)).toEqual(['de', 'en', 'ja']);
  expect(measured.numbers.byKind.id).toMatchObject({ truePositives: 1, recall: { value: 1, n: 1 } });
});

// Wilson 1927 for 12 of 13 at 95 %: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n) with z = 1.959964.
test('intervals are Wilson’s', () => {
  const { recall } = measureFacts(loadLabelledAnswers(file)).facts.all;
  expect(recall.low).toBeCloseTo(0.6669, 3);
  expect(recall.high).toBeCloseTo(0.9863, 3);
});

test('where nothing is labelled there is no rate, with the reason', () => {
  const [first] = readFileSync(file, 'utf8').split('\n');
  const { numbers } = measureFacts(readLabelledAnswers(first ?? '', 'x'));
  expect(numbers.all.recall).toMatchObject({ value: null, n: 0, reason: 'nothing is labelled' });
});

test('every flaw of a labelled file is listed with its line', () => {
  const item = { id: 'a', answer: 'x', labels: {}, kind: 'k', language: 'en', source: 'author' };
  const lines = [
    JSON.stringify(item),
    '{',
    JSON.stringify({ ...item, id: 'b', facts: { must: ['1', '2'] }, labels: { must: [true] } }),
    JSON.stringify({ ...item, id: 'c', labels: { unsupported: ['$5'] } }),
    JSON.stringify({ ...item, id: 'd', extra: 1 }),
    JSON.stringify(item),
  ];
  let error: unknown;
  try {
    readLabelledAnswers(lines.join('\n'), 'labels.jsonl');
  } catch (caught) {
    error = caught;
  }
  if (!(error instanceof ParsimonyError)) throw new Error('it should have been refused');
  expect(error.problems.map(({ code, line, path: at }) => [code, line, at])).toEqual([
    ['bad-json', 2, undefined],
    ['bad-label', 3, 'labels.must'],
    ['bad-label', 4, 'labels.unsupported.0'],
    ['bad-label', 5, ''],
    ['duplicate-id', 6, 'id'],
  ]);
});
