import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashText, ParsimonyError } from '../../../src/domain/index.js';
import { embeddedModelPath } from '../../../src/embed/index.js';
import { BASELINE_NAME, readBaseline, rescale } from '../../../src/scorer/bertscore/baseline.js';
import { drawPairs, summarise } from '../../../src/scorer/bertscore/random-baseline.js';
import { shippedThresholds } from '../../../src/scorer/bertscore/thresholds.js';
import { bertscoreScale, chooseThreshold, measureRandomBaseline } from '../../../src/scorer/index.js';
import { createRng } from '../../../src/stats/index.js';
import { letterEmbedder } from './letter-embedder.js';

const spec = { name: 'bertscore', idf: false, rescale: true };

async function problemsOf(action: () => unknown) {
  try {
    await action();
  } catch (error) {
    if (error instanceof ParsimonyError) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
}

function write(content: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'parsimony-baseline-')), 'baseline.json');
  writeFileSync(file, content);
  return file;
}

/** bert_score's own test: roberta-large, layer 17, three news pairs, F before and after rescaling. */
test('rescaling gives the original’s published values', () => {
  const baseline = { precision: 0.83150584, recall: 0.8314941, f1: 0.83122575 };
  const pairs = [
    [0.98335612, 0.9013834],
    [0.97823, 0.87101078],
    [0.91621464, 0.50356519],
  ] as const;
  for (const [f1, expected] of pairs) {
    expect(rescale({ precision: 0.9, recall: 0.9, f1 }, baseline).f1).toBeCloseTo(expected, 6);
  }
});

describe('the scale', () => {
  test('is named by model, layer, idf and baseline, and rests on the baseline that ships', async () => {
    const { fingerprint, matchId, baseline } = await bertscoreScale(spec, () => []);
    expect(fingerprint).toMatch(/^all-MiniLM-L6-v2@0a30d1e0@last@idf=off@baseline=[0-9a-f]{8}$/);
    expect(fingerprint.startsWith(`${matchId}@`)).toBe(true);
    const shipped = readBaseline(path.join(embeddedModelPath, BASELINE_NAME), 'all-MiniLM-L6-v2@0a30d1e0');
    expect(baseline).toEqual({ precision: shipped.precision, recall: shipped.recall, f1: shipped.f1 });
  });

  test('is another without rescaling, with idf, and with idf over other references', async () => {
    const scales = await Promise.all([
      bertscoreScale(spec, () => ['a']),
      bertscoreScale({ ...spec, rescale: false }, () => ['a']),
      bertscoreScale({ ...spec, idf: true }, () => ['a']),
      bertscoreScale({ ...spec, idf: true }, () => ['a', 'b']),
    ]);
    expect(new Set(scales.map(({ fingerprint }) => fingerprint)).size).toBe(4);
    expect(scales[1]?.fingerprint).toMatch(/@idf=off@baseline=none$/);
  });

  test('needs a baseline of its own encoder, sound and at hand', async () => {
    const shipped = readFileSync(path.join(embeddedModelPath, BASELINE_NAME), 'utf8');
    const foreign = write(shipped.replace('0a30d1e0', 'ffffffff'));
    const damaged = write(shipped.replace('"precision"', '"presicion"'));
    expect(await problemsOf(() => bertscoreScale({ ...spec, baseline: foreign }, () => []))).toEqual([
      'foreign-baseline',
    ]);
    expect(await problemsOf(() => bertscoreScale({ ...spec, baseline: damaged }, () => []))).toEqual([
      'bad-baseline',
    ]);
    expect(await problemsOf(() => bertscoreScale({ ...spec, baseline: write('[') }, () => []))).toEqual([
      'bad-baseline',
    ]);
  });
});

describe('a baseline from random pairs', () => {
  const clusters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 12 });

  test('pairs texts of different clusters, each ordered pair at most once', () => {
    fc.assert(
      fc.property(clusters, fc.integer({ min: 1, max: 200 }), fc.nat(), (of, count, seed) => {
        const pairs = drawPairs(of, count, createRng(seed));
        for (const [a, b] of pairs) expect(of[a]).not.toBe(of[b]);
        expect(new Set(pairs.map(String)).size).toBe(pairs.length);
        const all = of.flatMap((a) => of.filter((b) => a !== b)).length;
        expect(pairs.length).toBe(Math.min(count, all));
      }),
    );
  });

  test('averages over pairs; its standard error leaves out one cluster at a time', () => {
    const of = (f1: number, a: string, b: string) => ({
      match: { precision: f1, recall: f1, f1 },
      clusters: [a, b] as const,
    });
    const { f1, standardError } = summarise([of(0.3, 'a', 'b'), of(0.5, 'b', 'c'), of(0.7, 'a', 'c')]);
    expect(f1).toBeCloseTo(0.5, 12);
    // Without a: .5, without b: .7, without c: .3; SE² = 2/3 ((0)² + .2² + .2²).
    expect(standardError.f1).toBeCloseTo(Math.sqrt((2 / 3) * 0.08), 12);
  });

  test('gives the same for the same seed', async () => {
    const texts = ['abc', 'bcd', 'cde', 'xyz'].map((text) => ({ text, cluster: text }));
    const measure = (seed: number) =>
      measureRandomBaseline({ texts, pairs: 5, rng: createRng(seed), embedder: letterEmbedder() });
    expect(await measure(7)).toEqual(await measure(7));
    const { f1, pairs } = await measureRandomBaseline({
      texts,
      pairs: 100,
      rng: createRng(1),
      embedder: letterEmbedder(),
    });
    // All twelve ordered pairs: abc|bcd and bcd|cde share two letters of three, abc|cde one, xyz none.
    expect(pairs).toBe(12);
    expect(f1).toBeCloseTo((2 * (2 / 3 + 2 / 3 + 1 / 3)) / 12, 12);
  });
});

describe('thresholds', () => {
  const rule = { name: 'same', positive: ['same'], negative: ['other'], precision: 0.8 };
  const pair = (f1: number, label: string, cluster: string) => ({ f1, label, cluster });

  test('the lowest bound from which on the precision holds, in hundredths', () => {
    const pairs = [
      pair(0.9, 'same', 'a'),
      pair(0.7, 'same', 'b'),
      pair(0.605, 'same', 'c'),
      pair(0.6, 'other', 'a'),
      pair(0.5, 'same', 'd'),
      pair(0.4, 'other', 'b'),
    ];
    // From .60 on three of four are the same: too few; from .61 on two of two.
    expect(chooseThreshold(pairs, rule)).toMatchObject({
      min: 0.61,
      accepted: { same: { accepted: 2, of: 4 }, other: { accepted: 0, of: 2 } },
    });
  });

  test('each topic is judged by the threshold that the others give', () => {
    const pairs = [
      pair(0.9, 'same', 'a'),
      pair(0.8, 'same', 'b'),
      pair(0.7, 'other', 'c'),
      pair(0.2, 'other', 'd'),
    ];
    // Without c the bound falls to .21, and its own 0.7 passes.
    expect(chooseThreshold(pairs, rule).accepted.other).toEqual({ accepted: 0, of: 2 });
    expect(chooseThreshold(pairs, rule).heldOut.other).toEqual({ accepted: 1, of: 2 });
  });

  test('none where no bound has that precision', () => {
    expect(chooseThreshold([pair(0.9, 'other', 'a'), pair(0.1, 'same', 'b')], rule).min).toBeNull();
  });

  test('those that ship belong to the scale that ships and to the pairs beside it', async () => {
    const { fingerprint } = await bertscoreScale(spec, () => []);
    expect(shippedThresholds(embeddedModelPath, fingerprint).map(({ name }) => name)).toEqual([
      'acceptable',
      'good',
      'near-identical',
    ]);
    expect(shippedThresholds(embeddedModelPath, `${fingerprint}0`)).toEqual([]);
    const root = path.resolve(import.meta.dirname, '../../..');
    const file = JSON.parse(readFileSync(path.join(embeddedModelPath, 'bertscore-thresholds.json'), 'utf8'));
    expect(hashText(readFileSync(path.join(root, file.pairs.file), 'utf8'))).toBe(file.pairs.sha256);
  });
});
