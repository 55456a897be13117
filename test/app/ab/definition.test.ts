import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readAbDefinition } from '../../../src/app/ab/definition.js';
import { adviseDuration, tooEarly } from '../../../src/app/ab/duration.js';
import { ParsimonyError } from '../../../src/domain/index.js';

function write(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-ab-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'test.yaml');
  writeFileSync(file, text);
  return file;
}

function problemsOf(text: string): readonly { readonly message: string; readonly line?: number }[] {
  try {
    readAbDefinition(write(text));
  } catch (error) {
    if (error instanceof ParsimonyError) return error.problems;
    throw error;
  }
  return [];
}

describe('an A/B definition', () => {
  test('is read in camel or snake case, with its defaults', () => {
    const snake = readAbDefinition(
      write(`test_id: t
intent: faq
control: v1
treatment: v2
primary_metric: token_efficiency
guardrails: ["quality >= 0.7"]
traffic_split: { v1: 0.9, v2: 0.1 }
duration: { minimum_days: 7 }
`),
    );
    expect(snake).toMatchObject({
      testId: 't',
      intents: ['faq'],
      primaryMetric: 'tokenEfficiency',
      margin: 0,
      controlShare: 0.9,
      duration: { minimumDays: 7, extensionDays: 7, maximumDays: 21 },
      alpha: 0.05,
      power: 0.8,
    });
    expect(snake.guardrailLine(0)).toBe(6);
    const camel = readAbDefinition(write('testId: t\ncontrol: a\ntreatment: b\nprimaryMetric: quality\n'));
    expect(camel).toMatchObject({ intents: [], controlShare: 0.5, guardrails: [] });
    expect(camel.duration).toBeUndefined();
  });

  test.each([
    ['a missing key', 'testId: t\ncontrol: a\ntreatment: b\n', /primaryMetric/, undefined],
    [
      'a primary metric that is better when low: a dearer treatment would win',
      'testId: t\ncontrol: a\ntreatment: b\nprimaryMetric: cost_usd\n',
      /`costUsd` is better when it is low/,
      4,
    ],
    [
      'a margin that decides nothing',
      'testId: t\ncontrol: a\ntreatment: b\nprimaryMetric: quality\nmargin: 3\n',
      /decides nothing/,
      5,
    ],
    [
      'an unknown key',
      'testId: t\ncontrol: a\ntreatment: b\nprimaryMetric: q\nprimery: x\n',
      /primery/,
      undefined,
    ],
    ['two names for one arm', 'testId: t\ncontrol: a\ntreatment: a\nprimaryMetric: q\n', /the same/, 3],
    [
      'a split that leaves traffic over',
      'testId: t\ncontrol: a\ntreatment: b\nprimaryMetric: q\ntraffic_split: { a: 0.5, b: 0.4 }\n',
      /traffic_split: the shares sum to 0.9/,
      5,
    ],
    [
      'a split of other arms',
      'testId: t\ncontrol: a\ntreatment: b\nprimaryMetric: q\ntrafficSplit: { a: 0.5, c: 0.5 }\n',
      /share to each/,
      5,
    ],
    [
      'an end before the minimum',
      'testId: t\ncontrol: a\ntreatment: b\nprimaryMetric: q\nduration: { minimumDays: 7, maximumDays: 3 }\n',
      /less than minimumDays/,
      5,
    ],
  ])('refuses %s and says where', (_name, text, message, line) => {
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
    if (line !== undefined) expect(problems[0]?.line).toBe(line);
  });
});

describe('the duration of a test', () => {
  const duration = { minimumDays: 7, extensionDays: 5, maximumDays: 15 };

  test('lets no verdict count before the minimum, nor where nobody can tell', () => {
    expect(tooEarly(duration, 6.9)).toMatch(/6.9 of at least 7 days/);
    expect(tooEarly(duration, null)).toMatch(/no times/);
    expect(tooEarly(duration, 7)).toBeNull();
    expect(tooEarly(undefined, null)).toBeNull();
  });

  test.each([
    [3, 'pass', 'run', 7],
    [7, 'pass', 'decided', null],
    [7, 'inconclusive', 'prolong', 12],
    [12.5, 'inconclusive', 'prolong', 15],
    [15, 'inconclusive', 'ended', null],
  ] as const)('after %d days and with a verdict %s: %s', (days, verdict, advice, untilDays) => {
    expect(adviseDuration(duration, { days, verdict })).toMatchObject({ advice, untilDays });
  });
});
