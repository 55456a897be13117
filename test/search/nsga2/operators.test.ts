import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Crossover,
  childKey,
  type GeneSpec,
  geneTable,
  latinHypercube,
  polynomialMutation,
  randomKey,
  randomSampling,
  resetMutation,
  simulatedBinaryCrossover,
  uniformCrossover,
} from '../../../src/search/index.js';
import { polynomialShift } from '../../../src/search/nsga2/polynomial-mutation.js';
import { spreadFactor } from '../../../src/search/nsga2/simulated-binary-crossover.js';

const mixed: readonly GeneSpec[] = [
  { kind: 'real', low: -2, high: 3 },
  { kind: 'integer', low: -5, high: 9 },
  { kind: 'ordered', levels: 4 },
  { kind: 'categorical', levels: 3 },
  { kind: 'real', low: 1, high: 1 },
];
const genes = geneTable(mixed);
const everyKind = ['real', 'integer', 'ordered', 'categorical'] as const;

/** A genome of `mixed`, and another, from a seed. */
function pair(seed: number): readonly [Float64Array, Float64Array] {
  const rows = randomSampling(genes, 2, randomKey(seed));
  return [rows.slice(0, genes.count), rows.slice(genes.count)];
}

function expectLegal(genome: Float64Array): void {
  for (const [gene, value] of genome.entries()) {
    expect(value >= (genes.low[gene] ?? 0) && value <= (genes.high[gene] ?? 0)).toBe(true);
    if (genes.kinds[gene] !== 'real') expect(Number.isInteger(value)).toBe(true);
  }
}

describe('genes', () => {
  it('a gene without a value is refused by name', () => {
    expect(() => geneTable([{ kind: 'categorical', levels: 0 }])).toThrow(/gene 0/);
    expect(() => geneTable([...mixed, { kind: 'real', low: 2, high: 1 }])).toThrow(/gene 5/);
    expect(() => geneTable([{ kind: 'integer', low: 0.5, high: 3 }])).toThrow(RangeError);
    expect(() => geneTable([{ kind: 'real', low: 0, high: Number.POSITIVE_INFINITY }])).toThrow(RangeError);
  });

  it('the space of whole genes is counted', () => {
    expect(geneTable(mixed.slice(1)).size).toBe(15 * 4 * 3);
    expect(genes.size).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('sampling', () => {
  it('a Latin hypercube has one point in each share of every real gene, and levels equally often', () => {
    const rows = latinHypercube(genes, 60, randomKey(3));
    const column = (gene: number) =>
      Array.from({ length: 60 }, (_, row) => rows[row * genes.count + gene] ?? 0);
    const shares = column(0).map((value) => Math.floor(((value + 2) / 5) * 60));
    expect(shares.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, at) => at));
    for (const [gene, levels] of [
      [1, 15],
      [2, 4],
      [3, 3],
    ] as const) {
      const counts = new Map<number, number>();
      for (const value of column(gene)) counts.set(value, (counts.get(value) ?? 0) + 1);
      expect([...counts.values()]).toEqual(new Array(levels).fill(60 / levels));
    }
  });
});

const crossovers: readonly (readonly [string, Crossover])[] = [
  ['simulated binary crossover', simulatedBinaryCrossover({ probability: 1, perGene: 1, kinds: everyKind })],
  ['uniform crossover', uniformCrossover({ probability: 1, kinds: everyKind })],
];

describe('crossover', () => {
  it.each(crossovers)('%s: children are legal and a function of the key', (_, crossover) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [first, second] = pair(seed);
        const [again, other] = pair(seed);
        crossover(first, second, genes, childKey(randomKey(seed), 9));
        crossover(again, other, genes, childKey(randomKey(seed), 9));
        expectLegal(first);
        expectLegal(second);
        expect([first, second]).toEqual([again, other]);
      }),
    );
  });

  it('works on its own kinds only, and equal parents have equal children', () => {
    const [first, second] = pair(1);
    const [before] = pair(1);
    simulatedBinaryCrossover({ probability: 1, perGene: 1 })(first, second, genes, randomKey(4));
    expect(first.slice(3)).toEqual(before.slice(3));
    expect(first.slice(0, 2)).not.toEqual(before.slice(0, 2));
    const twin = before.slice();
    for (const [, crossover] of crossovers) crossover(before, twin, genes, randomKey(4));
    expect(twin).toEqual(before);
  });

  it('uniform crossover hands every gene on to exactly one child', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const parents = pair(seed);
        const [first, second] = pair(seed);
        uniformCrossover({ probability: 1, kinds: everyKind })(first, second, genes, randomKey(seed));
        for (const gene of genes.kinds.keys()) {
          expect([first[gene], second[gene]].sort()).toEqual([parents[0][gene], parents[1][gene]].sort());
        }
      }),
    );
  });

  it('the spread factor has the distribution of Deb and Agrawal', () => {
    // Without bounds half of its mass lies below 1: β = (2u)^(1/(η+1)), then (1/(2(1−u)))^(1/(η+1)).
    const unbounded = Number.POSITIVE_INFINITY;
    expect(spreadFactor(unbounded, 15, 0.5)).toBe(1);
    expect(spreadFactor(unbounded, 2, 1 / 16)).toBeCloseTo(0.5, 14);
    expect(spreadFactor(unbounded, 2, 15 / 16)).toBeCloseTo(2, 14);
    // Bounded: the largest share reaches the bound and not beyond.
    expect(spreadFactor(1.5, 15, 1)).toBeCloseTo(1.5, 12);
  });

  it('far from the bounds, children keep the sum of their parents', () => {
    const wide = geneTable([{ kind: 'real', low: -1e6, high: 1e6 }]);
    const crossover = simulatedBinaryCrossover({ probability: 1, perGene: 1 });
    for (let seed = 0; seed < 100; seed += 1) {
      const [first, second] = [Float64Array.of(3), Float64Array.of(5)];
      crossover(first, second, wide, randomKey(seed));
      expect((first[0] ?? 0) + (second[0] ?? 0)).toBeCloseTo(8, 9);
    }
  });
});

describe('mutation', () => {
  it('polynomial mutation stays in bounds and reaches both', () => {
    expect(polynomialShift(0.3, 20, 0)).toBeCloseTo(-0.3, 14);
    expect(polynomialShift(0.3, 20, 1)).toBeCloseTo(0.7, 14);
    expect(polynomialShift(0.3, 20, 0.5)).toBe(0);
    // In the middle of the range, from the formula by hand: (2·¼ + ½·½³)^⅓ − 1 with η = 2, u = ¼.
    expect(polynomialShift(0.5, 2, 0.25)).toBeCloseTo(Math.cbrt(0.5625) - 1, 14);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [genome] = pair(seed);
        polynomialMutation({ probability: 1, perGene: 1, eta: 1, kinds: everyKind })(
          genome,
          genes,
          randomKey(seed),
        );
        expectLegal(genome);
      }),
    );
  });

  it('reset mutation takes each of the other values equally often and never the same', () => {
    const counts = new Map<number, number>();
    const reset = resetMutation({ perGene: 1, kinds: ['ordered', 'categorical'] });
    for (let seed = 0; seed < 3000; seed += 1) {
      const genome = Float64Array.of(0.5, 2, 1, 1, 1);
      reset(genome, genes, randomKey(seed));
      expect([genome[0], genome[1]]).toEqual([0.5, 2]);
      expect(genome[3]).not.toBe(1);
      counts.set(genome[2] ?? 0, (counts.get(genome[2] ?? 0) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([0, 2, 3]);
    // Each count is binomial (3000, ⅓): four standard deviations are 103.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(103);
  });

  it('mutates one gene of a genome on average', () => {
    const bits = geneTable(Array.from({ length: 40 }, () => ({ kind: 'categorical', levels: 2 })));
    let flipped = 0;
    for (let seed = 0; seed < 2000; seed += 1) {
      const genome = new Float64Array(40);
      resetMutation()(genome, bits, randomKey(seed));
      flipped += genome.reduce((sum, bit) => sum + bit, 0);
    }
    // Binomial (80,000, 1/40): four standard deviations are 177.
    expect(Math.abs(flipped - 2000)).toBeLessThan(177);
  });
});
