import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LabelledAnswer, parseLabels } from '../../src/analyze/index.js';
import { loadLabelledAnswers } from '../../src/scorer/index.js';

const file = (name: string) => path.resolve(import.meta.dirname, '../../datasets/judge', name);

const CRITERIA = ['helpfulness', 'manga_domain_accuracy', 'groundedness'] as const;
const KANA = /[\u3040-\u30ff]/;

function answersOf(name: string): readonly LabelledAnswer[] {
  const parsed = parseLabels(readFileSync(file(name), 'utf8'), name);
  if (parsed.state === 'invalid') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.answers;
}

function counts(values: readonly (string | number)[]): ReadonlyMap<string | number, number> {
  const found = new Map<string | number, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

const repeated = (values: readonly string[]) => [...counts(values)].filter(([, count]) => count > 1);

const share = (answers: readonly LabelledAnswer[]) =>
  answers.filter(({ question }) => KANA.test(question)).length / answers.length;

describe('answers for pointwise judges', () => {
  const answers = answersOf('answers.jsonl');

  test('are at least 120, written once each, with documents and a reference, and labelled by their author', () => {
    expect(answers.length).toBeGreaterThanOrEqual(120);
    expect(repeated(answers.map(({ id }) => id))).toEqual([]);
    expect(repeated(answers.map(({ answer }) => answer))).toEqual([]);
    expect([...counts(answers.map(({ source }) => source)).keys()]).toEqual(['author']);
    for (const { documents, references } of answers) {
      expect(documents?.length).toBeGreaterThan(0);
      expect(references?.length).toBe(1);
    }
  });

  test('hold each of ten classes often enough to speak of it', () => {
    const classes = counts(answers.map((answer) => answer.class ?? ''));
    expect([...classes.keys()].sort()).toEqual([
      'good',
      'off-topic-but-polite',
      'partly-right',
      'right-but-terse',
      'rightly-declines',
      'unsupported-claim',
      'verbose-but-wrong',
      'wrong-language',
      'wrong-number',
      'wrongly-declines',
    ]);
    expect(Math.min(...classes.values())).toBeGreaterThanOrEqual(12);
  });

  test.each(CRITERIA)('use every level of %s', (criterion) => {
    const levels = counts(answers.flatMap(({ labels }) => labels[criterion] ?? []));
    expect([...levels.keys()].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(Math.min(...levels.values())).toBeGreaterThanOrEqual(5);
  });

  test('are asked in Japanese, or in a mixture, at least one time in four', () => {
    expect(share(answers)).toBeGreaterThanOrEqual(0.25);
  });

  test('share a cluster exactly where they answer the same question', () => {
    const questions = new Set(answers.map(({ question, cluster }) => `${cluster}\n${question}`));
    expect(questions.size).toBe(new Set(answers.map(({ cluster }) => cluster)).size);
    expect(questions.size).toBe(new Set(answers.map(({ question }) => question)).size);
  });
});

describe('pairs for pairwise judges', () => {
  const answers = answersOf('pairs.jsonl');
  const byPair = new Map<string | undefined, LabelledAnswer[]>();
  for (const answer of answers) byPair.set(answer.pair, [...(byPair.get(answer.pair) ?? []), answer]);
  const pairs = [...byPair.values()];

  function winners(criterion: string, of = pairs): readonly string[] {
    return of.map(([first, second]) => {
      const difference = (first?.labels[criterion] ?? Number.NaN) - (second?.labels[criterion] ?? Number.NaN);
      expect(difference).not.toBeNaN();
      return difference === 0 ? 'tie' : difference > 0 ? 'first' : 'second';
    });
  }

  test('are at least 60, of two different answers of one class', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(60);
    for (const pair of pairs) {
      expect(pair.length).toBe(2);
      expect(new Set(pair.map((answer) => answer.answer)).size).toBe(2);
      expect(new Set(pair.map((answer) => answer.class)).size).toBe(1);
      expect(new Set(pair.map((answer) => answer.source))).toEqual(new Set(['author']));
    }
    expect(repeated(answers.map(({ id }) => id))).toEqual([]);
  });

  test('have the better answer first about as often as second, also within a class', () => {
    for (const criterion of ['helpfulness', 'manga_domain_accuracy']) {
      const won = counts(winners(criterion));
      expect(Math.abs((won.get('first') ?? 0) - (won.get('second') ?? 0))).toBeLessThanOrEqual(2);
    }
    for (const name of new Set(answers.map((answer) => answer.class))) {
      const won = counts(
        winners(
          'helpfulness',
          pairs.filter(([first]) => first?.class === name),
        ),
      );
      expect(Math.abs((won.get('first') ?? 0) - (won.get('second') ?? 0))).toBeLessThanOrEqual(1);
    }
  });

  test('are ties on both criteria exactly where they are called equal', () => {
    for (const pair of pairs) {
      const [helpfulness] = winners('helpfulness', [pair]);
      const [accuracy] = winners('manga_domain_accuracy', [pair]);
      expect(helpfulness === 'tie' && accuracy === 'tie').toBe(pair[0]?.class === 'equal');
    }
  });

  test('are asked in Japanese, or in a mixture, at least one time in four', () => {
    expect(share(answers)).toBeGreaterThanOrEqual(0.25);
  });
});

describe('labelled facts', () => {
  const items = loadLabelledAnswers(file('facts.jsonl'));

  test('are at least 150 by their author, in English, Japanese and both', () => {
    expect(items.length).toBeGreaterThanOrEqual(150);
    expect([...counts(items.map(({ source }) => source)).keys()]).toEqual(['author']);
    const languages = counts(items.map(({ language }) => language));
    expect([...languages.keys()].sort()).toEqual(['en', 'ja', 'mixed']);
    expect(Math.min(...languages.values())).toBeGreaterThanOrEqual(20);
    expect(repeated(items.map(({ answer }) => answer))).toEqual([]);
  });

  test('hold every kind of figure at least six times', () => {
    const kinds = counts(items.map(({ kind }) => kind));
    expect(kinds.size).toBe(18);
    expect(Math.min(...kinds.values())).toBeGreaterThanOrEqual(6);
  });

  test('have enough facts on either side, and figures without support, for an interval', () => {
    const stated = counts(
      items.flatMap(({ labels }) => [...(labels.must ?? []), ...(labels.mustNot ?? [])].map(String)),
    );
    expect(stated.get('true')).toBeGreaterThanOrEqual(100);
    expect(stated.get('false')).toBeGreaterThanOrEqual(100);
    expect(items.flatMap(({ labels }) => labels.unsupported ?? []).length).toBeGreaterThanOrEqual(30);
  });
});
