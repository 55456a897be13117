import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlphaMetric,
  cohenKappa,
  confusionTable,
  type KappaWeights,
  kendallTauB,
  krippendorffAlpha,
  partition,
  spearman,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

// statistics.md section 11; scikit-learn 1.9 and scipy 1.17.
const reference = [1, 2, 3, 4, 5, 3, 2, 4, 5, 1, 2, 3];
const rated = [1, 2, 3, 5, 5, 2, 2, 4, 4, 1, 3, 3];
const kappa = (weights: KappaWeights, pairs = { reference, rated }) =>
  defined(cohenKappa(pairs, { weights, level: 0.95 }));

describe("Cohen's kappa", () => {
  it.each<[KappaWeights, number]>([
    ['plain', 0.5789473684],
    ['linear', 0.7757009346],
    ['quadratic', 0.9043824701],
  ])('%s weights', (weights, expected) => {
    const result = kappa(weights);
    expect(result.kappa).toBeCloseTo(expected, 10);
    expect(result.agreement).toBeCloseTo(8 / 12, 12);
    const { low, high, df } = defined(result.interval);
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    expect(df).toBe(11);
  });

  it('agreement no better than chance is 0, agreement without exception 1 without a claim of certainty', () => {
    expect(kappa('plain', { reference: [0, 0, 1, 1], rated: [0, 1, 0, 1] }).kappa).toBeCloseTo(0, 12);
    const perfect = kappa('quadratic', { reference, rated: reference });
    expect(perfect).toMatchObject({ kappa: 1, agreement: 1, interval: { state: 'undefined' } });
  });

  it('a level of the scale that nobody used counts only where the scale is given', () => {
    const gap = { reference: [1, 1, 3, 5, 3], rated: [1, 3, 3, 5, 5] };
    const ofData = kappa('linear', gap).kappa;
    const ofScale = defined(
      cohenKappa(gap, { weights: 'linear', level: 0.9, levels: [1, 2, 3, 4, 5] }),
    ).kappa;
    // Distances 0, 2, 4 instead of 0, 1, 2: the factor cancels.
    expect(ofScale).toBeCloseTo(ofData, 12);
    const uneven = { reference: [1, 1, 2, 5, 5, 2], rated: [1, 2, 2, 5, 1, 2] };
    const scaled = cohenKappa(uneven, { weights: 'linear', level: 0.9, levels: [1, 2, 3, 4, 5] });
    expect(defined(scaled).kappa).not.toBeCloseTo(kappa('linear', uneven).kappa, 3);
  });

  it('the error by clusters of one is the jackknife by rows, by larger clusters it follows the clusters', () => {
    const doubled = { reference: [...reference, ...reference], rated: [...rated, ...rated] };
    const clusters = partition([...reference.keys(), ...reference.keys()]);
    const copies = defined(cohenKappa(doubled, { weights: 'linear', level: 0.95, clusters }));
    const single = kappa('linear');
    expect(copies.kappa).toBeCloseTo(single.kappa, 12);
    expect(defined(copies.interval).se).toBeCloseTo(defined(single.interval).se, 12);
  });

  const ratings = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 4,
    maxLength: 30,
  });
  it('swapping the raters, permuting subjects and reversing the scale change nothing', () => {
    fc.assert(
      fc.property(ratings, fc.constantFrom<KappaWeights>('plain', 'linear', 'quadratic'), (data, weights) => {
        const of = (pairs: readonly (readonly [number, number])[]) =>
          cohenKappa(
            { reference: pairs.map(([a]) => a), rated: pairs.map(([, b]) => b) },
            { weights, level: 0.9 },
          );
        const there = of(data);
        const others = [
          of(data.map(([a, b]) => [b, a] as const)),
          of([...data].reverse()),
          of(data.map(([a, b]) => [-3 * a, -3 * b] as const)),
        ];
        for (const other of others) {
          expect(other.state).toBe(there.state);
          if (there.state === 'defined') {
            expect(defined(other).kappa).toBeCloseTo(there.kappa, 10);
            expect(defined(other).interval.state).toBe(there.interval.state);
          }
        }
      }),
    );
  });

  it('two raters on one level, no subject, sides of unequal length: undefined', () => {
    const options = { weights: 'plain', level: 0.95 } as const;
    expect(cohenKappa({ reference: [2, 2], rated: [2, 2] }, options)).toMatchObject({
      reason: 'both raters use one level only',
    });
    expect(cohenKappa({ reference: [], rated: [] }, options)).toMatchObject({ reason: 'no rated subject' });
    expect(cohenKappa({ reference: [1], rated: [1, 2] }, options)).toMatchObject({ state: 'undefined' });
    expect(cohenKappa({ reference: [1, 2], rated: [2, 6] }, { ...options, levels: [1, 2, 3] })).toMatchObject(
      { reason: 'a rating is none of the levels' },
    );
  });
});

describe('confusion by level', () => {
  it('counts, recall and precision of each level', () => {
    const table = defined(confusionTable({ reference, rated }, { levels: [0, 1, 2, 3, 4, 5] }));
    expect(table.counts[2]).toEqual([0, 0, 2, 1, 0, 0]);
    expect(table.agreement).toBeCloseTo(8 / 12, 12);
    expect(table.byLevel[2]).toMatchObject({ level: 2, reference: 3, rated: 3, both: 2 });
    expect(defined(table.byLevel[4]?.recall ?? { state: 'undefined', reason: '' }).share).toBe(0.5);
    expect(table.byLevel[0]).toMatchObject({
      recall: { state: 'undefined' },
      precision: { state: 'undefined' },
    });
  });
});

describe('rank correlation', () => {
  it('Spearman with ties .9054545455 and tau-b .8245614035', () => {
    expect(defined(spearman(reference, rated)).r).toBeCloseTo(0.9054545455, 10);
    // The reference prints .8245614036; the fraction is 47/57.
    expect(defined(kendallTauB(reference, rated)).tau).toBeCloseTo(47 / 57, 14);
  });

  it('tau-b counts what comparing every pair counts; both are unchanged by rising transformations', () => {
    const side = fc.integer({ min: -4, max: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { minLength: 2, maxLength: 25 }), (data) => {
        const x = data.map(([a]) => a);
        const y = data.map(([, b]) => b);
        const tau = kendallTauB(x, y);
        const r = spearman(x, y);
        expect(tau.state).toBe(r.state);
        if (tau.state === 'undefined') return;
        let concordant = 0;
        let discordant = 0;
        for (const [i, [a, b]] of data.entries()) {
          for (const [c, d] of data.slice(0, i)) {
            const sign = (a - c) * (b - d);
            if (sign > 0) concordant++;
            if (sign < 0) discordant++;
          }
        }
        expect(tau).toMatchObject({ concordant, discordant });
        const cubed = y.map((value) => value ** 3);
        expect(defined(kendallTauB(x, cubed)).tau).toBeCloseTo(tau.tau, 12);
        expect(defined(spearman(cubed, x)).r).toBeCloseTo(defined(r).r, 12);
        expect(
          defined(
            kendallTauB(
              x,
              y.map((value) => -value),
            ),
          ).tau,
        ).toBeCloseTo(-tau.tau, 12);
      }),
    );
  });
});

describe("Krippendorff's alpha", () => {
  // Krippendorff's (2011) four observers and twelve units.
  const raters = ['12332141 2...', '1233224125.3', '.33323422 51.', '1233244125 1.'].map((line) =>
    [...line.replaceAll(' ', '')].map((mark) => (mark === '.' ? null : Number(mark))),
  );
  const units = Array.from({ length: 12 }, (_, unit) => raters.map((line) => line[unit] ?? null));
  const alpha = (rows: readonly (readonly (number | null)[])[], metric: AlphaMetric) =>
    defined(krippendorffAlpha(rows, { metric, level: 0.95 }));
  const digits = (...rows: string[]) => rows.map((row) => [...row].map(Number));

  it.each<[AlphaMetric, number]>([
    ['nominal', 0.7434210526],
    ['ordinal', 0.8153875038],
    ['interval', 0.8491071429],
    ['ratio', 0.7974027747],
  ])('%s on four raters with missing ratings', (metric, expected) => {
    const result = alpha(units, metric);
    expect(result.alpha).toBeCloseTo(expected, 10);
    expect(result).toMatchObject({ units: 11, ratings: 40, clusters: 11 });
    expect(defined(result.interval).low).toBeLessThan(expected);
    expect(defined(result.interval).high).toBeLessThanOrEqual(1);
  });

  it('small tables as fractions', () => {
    expect(alpha(digits('111', '000', '111', '001'), 'nominal').alpha).toBeCloseTo(1 - 132 / 420, 12);
    expect(alpha(digits('12', '34', '11'), 'interval').alpha).toBeCloseTo(19 / 24, 12);
    expect(alpha(digits('11', '34', '55'), 'ordinal').alpha).toBeCloseTo(94 / 99, 12);
    expect(alpha(digits('01', '01', '10', '10'), 'nominal').alpha).toBeCloseTo(-0.75, 12);
    expect(alpha(digits('33', '33', '33'), 'interval')).toMatchObject({
      alpha: 1,
      interval: { state: 'undefined', reason: 'all ratings are equal' },
    });
  });

  it('raters and units in any order; a unit with one rating counts for nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { minLength: 3, maxLength: 3 }), {
          minLength: 3,
          maxLength: 15,
        }),
        fc.constantFrom<AlphaMetric>('nominal', 'ordinal', 'interval', 'ratio'),
        (rows, metric) => {
          const there = krippendorffAlpha(rows, { metric, level: 0.9 });
          const moved = [...rows].reverse().map((row) => [...row].reverse());
          const back = krippendorffAlpha([...moved, [4, null, null]], { metric, level: 0.9 });
          expect(back.state).toBe(there.state);
          if (there.state === 'undefined') return;
          expect(defined(back).alpha).toBeCloseTo(there.alpha, 10);
          expect(defined(back).interval.state).toBe(there.interval.state);
        },
      ),
    );
  });

  it('interval is unchanged by shift and scale, ratio by scale, nominal by other names', () => {
    const change = (by: (value: number) => number) =>
      units.map((unit) => unit.map((rating) => (rating === null ? null : by(rating))));
    expect(
      alpha(
        change((x) => 7 * x - 4),
        'interval',
      ).alpha,
    ).toBeCloseTo(0.8491071429, 10);
    expect(
      alpha(
        change((x) => 7 * x),
        'ratio',
      ).alpha,
    ).toBeCloseTo(0.7974027747, 10);
    expect(
      alpha(
        change((x) => x ** 3),
        'ordinal',
      ).alpha,
    ).toBeCloseTo(0.8153875038, 10);
    expect(
      alpha(
        change((x) => (x * 3) % 7),
        'nominal',
      ).alpha,
    ).toBeCloseTo(0.7434210526, 10);
  });

  it('no unit with two ratings, NaN, or a negative value on a ratio scale: undefined', () => {
    const options = { metric: 'nominal', level: 0.95 } as const;
    expect(krippendorffAlpha([], options)).toMatchObject({ reason: 'no unit has two ratings' });
    expect(krippendorffAlpha([[1, null], [null]], options)).toMatchObject({ state: 'undefined' });
    expect(krippendorffAlpha([[1, Number.NaN]], options)).toMatchObject({ state: 'undefined' });
    expect(krippendorffAlpha([[1, -1]], { metric: 'ratio', level: 0.9 })).toMatchObject({
      state: 'undefined',
    });
  });
});
