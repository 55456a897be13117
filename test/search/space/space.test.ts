import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOperators, runNsga2 } from '../../../src/search/nsga2/index.js';
import type { Factor, FactorValue, Point, SearchSpace } from '../../../src/search/port.js';
import {
  canonicalPoint,
  countPoints,
  encode,
  enumeratePoints,
  isAllowed,
  listPoints,
  permutation,
  pointKey,
  samplePoints,
  spaceProblems,
} from '../../../src/search/space/index.js';

const space = (factors: readonly Factor[], changes: Partial<SearchSpace> = {}): SearchSpace => ({
  factors,
  forbidden: [],
  narrowed: {},
  ...changes,
});
const category = (name: string, values: readonly FactorValue[], when?: Factor['when']): Factor => ({
  name,
  kind: 'categorical',
  values,
  ...(when === undefined ? {} : { when }),
});

const retrieval = space(
  [
    category('model', ['haiku', 'sonnet']),
    category('retrieve', [true, false]),
    category('chunks', [2, 5, 8], [{ factor: 'retrieve', in: [true] }]),
    { name: 'maxTokens', kind: 'ordered', values: [150, 400] },
  ],
  {
    forbidden: [{ model: ['haiku'], chunks: [8] }],
    narrowed: { chitchat: { retrieve: [false] }, faq: { model: ['haiku'] } },
  },
);

/** A small space with conditions, forbidden combinations and narrowing drawn at random. */
const anySpace = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    conditions: fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), { maxLength: 2 }),
    forbidden: fc.array(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 2 }), {
      maxLength: 2,
    }),
  })
  .map(({ sizes, conditions, forbidden }) => {
    const name = (at: number) => `f${at % sizes.length}`;
    const level = (at: number, value: number) => value % (sizes[at % sizes.length] ?? 1);
    return space(
      sizes.map((size, at) =>
        category(
          `f${at}`,
          Array.from({ length: size }, (_, value) => value),
          // Later factors depend on earlier ones and on later ones, but never in a circle: only on those of lower number.
          conditions
            .filter(([of, on]) => of % sizes.length === at && on % sizes.length < at)
            .map(([, on, value]) => ({ factor: name(on), in: [level(on, value)] })),
        ),
      ),
      {
        forbidden: forbidden.map((pairs) =>
          Object.fromEntries(pairs.map(([at, value]) => [name(at), [level(at, value)]])),
        ),
      },
    );
  });

/** All points by brute force: every combination of raw values, made canonical, once. */
function bruteForce(of: SearchSpace, intent: string | null): Point[] {
  const found = new Map<string, Point>();
  const raw = of.factors.reduce<{ [factor: string]: FactorValue }[]>(
    (heads, factor) =>
      heads.flatMap((head) =>
        ('values' in factor ? factor.values : []).map((value) => ({ ...head, [factor.name]: value })),
      ),
    [{}],
  );
  for (const values of raw) {
    const point = canonicalPoint(of, values);
    if (isAllowed(of, point, intent)) found.set(pointKey(of, point), point);
  }
  return [...found.values()];
}

describe('points of a space', () => {
  it('leave inactive factors out and keep the order of the space', () => {
    const point = canonicalPoint(retrieval, { maxTokens: 150, chunks: 5, retrieve: false, model: 'haiku' });
    expect(Object.entries(point)).toEqual([
      ['model', 'haiku'],
      ['retrieve', false],
      ['maxTokens', 150],
    ]);
  });

  it('have one key per configuration: text and number of the same look are not the same', () => {
    const two = space([category('a', ['1', 1])]);
    expect(pointKey(two, { a: '1' })).not.toBe(pointKey(two, { a: 1 }));
  });

  it('are listed lexicographically, by intent', () => {
    const all = listPoints(retrieval, null, 100).points;
    expect(all.map((point) => Object.values(point).join(' '))).toEqual([
      'haiku true 2 150',
      'haiku true 2 400',
      'haiku true 5 150',
      'haiku true 5 400',
      'haiku false 150',
      'haiku false 400',
      'sonnet true 2 150',
      'sonnet true 2 400',
      'sonnet true 5 150',
      'sonnet true 5 400',
      'sonnet true 8 150',
      'sonnet true 8 400',
      'sonnet false 150',
      'sonnet false 400',
    ]);
    expect(listPoints(retrieval, 'chitchat', 100).points).toHaveLength(4);
    expect(listPoints(retrieval, 'faq', 100).points).toHaveLength(6);
  });

  it('are each listed once, counted and sampled alike, whatever ties the factors', () => {
    fc.assert(
      fc.property(anySpace, fc.nat(1000), (of, seed) => {
        const expected = bruteForce(of, null)
          .map((point) => pointKey(of, point))
          .sort();
        const listed = [...enumeratePoints(of, null)].map((point) => pointKey(of, point));
        expect([...listed].sort()).toEqual(expected);
        expect(countPoints(of, null)).toEqual({ kind: 'exact', count: BigInt(expected.length) });
        const sampled = [...samplePoints(of, null, seed)].map((point) => pointKey(of, point));
        expect(sampled.sort()).toEqual(expected);
      }),
    );
  });

  it('of 10^40 combinations are counted exactly and sampled without listing them', () => {
    const huge = space(
      Array.from({ length: 40 }, (_, at) => category(`f${at}`, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])),
    );
    expect(countPoints(huge, null)).toEqual({ kind: 'exact', count: 10n ** 40n });
    const sample = samplePoints(huge, null, 3);
    const keys = new Set(Array.from({ length: 100 }, () => JSON.stringify(sample.next().value)));
    expect(keys.size).toBe(100);
  });

  it('of a continuum are sampled within their range, and not listed', () => {
    const real = space([{ name: 'temperature', kind: 'real', min: 0.1, max: 0.7 }]);
    expect(countPoints(real, null)).toEqual({ kind: 'continuum' });
    const sample = samplePoints(real, null, 3);
    for (let at = 0; at < 50; at++) {
      const { temperature } = sample.next().value ?? {};
      expect(temperature).toBeGreaterThanOrEqual(0.1);
      expect(temperature).toBeLessThanOrEqual(0.7);
    }
    expect(() => [...enumeratePoints(real, null)]).toThrow('continuum');
  });
});

describe('a permutation without memory', () => {
  it('takes every index once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.integer(), (count, seed) => {
        const place = permutation(count, seed);
        expect(new Set(Array.from({ length: count }, (_, at) => place(at))).size).toBe(count);
      }),
    );
  });

  it('spreads: each of 10 places is first about equally often over 5,000 seeds', () => {
    const first = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 5000; seed++) {
      const at = permutation(10, seed)(0);
      first[at] = (first[at] ?? 0) + 1;
    }
    // χ² with 9 degrees of freedom: 27.9 is its 99.9 % quantile.
    const chiSquare = first.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});

describe('encoding points as genomes', () => {
  it('by config: one gene per intent, the number of its point', () => {
    const encoding = encode(retrieval, ['faq', 'chitchat'], 'config');
    expect(encoding.genes).toEqual([
      { kind: 'categorical', levels: 6 },
      { kind: 'categorical', levels: 4 },
    ]);
    expect(encoding.blocks).toEqual([[0], [1]]);
    expect(encoding.decode([5, 0])).toEqual([
      { model: 'haiku', retrieve: false, maxTokens: 400 },
      { model: 'haiku', retrieve: false, maxTokens: 150 },
    ]);
  });

  it('by factor: genomes that mean the same are repaired into one, forbidden ones refused', () => {
    const encoding = encode(retrieval, [null], 'factor');
    expect(encoding.genes).toHaveLength(4);
    const genome = Float64Array.from([1, 1, 2, 0]);
    encoding.repair(genome);
    expect([...genome]).toEqual([1, 1, 0, 0]);
    expect(encoding.decode(genome)).toEqual([{ model: 'sonnet', retrieve: false, maxTokens: 150 }]);
    expect(encoding.isAllowed(Float64Array.from([0, 0, 2, 0]))).toBe(false);
    expect(encoding.isAllowed(Float64Array.from([1, 0, 2, 0]))).toBe(true);
  });

  it('by factor, the genes of an intent are a block: swapped with another genome’s, its point goes over whole', () => {
    const encoding = encode(retrieval, ['faq', 'chitchat'], 'factor');
    expect(encoding.blocks).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    const here = Float64Array.from([0, 0, 1, 0, 1, 0, 0, 1]);
    const there = Float64Array.from([0, 1, 0, 1, 0, 0, 0, 0]);
    const child = here.slice();
    for (const gene of encoding.blocks[1] ?? []) child[gene] = there[gene] ?? Number.NaN;
    expect(encoding.decode(child)).toEqual([encoding.decode(here)[0], encoding.decode(there)[1]]);
  });

  it('by factor, no search by blocks hands out a point that is forbidden, narrowed away or not canonical', () => {
    fc.assert(
      fc.property(anySpace, fc.nat(), (one, seed) => {
        const narrowed = { b: { f0: [0] } };
        const its = { ...one, narrowed };
        const intents = ['a', 'b', 'c'];
        if (intents.some((intent) => listPoints(its, intent, 1).points.length === 0)) return;
        const encoding = encode(its, intents, 'factor');
        const evaluate = (genome: Float64Array) => {
          const points = encoding.decode(genome);
          points.forEach((point, at) => {
            expect(isAllowed(its, point, intents[at] ?? null)).toBe(true);
            expect(canonicalPoint(its, point)).toEqual(point);
          });
          // Genes without effect stand at their least value, so genomes that mean the same are one.
          const repaired = genome.slice();
          encoding.repair(repaired);
          expect(repaired).toEqual(genome);
          const [a = 0, b = 0] = [genome.reduce((sum, gene) => sum + gene, 0), genome[0]];
          return { objectives: [a, -b] };
        };
        runNsga2(
          { ...encoding, objectives: 2, evaluate },
          { seed, population: 8, evaluations: 40, ...blockOperators(encoding.blocks) },
        );
      }),
    );
  });

  it('by factor keeps numbers as numbers, and narrowed ones as levels', () => {
    const numbers = space([{ name: 'k', kind: 'integer', min: 2, max: 9 }], {
      narrowed: { faq: { k: [3, 5] } },
    });
    const encoding = encode(numbers, [null, 'faq'], 'factor');
    expect(encoding.genes).toEqual([
      { kind: 'integer', low: 2, high: 9 },
      { kind: 'ordered', levels: 2 },
    ]);
    expect(encoding.decode([7, 1])).toEqual([{ k: 7 }, { k: 5 }]);
  });
});

describe('problems of a space', () => {
  const codes = (of: SearchSpace, intents: readonly string[] = []) =>
    spaceProblems(of, intents).map(({ code }) => code);

  it('are none for a good one', () => {
    expect(spaceProblems(retrieval, ['faq', 'chitchat'])).toEqual([]);
  });

  it('are all told at once, each with its place and what to do', () => {
    const bad = space(
      [
        category('model', []),
        category('chunks', [2, 5, 2]),
        { name: 'k', kind: 'integer', min: 3, max: 2 },
        category('chunks', [1], [{ factor: 'modle', in: ['x'] }]),
      ],
      { forbidden: [{ chunks: [7] }], narrowed: { faq: { temperature: [0.1] } } },
    );
    const problems = spaceProblems(bad, ['faq']);
    expect(problems.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['empty-factor', 'factors.0.values'],
      ['duplicate-value', 'factors.1.values'],
      ['bad-range', 'factors.2'],
      ['duplicate-factor', 'factors.3.name'],
      ['unknown-factor', 'factors.3.when.0'],
      ['unknown-value', 'forbidden.0.chunks'],
      ['unknown-factor', 'narrowed.faq.temperature'],
    ]);
    expect(problems[4]?.hint).toBe('Did you mean model?');
    for (const { hint } of problems) expect(hint).not.toBe('');
  });

  it('name a circle of conditions', () => {
    const circular = space([
      category('a', [1], [{ factor: 'b', in: [1] }]),
      category('b', [1], [{ factor: 'a', in: [1] }]),
      category('c', [1]),
    ]);
    expect(spaceProblems(circular, [])[0]).toMatchObject({
      code: 'circular-condition',
      message: 'the conditions of a and b depend on each other in a circle',
    });
  });

  it('say when no point is left, in all or in one intent', () => {
    const ab = [category('a', [1, 2]), category('b', [1, 2])];
    expect(codes(space(ab, { forbidden: [{ a: [1, 2] }] }))).toEqual(['no-allowed-point']);
    const narrowed = space(ab, { forbidden: [{ a: [1], b: [2] }], narrowed: { faq: { a: [1], b: [2] } } });
    expect(spaceProblems(narrowed, ['faq'])[0]).toMatchObject({
      code: 'no-allowed-point',
      path: ['narrowed', 'faq'],
    });
    expect(codes(space([]))).toEqual(['no-factor']);
    expect(codes(space(ab, { forbidden: [{}] }))).toEqual(['no-allowed-point']);
    const real: Factor = { name: 'r', kind: 'real', min: 0, max: 1 };
    expect(codes(space([...ab, real], { forbidden: [{ a: [1] }, { a: [2] }] }))).toEqual([
      'no-allowed-point',
    ]);
  });

  it('answer at once for a range of whole numbers too long to lay out', () => {
    const long = space([{ name: 'tokens', kind: 'integer', min: 1, max: 2 ** 52 }]);
    expect(spaceProblems(long, [])).toEqual([
      expect.objectContaining({ code: 'bad-range', path: ['factors', 0] }),
    ]);
    expect(countPoints(long, null)).toEqual({ kind: 'exact', count: 2n ** 52n });
  });
});

describe('a space in which hardly anything is allowed', () => {
  const binary = (count: number) => Array.from({ length: count }, (_, at) => category(`f${at}`, [0, 1]));
  const everything = (factors: readonly Factor[]) => [
    Object.fromEntries(factors.map(({ name }) => [name, [0, 1]])),
  ];

  it.each([30, 60])('is known to be empty without going through 2^%i combinations', (count) => {
    const empty = space(binary(count), { forbidden: everything(binary(count)) });
    expect(countPoints(empty, null)).toEqual({ kind: 'exact', count: 0n });
    expect(spaceProblems(empty, [])).toHaveLength(1);
    expect(listPoints(empty, null, 10)).toEqual({ points: [], isComplete: true });
    expect([...samplePoints(empty, null, 1)]).toEqual([]);
  });

  it('gives every point all the same: 20 factors that each need the one before', () => {
    const chain = space(
      binary(20).map((factor, at) =>
        at === 0 ? factor : { ...factor, when: [{ factor: `f${at - 1}`, in: [1] }] },
      ),
    );
    const sampled = [...samplePoints(chain, null, 5)].map((point) => pointKey(chain, point));
    expect(new Set(sampled).size).toBe(21);
    expect(sampled).toHaveLength(21);
  });

  it('ends a stream of draws that are all refused', () => {
    const factors = [...binary(2), { name: 'r', kind: 'real', min: 0, max: 1 } as const];
    const empty = space(factors, { forbidden: [{ f0: [0] }, { f0: [1] }] });
    expect(samplePoints(empty, null, 1).next().done).toBe(true);
  });
});
