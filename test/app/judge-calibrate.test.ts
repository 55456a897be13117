import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalibrationDocument, calibrateJudge, reopenRun, runExperiment } from '../../src/app/index.js';
import type { RunContext } from '../../src/app/port.js';
import { renderCalibration } from '../../src/cli/commands/render-calibration.js';
import { ParsimonyError } from '../../src/domain/index.js';
import type { RunDocument } from '../../src/report/port.js';

import { PROMPT } from '../e2e/project.js';

// The judge is the embedded emulator's: nothing here says anything about Claude.
let cwd = '';
const at = (...parts: readonly string[]) => path.join(cwd, ...parts);
const context = (more: Partial<RunContext> = {}): RunContext => ({
  env: {},
  cwd,
  now: () => new Date('2026-11-22T12:00:00Z'),
  stop: new AbortController().signal,
  abort: new AbortController().signal,
  onEvent: () => {},
  ...more,
});

const PLANTS = ['fern', 'moss', 'iris', 'sage', 'thyme', 'clover'];

function reference(item: number): string {
  return `The ${PLANTS[item % 6]} costs £${20 + item} and grows ${100 + 3 * item} centimetres tall.`;
}

/** Right, terse and wrong answers by turns, with the levels that their author gave them. */
function labelled(n: number): string {
  return Array.from({ length: n }, (_, item) => {
    const kinds = [
      { answer: reference(item), level: 5, class: 'natural' },
      { answer: `£${20 + item}.`, level: 3, class: 'right-but-terse' },
      { answer: `The ${PLANTS[item % 6]} costs £${91 + item}.`, level: 1, class: 'wrong-number' },
    ];
    const { answer, level, class: name } = kinds[item % 3] ?? kinds[0] ?? { answer: '', level: 1, class: '' };
    return JSON.stringify({
      id: `l${item}`,
      question: 'What does it cost, and how tall does it grow?',
      answer,
      reference: reference(item),
      labels: { accuracy: level },
      source: 'author',
      class: name,
      ...(item % 2 === 0 && { pair: `p${item / 2}` }),
      ...(item % 2 === 1 && { pair: `p${(item - 1) / 2}` }),
    });
  }).join('\n');
}

const RUBRIC = `---
name: accuracy
version: 1
criterion: accuracy
scale: { min: 1, max: 5 }
needs: [reference]
---
# Criterion
How accurate the answer is against the reference.

# Levels

${[5, 4, 3, 2, 1].map((level) => `## ${level}\nLevel ${level} of accuracy.\n`).join('\n')}`;

function experiment(judge: string): string {
  return `name: plants
provider: emulator
datasets: { golden: golden.jsonl }
variants:
  base: { prompt: prompt.md, model: global.anthropic.claude-sonnet-4-5-20250929-v1:0, maxTokens: 200 }
  terse: { extends: base, maxTokens: 12 }
scorers:
  judge: { model: global.anthropic.claude-opus-4-5-20251101-v1:0, criteria: [accuracy], rubric: accuracy.md${judge} }
quality: { judge: 1 }
gate: { baseline: base, margin: 0.05 }
`;
}

const calibrate = (more: Partial<Parameters<typeof calibrateJudge>[0]> = {}, ctx = context()) =>
  calibrateJudge({ experiment: 'plants.yaml', labels: 'labels.jsonl', ...more }, ctx);

async function problemsOf(action: () => Promise<unknown>): Promise<ParsimonyError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof ParsimonyError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

let document: CalibrationDocument;

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'parsimony-judge-'));
  writeFileSync(at('labels.jsonl'), labelled(36));
  writeFileSync(at('accuracy.md'), RUBRIC);
  writeFileSync(at('prompt.md'), PROMPT);
  writeFileSync(
    at('golden.jsonl'),
    Array.from({ length: 24 }, (_, item) =>
      JSON.stringify({
        id: `g${item}`,
        vars: { question: `What does the ${PLANTS[item % 6]} cost?` },
        documents: [{ id: 'd', text: reference(item) }],
        reference: reference(item),
      }),
    ).join('\n'),
  );
  writeFileSync(at('plants.yaml'), experiment(''));
  document = await calibrate();
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('judge calibrate', () => {
  it('measures the judge against the labels and says that they are an author’s', () => {
    const [criterion] = document.criteria;
    expect(document.emulated).toBe(true);
    expect(document.labels.sources).toEqual({ author: 36 });
    expect(document.notices.join()).toMatch(/no label is by a human/);
    expect(criterion?.n).toBe(36);
    expect(criterion?.byClass.map((one) => one.class)).toEqual([
      'natural',
      'right-but-terse',
      'wrong-number',
    ]);
    expect(criterion?.pointwise?.spearman).toBeGreaterThan(0.5);
    for (const { low, high } of [criterion?.accuracy, criterion?.pointwise?.withinOne].flatMap(
      (one) => one ?? [],
    )) {
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
    }
    const counts = criterion?.pointwise?.confusion?.counts ?? [];
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(36);
    const text = renderCalibration(document);
    expect(text.split('\n')[0]).toMatch(/^EMULATED/);
    expect(text).toMatch(/36 labelled answers \(36 by author\)/);
    expect(text).not.toMatch(/by human/);
  });

  it('writes a file of its own, pinned to the judge, and asks nothing twice', async () => {
    const first = readFileSync(document.file, 'utf8');
    expect(path.basename(document.file)).toBe('plants.judge.calibration.json');
    const again = await calibrate();
    expect(readFileSync(again.file, 'utf8')).toBe(first);
    expect(again.cost.calls).toBe(0);
    expect(again.cost.billedUsd).toBe(0);
    // The logical cost does not depend on a warm cache (law 4).
    expect(again.cost.per1000Usd).toBe(document.cost.per1000Usd);
  });

  it('stops before its cap, and with a higher one goes on under the same run, paying nothing twice', async () => {
    const elsewhere = { db: 'capped.db', to: 'capped.json' };
    const cap = document.cost.billedUsd * 0.7;
    const started: string[] = [];
    const watching = context({
      onEvent: (event) => void (event.type === 'started' && started.push(`${event.run} ${event.resumed}`)),
    });
    const refused = await problemsOf(() => calibrate({ ...elsewhere, maxCostUsd: cap }, watching));
    expect(refused.code).toBe('budget-exceeded');
    expect(existsSync(at('capped.json'))).toBe(false);
    const whole = await calibrate({ ...elsewhere, maxCostUsd: 10 }, watching);
    expect(started[1]).toBe(`${started[0]?.split(' ')[0]} true`);
    expect(whole.cost.calls).toBeLessThan(document.cost.calls);
    expect(whole.cost.billedUsd).toBeCloseTo(document.cost.billedUsd, 9);
    expect(readFileSync(at('capped.json'), 'utf8')).toBe(readFileSync(document.file, 'utf8'));
  });

  it('is no run of variants: latest does not mean it, and a report of it is refused', async () => {
    const latest = await problemsOf(() => reopenRun({ run: 'latest', db: 'capped.db' }, context(), () => 1));
    expect(latest.message).toMatch(/there is no run latest/);
    const named = await problemsOf(() =>
      reopenRun({ run: 'calibration-', db: 'capped.db' }, context(), () => 1),
    );
    expect(named.message).toMatch(/calibration of a judge/);
  });

  it('refuses too few labels and labels off the scale before the first call', async () => {
    writeFileSync(at('few.jsonl'), labelled(18));
    const few = await problemsOf(() => calibrate({ labels: 'few.jsonl', db: 'none.db' }));
    expect(few.problems.map(({ code }) => code)).toEqual(['too-few-labels']);
    writeFileSync(at('off.jsonl'), labelled(36).replace('"accuracy":5', '"accuracy":7'));
    const off = await problemsOf(() => calibrate({ labels: 'off.jsonl', db: 'none.db' }));
    expect(off.problems.map(({ code, line }) => [code, line])).toEqual([['label-outside-scale', 1]]);
  });

  it('names the labels of a file that has none of the criterion', async () => {
    writeFileSync(at('typo.jsonl'), labelled(36).replaceAll('"accuracy"', '"acuracy"'));
    const { problems } = await problemsOf(() => calibrate({ labels: 'typo.jsonl', db: 'none.db' }));
    expect(problems.map(({ hint }) => hint)).toEqual(['The file labels acuracy. Did you mean `acuracy`?']);
  });

  it('takes any word for who labelled, also one that objects have a member of', async () => {
    writeFileSync(at('words.jsonl'), labelled(36).replaceAll('"source":"author"', '"source":"constructor"'));
    const { labels } = await calibrate({ labels: 'words.jsonl', to: 'words.json' });
    expect(labels.sources).toEqual({ constructor: 36 });
  });

  it('refuses names that hold control characters: they would reach terminals and files', async () => {
    for (const source of ['\\u001b[2Jhuman', '\\u00000\\u0000']) {
      writeFileSync(at('escape.jsonl'), labelled(36).replace('"source":"author"', `"source":"${source}"`));
      const { problems } = await problemsOf(() => calibrate({ labels: 'escape.jsonl', db: 'none.db' }));
      expect(problems.map(({ code, line }) => [code, line])).toEqual([['bad-label', 1]]);
    }
  });

  it('marks fewer than 30 labels', async () => {
    writeFileSync(at('some.jsonl'), labelled(24));
    const some = await calibrate({ labels: 'some.jsonl', to: 'some.yaml' });
    expect(some.notices.join()).toMatch(/fewer than 30 labels/);
    expect(readFileSync(at('some.yaml'), 'utf8')).toMatch(/tooFew: true/);
  });
});

describe('a run with a calibrated judge', () => {
  let calibrated: RunDocument;
  beforeAll(async () => {
    writeFileSync(at('plants.yaml'), experiment(', calibration: plants.judge.calibration.json'));
    calibrated = (await runExperiment({ experiment: 'plants.yaml', reports: false }, context())).model
      .document;
  });

  it('says what the calibration is, and gives debiased means with intervals', () => {
    const [judge] = calibrated.judges ?? [];
    expect(judge?.calibration).toMatchObject({
      path: 'plants.judge.calibration.json',
      labels: 36,
      source: 'author',
      emulated: true,
    });
    const [criterion] = judge?.criteria ?? [];
    for (const variant of ['base', 'terse']) {
      const mean = criterion?.debiased?.[variant];
      expect(mean?.value).toBeGreaterThanOrEqual(1);
      expect(mean?.low).not.toBeNull();
      expect(mean?.method).toMatch(/36 pooled labels/);
    }
    expect(criterion?.lengthBias.method).toMatch(/labelled answers/);
    expect(criterion?.sameFamily).toEqual(['base', 'terse']);
    expect(calibrated.run.notices.join()).toMatch(/calibrated against 36 labels by author/);
  });

  it('the gate knows what the judge alone leaves uncertain', () => {
    const [check] = calibrated.gate?.candidates[0]?.checks ?? [];
    expect(check?.judgeNoise).toBeGreaterThan(0);
    expect(check?.method).toMatch(/debiased by the judge’s calibration/);
  });

  it('another model, another rubric or another temperature is refused before the first call, and named', async () => {
    const calls: string[] = [];
    const watching = context({
      onEvent: (event) => void (event.type === 'started' && calls.push(event.run)),
    });
    const file = experiment(', calibration: plants.judge.calibration.json, temperature: 0.7, repeats: 2');
    writeFileSync(at('other.yaml'), file.replace('opus-4-5-20251101', 'haiku-4-5-20251001'));
    writeFileSync(at('accuracy.md'), RUBRIC.replace('How accurate', 'Just how accurate'));
    const refused = await problemsOf(() =>
      runExperiment({ experiment: 'other.yaml', reports: false }, watching),
    );
    writeFileSync(at('accuracy.md'), RUBRIC);
    expect(refused.problems.map(({ code }) => code)).toEqual(['calibration-mismatch']);
    const [{ message } = { message: '' }] = refused.problems;
    expect(message).toMatch(/models: the file has .*opus.*, the experiment .*haiku/);
    expect(message).toMatch(/temperature: the file has 0, the experiment 0.7/);
    expect(message).toMatch(/repeats: the file has 1, the experiment 2/);
    expect(message).toMatch(/rubric of accuracy has changed/);
    expect(calls).toEqual([]);
  });

  it('without its calibration it is labelled uncalibrated', async () => {
    writeFileSync(at('plain.yaml'), experiment(''));
    const plain = (await runExperiment({ experiment: 'plain.yaml', reports: false }, context())).model
      .document;
    const [judge] = plain.judges ?? [];
    expect(judge?.calibration).toBeNull();
    expect(judge?.criteria[0]?.debiased).toBeNull();
    expect(judge?.criteria[0]?.lengthBias.method).toMatch(/uncalibrated/);
    expect(plain.run.notices.join()).toMatch(/not calibrated: nobody has checked them/);
    expect(plain.gate?.candidates[0]?.checks[0]?.judgeNoise).toBeUndefined();
  });
});

describe('calibrating a pairwise judge', () => {
  it('measures accuracy on labelled pairs, position bias and agreement of the orders', async () => {
    writeFileSync(at('pairs.jsonl'), labelled(60));
    writeFileSync(
      at('pairs.yaml'),
      experiment('').replace('  judge: {', '  judge: { type: pairwise, against: base,'),
    );
    const pairs = await calibrate({ experiment: 'pairs.yaml', labels: 'pairs.jsonl' });
    const [criterion] = pairs.criteria;
    expect(criterion?.kind).toBe('pairwise');
    expect(criterion?.n).toBe(30);
    expect(criterion?.accuracy.value).toBeGreaterThan(0.5);
    expect(criterion?.pairwise?.orderAgreement.value).toBeGreaterThan(0.5);
    expect(criterion?.pairwise?.positionBias.low).not.toBeNull();
  });
});
