import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIdfCounter } from '../../../src/scorer/bertscore/idf.js';
import { bestOfMatches, type MatchSide, matchGreedily } from '../../../src/scorer/bertscore/match.js';

/** Rows sin(0.7 (i + 1)(d + 1) + phase) of four dimensions, L2-normalised. */
function sines(rows: number, phase: number): Float64Array {
  const vectors = new Float64Array(rows * 4);
  for (let i = 0; i < rows; i += 1) {
    const row = [0, 1, 2, 3].map((d) => Math.sin(0.7 * (i + 1) * (d + 1) + phase));
    const norm = Math.hypot(...row);
    for (const [d, x] of row.entries()) vectors[i * 4 + d] = x / norm;
  }
  return vectors;
}

/** First and last piece are special: weight 0. */
function side(rows: number, phase: number, weigh: (interior: number) => number): MatchSide {
  const weights = Array.from({ length: rows }, (_, at) => (at === 0 || at === rows - 1 ? 0 : weigh(at - 1)));
  return { vectors: sines(rows, phase), weights };
}

function match(candidate: MatchSide, reference: MatchSide) {
  return matchGreedily({ candidate, reference, dimensions: 4 });
}

/** From bert_score's greedy matching (bert_cos_score_idf with given embeddings), to the digits printed. */
const golden = [
  {
    weights: 'equal weights',
    weigh: () => 1,
    first: { precision: 0.982557_0648, recall: 0.983567_9868, f1: 0.983062_2659 },
    second: { precision: 0.762196_1735, recall: 0.848776_3362, f1: 0.803159_6712 },
  },
  {
    weights: 'weights of 0.5 + 0.25 k',
    weigh: (k: number) => 0.5 + 0.25 * k,
    first: { precision: 0.982466_0968, recall: 0.983854_423, f1: 0.983159_7698 },
    second: { precision: 0.781251_3602, recall: 0.871188_9523, f1: 0.823772_6335 },
  },
];

describe.each(golden)('with $weights the matcher gives the original’s values', ({ weigh, first, second }) => {
  test.each([
    ['first', 4, 0.3, 5, 0.1, first],
    ['second', 6, 0.2, 7, 0.9, second],
  ] as const)('%s pair', (_, n, phase, m, otherPhase, expected) => {
    const actual = match(side(n, phase, weigh), side(m, otherPhase, weigh));
    for (const key of ['precision', 'recall', 'f1'] as const)
      expect(actual[key]).toBeCloseTo(expected[key], 9);
  });
});

test('special pieces stay as targets: without them the second reference’s recall falls to .6800247', () => {
  const inner = (rows: number, phase: number): MatchSide => {
    const vectors = sines(rows, phase).slice(4, -4);
    return { vectors, weights: Array.from({ length: rows - 2 }, () => 1) };
  };
  expect(match(inner(6, 0.2), inner(7, 0.9)).recall).toBeCloseTo(0.6800247, 6);
});

test('of several references the greatest P, R and F count, each for itself', () => {
  const matches = [
    { precision: 0.9, recall: 0.2, f1: 0.33 },
    { precision: 0.5, recall: 0.6, f1: 0.55 },
  ];
  expect(bestOfMatches(matches)).toEqual({ precision: 0.9, recall: 0.6, f1: 0.55 });
});

test('a side that weighs nothing scores 0, and so does F where P + R is 0', () => {
  const empty: MatchSide = { vectors: sines(2, 0), weights: [0, 0] };
  const text = side(5, 0.4, () => 1);
  expect(match(empty, text)).toEqual({ precision: 0, recall: 0, f1: 0 });
  expect(match(text, empty)).toEqual({ precision: 0, recall: 0, f1: 0 });
  const right = { vectors: Float64Array.of(1, 0, 0, 0), weights: [1] };
  const across = { vectors: Float64Array.of(0, 1, 0, 0), weights: [1] };
  expect(match(right, across)).toEqual({ precision: 0, recall: 0, f1: 0 });
});

const unitRow = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })
  .map((row) => {
    const norm = Math.hypot(...row);
    return norm < 1e-6 ? [1, 0, 0, 0, 0] : row.map((x) => x / norm);
  });
const text = fc
  .array(fc.tuple(unitRow, fc.double({ min: 0.1, max: 3, noNaN: true })), { minLength: 1, maxLength: 8 })
  .map((pieces) => ({
    vectors: Float64Array.from(pieces.flatMap(([row]) => row)),
    weights: pieces.map(([, weight]) => weight),
  }));

describe('for any two texts', () => {
  test('the tiles give what a plain double loop gives, whatever is left over at the edges', () => {
    fc.assert(
      fc.property(text, text, (candidate, reference) => {
        const rows = (side: MatchSide) =>
          side.weights.map((_, at) => Array.from(side.vectors.slice(at * 5, at * 5 + 5)));
        const mean = (own: MatchSide, other: MatchSide) => {
          const best = rows(own).map((x) =>
            Math.max(...rows(other).map((y) => x.reduce((sum, value, d) => sum + value * (y[d] ?? 0), 0))),
          );
          const total = own.weights.reduce((sum, weight) => sum + weight, 0);
          return best.reduce((sum, value, at) => sum + value * (own.weights[at] ?? 0), 0) / total;
        };
        const actual = matchGreedily({ candidate, reference, dimensions: 5 });
        expect(actual.precision).toBeCloseTo(mean(candidate, reference), 12);
        expect(actual.recall).toBeCloseTo(mean(reference, candidate), 12);
      }),
    );
  });

  test('exchanging them exchanges precision and recall and keeps F', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const there = matchGreedily({ candidate: a, reference: b, dimensions: 5 });
        const back = matchGreedily({ candidate: b, reference: a, dimensions: 5 });
        expect(back.precision).toBeCloseTo(there.recall, 12);
        expect(back.recall).toBeCloseTo(there.precision, 12);
      }),
    );
  });

  test('a text matches itself with 1', () => {
    fc.assert(
      fc.property(text, (own) => {
        const { f1 } = matchGreedily({ candidate: own, reference: own, dimensions: 5 });
        expect(f1).toBeCloseTo(1, 9);
      }),
    );
  });
});

test('idf is ln((N + 1)/(df + 1)) over references, in which a piece counts once', () => {
  const counter = createIdfCounter();
  // Three references: 1 stands in all, 2 in two of them, 3 twice in one.
  for (const pieces of [
    [1, 2],
    [1, 2],
    [1, 3, 3],
  ])
    counter.add(pieces);
  const idf = counter.finish();
  expect(idf.documents).toBe(3);
  const printed = [1, 2, 3, 4].map((piece) => idf.weightOf(piece).toFixed(10));
  expect(printed).toEqual(['0.0000000000', '0.2876820725', '0.6931471806', '1.3862943611']);
});
