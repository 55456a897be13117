import { describe, expect, it } from 'vitest';
import { factorCoding } from '../../../src/search/surrogate/coding.js';
import { familyOf } from '../../../src/search/surrogate/family.js';
import { allCells, type Fit, fitModel } from '../../../src/search/surrogate/fit.js';
import { multiplyRows, placesOf, rowsOf } from '../../../src/search/surrogate/observations.js';
import { createPredictor } from '../../../src/search/surrogate/predictor.js';
import { termsOf } from '../../../src/search/surrogate/terms.js';
import { createRng, normalQuantile } from '../../../src/stats/index.js';

const codings = [
  factorCoding({ name: 'a', kind: 'categorical', values: [0, 1, 2] }),
  factorCoding({ name: 'b', kind: 'ordered', values: [0, 1, 2, 3, 4] }),
  factorCoding({ name: 'c', kind: 'categorical', values: [0, 1, 2, 3] }),
];
const terms = termsOf(codings, -1);
const POINTS = Array.from({ length: 60 }, (_, i) => ({
  a: i % 3,
  b: Math.floor(i / 3) % 5,
  c: Math.floor(i / 15),
}));

interface Law {
  readonly eta: (point: { a: number; b: number; c: number }) => number;
  readonly item?: number;
  readonly lack?: number;
}

/** Bernoulli answers of every point on `items` items. */
function simulate(law: Law, items: number, seed: number): Fit {
  const rng = createRng(seed);
  const normal = (): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, rng())));
  const difficulty = Array.from({ length: items }, () => (law.item ?? 0) * normal());
  const values: number[] = [];
  const start = [0];
  const at: number[] = [];
  for (const point of POINTS) {
    const eta = law.eta(point) + (law.lack ?? 0) * normal();
    for (let item = 0; item < items; item++) {
      values.push(rng() < 1 / (1 + Math.exp(-eta - (difficulty[item] ?? 0))) ? 1 : 0);
      at.push(item);
    }
    start.push(values.length);
  }
  return fitModel({
    codings,
    terms,
    family: familyOf('unit'),
    data: {
      places: placesOf(
        codings,
        POINTS.map((point) => ({ point, stratum: 0 })),
        -1,
      ),
      start: Int32Array.from(start),
      items: Int32Array.from(at),
      values: Float64Array.from(values),
      itemCount: items,
    },
    hasItemEffects: true,
    from: null,
    iterations: 40,
  });
}

const additive = ({ a, b, c }: { a: number; b: number; c: number }): number =>
  0.8 * (a - 1) + 0.4 * (b - 2) + 0.3 * (c - 1.5);

describe('fit of the hierarchical analysis of variance', () => {
  it('finds main effects and lets interactions vanish where there are none', () => {
    const fit = simulate({ eta: additive }, 60, 1);
    const interactions = fit.layout.terms.filter(({ factors }) => factors.length > 1);
    expect(interactions.length).toBeLessThan(3);
    const places = placesOf(
      codings,
      POINTS.map((point) => ({ point, stratum: 0 })),
      -1,
    );
    const eta = multiplyRows(rowsOf(fit.layout, places), allCells(fit.layout, fit.beta));
    for (const [i, point] of POINTS.entries())
      expect(Math.abs((eta[i] ?? 9) - additive(point))).toBeLessThan(0.45);
  });

  it('keeps an interaction that is there', () => {
    const fit = simulate(
      { eta: (point) => additive(point) + (point.a === 2 && point.c >= 2 ? -1.5 : 0) },
      60,
      2,
    );
    expect(fit.layout.terms.some(({ factors }) => factors.join() === '0,2')).toBe(true);
  });

  it('finds the spread of item difficulty', () => {
    const fit = simulate({ eta: additive, item: 1 }, 80, 3);
    expect(Math.sqrt(fit.variances.items)).toBeGreaterThan(0.75);
    expect(Math.sqrt(fit.variances.items)).toBeLessThan(1.25);
    expect(simulate({ eta: additive }, 80, 4).variances.items).toBeLessThan(0.02);
  });

  it('finds lack of fit that no term explains', () => {
    const fit = simulate({ eta: additive, lack: 0.6 }, 60, 5);
    expect(Math.sqrt(fit.variances.lack)).toBeGreaterThan(0.3);
    expect(simulate({ eta: additive }, 60, 6).variances.lack).toBeLessThan(0.05);
  });

  it('predicts from tables what the sparse rows give', () => {
    const fit = simulate({ eta: (point) => additive(point) - (point.a === 0 && point.b > 2 ? 1 : 0) }, 30, 7);
    const places = placesOf(
      codings,
      POINTS.map((point) => ({ point, stratum: 0 })),
      -1,
    );
    const cells = allCells(fit.layout, fit.beta);
    const rows = multiplyRows(rowsOf(fit.layout, places), cells);
    const into = new Float64Array(POINTS.length);
    const positions = Int32Array.from(POINTS.keys());
    createPredictor(codings, -1, places).evaluate(fit.layout, cells, { stratum: 0, positions, into });
    for (const [i, value] of rows.entries()) expect(into[i]).toBeCloseTo(value, 10);
  });
});
