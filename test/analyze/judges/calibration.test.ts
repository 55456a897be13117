import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalibratedCriterion,
  calibrationFigures,
  judgeCalibrationJsonSchema,
  parseLabels,
  sourceWords,
} from '../../../src/analyze/index.js';
import {
  calibrationFlaw,
  debiasedScore,
  fitCalibration,
} from '../../../src/analyze/judges/calibration-model.js';
import { demeanedSlope } from '../../../src/analyze/judges/demeaned-slope.js';
import { differenceNoise, type NoiseColumn } from '../../../src/analyze/judges/judge-noise.js';
import { createRng, independentRows } from '../../../src/stats/index.js';
import { sampleMeta } from '../synthetic-run.js';

function criterionOf(pairs: CalibratedCriterion['pairs']): CalibratedCriterion {
  return { criterion: 'helpfulness', min: 1, max: 5, unscored: 0, pairs, compared: [] };
}

/** Labels and lengths crossed; judge = 1 + 0.5·label + bias·length feature, without noise. */
function exactPairs(slope: number, offset: number): CalibratedCriterion['pairs'] {
  return Array.from({ length: 40 }, (_, at) => {
    const label = 1 + (at % 5);
    return { label, judge: offset + slope * label, cluster: `c${at}`, words: [10, 40, 160][at % 3] ?? 0 };
  });
}

describe('figures of a calibration', () => {
  it('agree with the reference values of the agreement formulas', () => {
    // Ratings with published kappas: .5789473684, linear .7757009346, quadratic .9043824701, Spearman .9054545455.
    const labels = [1, 2, 3, 4, 5, 3, 2, 4, 5, 1, 2, 3];
    const judged = [1, 2, 3, 5, 5, 2, 2, 4, 4, 1, 3, 3];
    const pairs = labels.map((label, at) => ({
      label,
      judge: judged[at] ?? 0,
      cluster: `c${at}`,
      words: 10 + at,
      class: at < 6 ? 'natural' : 'verbose-but-wrong',
    }));
    const figures = calibrationFigures(criterionOf(pairs), 0.95);
    expect(figures.accuracy.value).toBeCloseTo(8 / 12, 12);
    expect(figures.pointwise?.kappa.plain.value).toBeCloseTo(0.5789473684, 9);
    expect(figures.pointwise?.kappa.linear.value).toBeCloseTo(0.7757009346, 9);
    expect(figures.pointwise?.kappa.quadratic.value).toBeCloseTo(0.9043824701, 9);
    expect(figures.pointwise?.spearman).toBeCloseTo(0.9054545455, 9);
    expect(figures.pointwise?.bias.value).toBeCloseTo(0, 12);
    expect(figures.byClass.map((one) => [one.class, one.n])).toEqual([
      ['natural', 6],
      ['verbose-but-wrong', 6],
    ]);
  });

  it('a pair that the judge decides by its place is a tie, and wrong where one answer is better', () => {
    const compared = [
      { label: 1, candidateFirst: 1, candidateSecond: 0, cluster: 'a', words: 1, otherWords: 1 },
      { label: 1, candidateFirst: 1, candidateSecond: 1, cluster: 'b', words: 1, otherWords: 1 },
      { label: 0.5, candidateFirst: 1, candidateSecond: 0, cluster: 'c', words: 1, otherWords: 1 },
      { label: 0, candidateFirst: 0, candidateSecond: 0, cluster: 'd', words: 1, otherWords: 1 },
    ];
    const figures = calibrationFigures({ ...criterionOf([]), compared }, 0.95);
    expect(figures.accuracy.value).toBe(0.75);
    expect(figures.pairwise?.positionBias.value).toBe(0.5);
    expect(figures.pairwise?.orderAgreement.value).toBe(0.5);
  });
});

describe('the model of a judge’s error', () => {
  it('takes back exactly what an exact linear judge adds and presses together', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 1.5, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (slope, offset) => {
          const model = fitCalibration({ pairs: exactPairs(slope, offset) }, 0.95);
          if (model.state === 'undefined') throw new Error(model.reason);
          expect(calibrationFlaw(model)).toBeNull();
          expect(debiasedScore(model, offset + slope * 3.3, 3)).toBeCloseTo(3.3, 6);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a judge that does not follow the labels is refused as a corrector', () => {
    const rng = createRng(3);
    const pairs = exactPairs(0, 3).map((pair) => ({ ...pair, judge: 1 + Math.floor(rng() * 5) }));
    const model = fitCalibration({ pairs }, 0.95);
    if (model.state === 'undefined') throw new Error(model.reason);
    expect(calibrationFlaw(model)).toMatch(/hardly tracks/);
  });

  it('labels of one level leave a constant bias', () => {
    const pairs = exactPairs(0, 4.5).map((pair) => ({ ...pair, label: 4 }));
    const model = fitCalibration({ pairs }, 0.95);
    if (model.state === 'undefined') throw new Error(model.reason);
    expect(model.beta).toBe(1);
    expect(debiasedScore(model, 3.5, 3)).toBeCloseTo(3, 8);
  });
});

describe('slopes inside samples', () => {
  it('what makes a sample hard or a variant good cancels', () => {
    const rng = createRng(5);
    const n = 30;
    const hard = Array.from({ length: n }, () => 10 * rng());
    const x = [0, 1, 2].map(() => Float64Array.from({ length: n }, () => rng()));
    const y = x.map((column, variant) =>
      column.map((value, row) => 0.7 * value + (hard[row] ?? 0) + 3 * variant),
    );
    const slope = demeanedSlope(x, y, {
      rows: Int32Array.from({ length: n }, (_, row) => row),
      clusters: independentRows(n),
      level: 0.95,
      bySample: true,
    });
    if (slope.state === 'undefined') throw new Error(slope.reason);
    expect(slope.slope).toBeCloseTo(0.7, 8);
    expect(slope.n).toBe(n);
  });

  it('is undefined with one variant, and with answers of one length', () => {
    const rows = Int32Array.from([0, 1, 2, 3]);
    const options = { rows, clusters: independentRows(4), level: 0.95, bySample: true };
    const column = Float64Array.from([1, 2, 3, 4]);
    expect(demeanedSlope([column], [column], options).state).toBe('undefined');
    expect(demeanedSlope([column, column], [column, column], options).state).toBe('undefined');
  });
});

describe('what a judge leaves uncertain in a difference', () => {
  const n = 100;
  const samples = Array.from({ length: n }, (_, at) => sampleMeta(`s${at}`));
  const rows = Int32Array.from({ length: n }, (_, row) => row);
  const scope = { rows, samples, weights: new Float64Array(n).fill(1), alpha: 0.05 };
  const column = (
    variant: string,
    value: (row: number) => number,
    more: Partial<NoiseColumn> = {},
  ): NoiseColumn => ({
    variant,
    score: Float64Array.from(rows, value),
    logLength: Float64Array.from(rows, (row) => 3 + (row % 3)),
    repeatVariance: new Float64Array(n).fill(Number.NaN),
    byModel: [],
    ...more,
  });

  it('is nothing known with one model, one repeat and no calibration', () => {
    const sides = { baseline: column('a', () => 3), candidate: column('b', (row) => 3 + (row % 2)) };
    expect(differenceNoise(sides, scope, { repeats: 1, calibration: null })).toBeNull();
  });

  it('of repeats is z·sqrt((s² + s²)/(R n)), and in the spread of the differences already', () => {
    const repeatVariance = new Float64Array(n).fill(0.25);
    const sides = {
      baseline: column('a', () => 3, { repeatVariance }),
      candidate: column('b', () => 3, { repeatVariance }),
    };
    const noise = differenceNoise(sides, scope, { repeats: 4, calibration: null });
    expect(noise?.random).toBeCloseTo(1.644853627 * Math.sqrt(0.5 / 400), 8);
    expect(noise?.systematic).toBe(0);
    expect(noise?.shift).toBe(0);
  });

  it('of a panel grows with models that rank the variants differently, whatever n is', () => {
    const panel = (first: number, second: number) => [
      Float64Array.from(rows, () => 3 + first),
      Float64Array.from(rows, () => 3 + second),
    ];
    const noise = differenceNoise(
      {
        baseline: column('a', () => 3, { byModel: panel(0, 0) }),
        candidate: column('b', () => 3, { byModel: panel(0.4, -0.4) }),
      },
      scope,
      { repeats: 1, calibration: null },
    );
    // τ² is the variance of the two mean differences, 0.32; over two models.
    expect(noise?.systematic).toBeCloseTo(1.644853627 * Math.sqrt(0.32 / 2), 8);
    expect(noise?.random).toBeCloseTo(0, 12);
  });

  it('of labels that name the variants is PPI++ of each: the shift is the difference of their rectifiers', () => {
    const rng = createRng(11);
    const noisy = () => 3 + Math.round(2 * rng() - 1);
    const pairs = ['a', 'b'].flatMap((variant) =>
      Array.from({ length: 30 }, (_, at) => {
        const label = noisy();
        // The judge adds 1 to b alone.
        return {
          label,
          judge: label + (variant === 'b' ? 1 : 0),
          cluster: `${variant}${at}`,
          words: 20,
          variant,
        };
      }),
    );
    const sides = { baseline: column('a', noisy), candidate: column('b', () => noisy() + 1) };
    const model = fitCalibration({ pairs }, 0.95);
    const noise = differenceNoise(sides, scope, {
      repeats: 1,
      calibration: { criterion: criterionOf(pairs), model },
    });
    const pooled = differenceNoise(sides, scope, {
      repeats: 1,
      calibration: { criterion: criterionOf(pairs.map(({ variant: _, ...pair }) => pair)), model },
    });
    expect(noise?.reasons[0]).toMatch(/PPI\+\+ by 30 and 30 labels/);
    expect(noise?.shift).toBeLessThan(-0.8);
    expect(noise?.shift).toBeGreaterThan(-1.2);
    // Labels that do not say whose answer it is cannot know that the judge favours b.
    expect(Math.abs(pooled?.shift ?? 9)).toBeLessThan(0.5);
  });

  it('of a judge that does not follow its labels is the whole scale', () => {
    const rng = createRng(3);
    const pairs = exactPairs(0, 3).map((pair) => ({ ...pair, judge: 1 + Math.floor(rng() * 5) }));
    const noise = differenceNoise(
      { baseline: column('a', () => 3), candidate: column('b', (row) => 3 + (row % 2)) },
      scope,
      { repeats: 1, calibration: { criterion: criterionOf(pairs), model: fitCalibration({ pairs }, 0.95) } },
    );
    expect(noise?.systematic).toBe(4);
    expect(noise?.shift).toBe(0);
  });
});

describe('labelled answers', () => {
  const good = '{"id":"a","question":"q","answer":"x","labels":{"helpfulness":3},"source":"author"}';

  it('every faulty line is listed with its number', () => {
    const parsed = parseLabels([good, '', good, '{"id":"b"}', 'nonsense'].join('\n'), 'l.jsonl');
    if (parsed.state === 'ok') throw new Error('accepted');
    expect(parsed.problems.map(({ code, line }) => [code, line])).toEqual([
      ['duplicate-id', 3],
      ['bad-label', 4],
      ['bad-label', 5],
    ]);
  });

  it('a pair is two answers to one question', () => {
    const line = (id: string, pair: string, question: string) =>
      JSON.stringify({ id, question, answer: 'x', labels: {}, source: 'author', pair });
    const parsed = parseLabels(
      [line('a', 'p', 'q'), line('b', 'p', 'other'), line('c', 'alone', 'q')].join('\n'),
      'l.jsonl',
    );
    if (parsed.state === 'ok') throw new Error('accepted');
    expect(parsed.problems.map(({ message }) => message)).toEqual([
      'the two answers of pair p have different questions',
      'pair alone has 1 answer',
    ]);
  });

  it('author labels are never called human', () => {
    expect(sourceWords({ author: 60 })).toBe('author');
    expect(sourceWords({ author: 20, human: 40 })).toBe('human (40), author (20)');
  });
});

describe('schema/judge-calibration.schema.json', () => {
  it('is the schema that files are read with', () => {
    const file = new URL('../../../schema/judge-calibration.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(judgeCalibrationJsonSchema())),
    );
  });
});
