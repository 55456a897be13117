import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bindingConstraint,
  chooseFront,
  createMeasurements,
  lookAt,
  measuredFigures,
} from '../../../src/search/outcome/index.js';
import type { MeasuredProblem, Objective, SearchConstraint } from '../../../src/search/port.js';

/** Values by configuration, stratum and figure: eighths, so that sums with the shares below are exact. */
interface Table {
  readonly shares: readonly number[];
  readonly values: readonly (readonly (readonly number[])[])[];
  readonly objectives: readonly Objective[];
  readonly constraints: readonly SearchConstraint[];
}

const FIGURES = ['f0', 'f1', 'f2'];
const figure = fc.constantFrom(...FIGURES);
const fold = fc.constantFrom('mean' as const, 'mean' as const, 'p50' as const);
const eighths = (most: number) => fc.integer({ min: -8 * most, max: 8 * most }).map((whole) => whole / 8);

const anyObjective = fc.record({
  figure,
  fold,
  direction: fc.constantFrom('minimize' as const, 'maximize' as const),
  scale: fc.constantFrom(1, 2),
});
const anyConstraint = fc
  .record({
    figure,
    fold,
    per: fc.constantFrom('all' as const, 'all' as const, 'intent' as const),
    limits: fc.tuple(eighths(1), fc.constantFrom('min', 'max', 'both')),
  })
  .map(({ limits: [at, kind], ...rest }) => ({
    ...rest,
    name: 'limit',
    scale: 1,
    level: 0.5,
    ...(kind !== 'max' && { min: kind === 'both' ? at - 0.5 : at }),
    ...(kind !== 'min' && { max: kind === 'both' ? at + 0.5 : at }),
  }));

const anyTable: fc.Arbitrary<Table> = fc
  .record({
    shares: fc.constantFrom([1], [0.75, 0.25], [0.5, 0.5, 0], [0.25, 0.25, 0.5]),
    configs: fc.integer({ min: 2, max: 5 }),
    objectives: fc.array(anyObjective, { minLength: 1, maxLength: 3 }),
    constraints: fc.array(anyConstraint, { maxLength: 2 }),
  })
  .chain(({ shares, configs, objectives, constraints }) =>
    fc.record({
      shares: fc.constant(shares),
      values: fc.array(
        fc.array(fc.array(eighths(2), { minLength: 3, maxLength: 3 }), {
          minLength: shares.length,
          maxLength: shares.length,
        }),
        { minLength: configs, maxLength: configs },
      ),
      objectives: fc.constant(objectives.map((one, at) => ({ ...one, name: `o${at}` }))),
      constraints: fc.constant(constraints),
    }),
  );

function combinations(strata: number, configs: number): number[][] {
  if (strata === 0) return [[]];
  return combinations(strata - 1, configs).flatMap((rest) =>
    Array.from({ length: configs }, (_, config) => [...rest, config]),
  );
}

function search({ shares, values, objectives, constraints }: Table) {
  const strata = shares.map((share, at) => ({ name: `s${at}`, share }));
  const points = values.map((_, config) => ({ config }));
  const problem: MeasuredProblem = {
    space: { factors: [], forbidden: [], narrowed: {} },
    per: 'intent',
    strata,
    items: strata.map((_, stratum) => ({ stratum, cluster: `c${stratum}`, weight: 1 })),
    figures: FIGURES.map((name) => ({ name, range: 'any' })),
    objectives,
    constraints,
  };
  const measurements = createMeasurements(FIGURES.length);
  values.forEach((own, config) => {
    own.forEach((row, item) => {
      measurements.add({ config, item, values: row });
    });
  });
  const source = measuredFigures(problem, points, measurements);
  const candidates = lookAt(source, problem, {
    candidates: strata.map(() => points.map(({ config }) => config)),
    vetoes: [],
  });
  const { front, missed } = chooseFront(source, problem, candidates);
  return { front, infeasible: bindingConstraint(problem, candidates, missed) };
}

/** By going through all combinations. */
function bruteForce({ shares, values, objectives, constraints }: Table) {
  const read = (
    choice: readonly number[],
    of: { readonly figure: string; readonly fold: string },
  ): number => {
    const parts = choice.map(
      (config, stratum) => values[config]?.[stratum]?.[FIGURES.indexOf(of.figure)] ?? 0,
    );
    return of.fold === 'mean'
      ? parts.reduce((sum, part, stratum) => sum + (shares[stratum] ?? 0) * part, 0)
      : Math.max(...parts);
  };
  const miss = (value: number, { min, max }: SearchConstraint) =>
    Math.max(0, (min ?? value) - value, value - (max ?? value));
  const misses = (choice: readonly number[]) =>
    constraints.map((constraint) =>
      constraint.per === 'all'
        ? miss(read(choice, constraint), constraint)
        : Math.max(
            ...choice.map((config, stratum) =>
              miss(values[config]?.[stratum]?.[FIGURES.indexOf(constraint.figure)] ?? 0, constraint),
            ),
          ),
    );
  const all = combinations(shares.length, values.length);
  const rows = all
    .filter((choice) => misses(choice).every((one) => one === 0))
    .map((choice) =>
      objectives.map((one) => (one.direction === 'minimize' ? 1 : -1) * one.scale * read(choice, one) + 0),
    );
  const front = rows.filter(
    (row) =>
      !rows.some(
        (other) =>
          other.every((value, at) => value <= (row[at] ?? 0)) &&
          other.some((value, at) => value < (row[at] ?? 0)),
      ),
  );
  return { front, all: all.map(misses) };
}

const shown = (rows: readonly (readonly number[])[]) =>
  [...new Set(rows.map((row) => row.map((value) => (value + 0).toFixed(9)).join(' ')))].sort();

describe('the front over intents', () => {
  it('is that of all combinations: one to three objectives either way, floors, ceilings and both, per intent or over all', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const { front, infeasible } = search(table);
        const truth = bruteForce(table);
        expect(shown(front.map(({ row }) => row))).toEqual(shown(truth.front));
        expect(front).toHaveLength(shown(truth.front).length);
        expect(infeasible === null).toBe(front.length > 0);
      }),
      { numRuns: 300 },
    );
  });

  it('that no combination leads to: says what a single constraint over all intents is missed by at least', () => {
    fc.assert(
      fc.property(anyTable, anyConstraint, (table, constraint) => {
        const alone: Table = { ...table, constraints: [{ ...constraint, per: 'all', name: 'alone' }] };
        const { infeasible } = search(alone);
        const least = Math.min(...bruteForce(alone).all.map(([miss]) => miss ?? 0));
        if (least === 0) expect(infeasible).toBeNull();
        else expect(infeasible).toMatchObject({ constraint: 'alone', by: expect.closeTo(least, 9) });
      }),
      { numRuns: 300 },
    );
  });
});
