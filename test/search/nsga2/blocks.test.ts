import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockCrossover,
  blockMutation,
  blockOperators,
  type GeneBlocks,
  type GeneSpec,
  geneTable,
  type Nsga2State,
  randomKey,
  randomSampling,
  restoreNsga2,
  runNsga2,
  tiedSampling,
} from '../../../src/search/index.js';

/** One factor of each kind, narrower and fixed in some blocks, and a gene of no block at the end. */
const BLOCKS = 5;
const WIDTH = 4;
const specs: readonly GeneSpec[] = [
  ...Array.from({ length: BLOCKS }, (_, block): GeneSpec[] => [
    { kind: 'real', low: -2, high: 3 },
    { kind: 'integer', low: -5, high: block === 1 ? -5 : 9 },
    { kind: 'ordered', levels: block === 2 ? 2 : 4 },
    { kind: 'categorical', levels: 3 },
  ]).flat(),
  { kind: 'integer', low: 0, high: 1_000_000 },
];
const genes = geneTable(specs);
const blocks: GeneBlocks = Array.from({ length: BLOCKS }, (_, block) =>
  Array.from({ length: WIDTH }, (_, part) => block * WIDTH + part),
);
const loose = BLOCKS * WIDTH;

function genomes(seed: number, count = 2): readonly Float64Array[] {
  const rows = randomSampling(genes, count, randomKey(seed));
  return Array.from({ length: count }, (_, row) => rows.slice(row * genes.count, (row + 1) * genes.count));
}

function pair(seed: number): readonly [Float64Array, Float64Array] {
  const [first = new Float64Array(), second = new Float64Array()] = genomes(seed);
  return [first, second];
}

const blockOf = (genome: Float64Array, block: number) => genome.slice(block * WIDTH, (block + 1) * WIDTH);

function expectLegal(genome: Float64Array): void {
  for (const [gene, value] of genome.entries()) {
    expect(value >= (genes.low[gene] ?? 0) && value <= (genes.high[gene] ?? 0)).toBe(true);
    if (genes.kinds[gene] !== 'real') expect(Number.isInteger(value)).toBe(true);
  }
}

describe('crossover by blocks', () => {
  it('swaps every block whole or not at all where none is mixed', () => {
    let swapped = 0;
    const crossover = blockCrossover(blocks, { probability: 1, mixed: 0 });
    for (let seed = 0; seed < 400; seed += 1) {
      const parents = pair(seed);
      const [first, second] = pair(seed);
      crossover(first, second, genes, randomKey(seed, 1));
      for (let block = 0; block < BLOCKS; block += 1) {
        const isSwapped = first[block * WIDTH] !== parents[0][block * WIDTH];
        swapped += isSwapped ? 1 : 0;
        const [a, b] = isSwapped ? [parents[1], parents[0]] : parents;
        expect(blockOf(first, block)).toEqual(blockOf(a, block));
        expect(blockOf(second, block)).toEqual(blockOf(b, block));
      }
    }
    // Binomial (2000, ½): four standard deviations are 90.
    expect(Math.abs(swapped - 1000)).toBeLessThan(90);
  });

  it('mixes blocks gene by gene in the share asked for, and hands every gene on to exactly one child', () => {
    let mixed = 0;
    const crossover = blockCrossover(blocks, { probability: 1, mixed: 0.25 });
    for (let seed = 0; seed < 400; seed += 1) {
      const parents = pair(seed);
      const [first, second] = pair(seed);
      crossover(first, second, genes, randomKey(seed, 2));
      for (let gene = 0; gene < genes.count; gene += 1) {
        expect([first[gene], second[gene]].sort()).toEqual([parents[0][gene], parents[1][gene]].sort());
      }
      expect(first[loose]).toBe(parents[0][loose]);
      for (let block = 0; block < BLOCKS; block += 1) {
        const [kept, taken] = parents.map((parent) => blockOf(parent, block).join());
        const child = blockOf(first, block).join();
        mixed += child === kept || child === taken ? 0 : 1;
      }
    }
    // A quarter of 2,000 blocks is mixed; less those whose genes were all swapped or all kept, or are equal anyway.
    expect(mixed).toBeGreaterThan(250);
    expect(mixed).toBeLessThan(500);
  });

  it('leaves pairs alone in the share asked for, and is a function of the key', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [first, second] = pair(seed);
        const [again, other] = pair(seed);
        blockCrossover(blocks)(first, second, genes, randomKey(seed, 3));
        blockCrossover(blocks)(again, other, genes, randomKey(seed, 3));
        expect([first, second]).toEqual([again, other]);
        blockCrossover(blocks, { probability: 0 })(again, other, genes, randomKey(seed, 4));
        expect([first, second]).toEqual([again, other]);
      }),
    );
  });
});

describe('mutation by blocks', () => {
  it('stays within bounds, is a function of the key, and leaves genes of no block and fixed ones alone', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, 0.5, 1), (seed, redraw) => {
        const [before, twin] = [genomes(seed)[0], genomes(seed)[0]];
        const [genome] = pair(seed);
        if (before === undefined || twin === undefined) throw new Error('no genomes');
        const mutation = blockMutation(blocks, { perBlock: 1, redraw, eta: 1 });
        mutation(genome, genes, randomKey(seed, 5));
        mutation(twin, genes, randomKey(seed, 5));
        expectLegal(genome);
        expect(twin).toEqual(genome);
        expect(genome[loose]).toBe(before[loose]);
        expect(genome[WIDTH + 1]).toBe(-5);
      }),
    );
  });

  it('changes exactly one gene of a mutated block, of whole values always to another', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, 0.5, 1), (seed, step) => {
        const [before] = pair(seed);
        const [genome] = pair(seed);
        blockMutation(blocks, { perBlock: 1, redraw: 0, step })(genome, genes, randomKey(seed, 6));
        for (let block = 0; block < BLOCKS; block += 1) {
          const changed = blockOf(genome, block).filter(
            (value, part) => value !== blockOf(before, block)[part],
          );
          expect(changed).toHaveLength(1);
        }
      }),
    );
  });

  it('takes steps of ordered genes from either end, and leaps to each other value equally often', () => {
    const line = geneTable([{ kind: 'ordered', levels: 5 }]);
    const counts = (from: number, step: number): readonly number[] => {
      const seen = new Array<number>(5).fill(0);
      for (let seed = 0; seed < 2000; seed += 1) {
        const genome = Float64Array.of(from);
        blockMutation([[0]], { perBlock: 1, redraw: 0, step })(genome, line, randomKey(seed));
        const value = genome[0] ?? -1;
        seen[value] = (seen[value] ?? 0) + 1;
      }
      return seen;
    };
    expect(counts(0, 1)).toEqual([0, 2000, 0, 0, 0]);
    expect(counts(4, 1)).toEqual([0, 0, 0, 2000, 0]);
    const [, below = 0, still, above = 0] = counts(2, 1);
    expect([below + above, still]).toEqual([2000, 0]);
    // Binomial (2000, ½): four standard deviations are 90.
    expect(Math.abs(below - 1000)).toBeLessThan(90);
    for (const [value, count] of counts(2, 0).entries()) {
      if (value === 2) expect(count).toBe(0);
      // Binomial (2000, ¼): four standard deviations are 78.
      else expect(Math.abs(count - 500)).toBeLessThan(78);
    }
  });

  it('mutates one block of a genome on average', () => {
    let mutated = 0;
    for (let seed = 0; seed < 2000; seed += 1) {
      const [before] = pair(seed);
      const [genome] = pair(seed);
      blockMutation(blocks, { redraw: 0 })(genome, genes, randomKey(seed, 7));
      mutated += genome.filter((value, gene) => value !== before[gene]).length;
    }
    // Binomial (10,000, 1/5): four standard deviations are 160.
    expect(Math.abs(mutated - 2000)).toBeLessThan(160);
  });
});

describe('tied sampling', () => {
  it('draws legal genomes whose blocks are alike: equal values in equal ranges', () => {
    const rows = tiedSampling(blocks)(genes, 50, randomKey(8));
    for (let row = 0; row < 50; row += 1) {
      const genome = rows.slice(row * genes.count, (row + 1) * genes.count);
      expectLegal(genome);
      for (const block of [3, 4]) expect(blockOf(genome, block)).toEqual(blockOf(genome, 0));
      // Two levels instead of four: the same half of the range.
      expect(genome[2 * WIDTH + 2]).toBe(Math.floor((genome[2] ?? 0) / 2));
    }
    expect(new Set(Array.from(rows).filter((_, at) => at % genes.count === 3))).toEqual(new Set([0, 1, 2]));
    expect(new Set(Array.from(rows).filter((_, at) => at % genes.count === loose)).size).toBe(50);
  });
});

describe('blocks', () => {
  it('that overlap, differ in length or name genes that there are not are refused', () => {
    const overlapping = [
      [0, 1],
      [1, 2],
    ];
    for (const operator of [blockCrossover, blockMutation, tiedSampling, blockOperators]) {
      expect(() => operator(overlapping)).toThrow('gene 1 stands in block 0 and 1');
      expect(() => operator([[0, 1], [2]])).toThrow('block 1 has 1 genes, block 0 has 2');
      expect(() => operator([[0], [-1]])).toThrow(RangeError);
    }
    const beyond = [[0], [genes.count]];
    const [first, second] = pair(1);
    expect(() => blockCrossover(beyond)(first, second, genes, randomKey(1))).toThrow(RangeError);
    expect(() => blockMutation(beyond)(first, genes, randomKey(1))).toThrow(RangeError);
    expect(() => tiedSampling(beyond)(genes, 2, randomKey(1))).toThrow(RangeError);
  });

  it('of which there is one leave the usual operators in place', () => {
    expect(blockOperators([[0, 1, 2]])).toEqual({});
    expect(blockOperators([])).toEqual({});
  });
});

describe('a search by blocks', () => {
  const problem = {
    genes: specs,
    objectives: 2,
    evaluate: (genome: Float64Array) => {
      const sum = blocks.reduce(
        (all, [real = 0, whole = 0]) => all + (genome[real] ?? 0) * (genome[whole] ?? 0),
        0,
      );
      const other = blocks.reduce((all, [real = 0]) => all + ((genome[real] ?? 0) - 1) ** 2, 0);
      return { objectives: [sum, other] };
    },
  };
  const options = { seed: 3, population: 10, ...blockOperators(blocks) };

  it('hands out legal genomes only, none twice', () => {
    const seen = new Set<string>();
    const evaluate = (genome: Float64Array) => {
      expectLegal(genome);
      expect(seen.has(genome.join())).toBe(false);
      seen.add(genome.join());
      return problem.evaluate(genome);
    };
    runNsga2({ ...problem, evaluate }, { ...options, evaluations: 200 });
    expect(seen.size).toBe(200);
  });

  it('resumes to the identical result, through JSON', () => {
    const whole = runNsga2(problem, { ...options, evaluations: 100 });
    const half = runNsga2(problem, { ...options, evaluations: 50 });
    const resumed = restoreNsga2(problem, options, JSON.parse(JSON.stringify(half.state())) as Nsga2State);
    while (resumed.handedOut() < 100) {
      resumed.tell(resumed.ask().map(({ id, genes: genome }) => ({ id, ...problem.evaluate(genome) })));
    }
    expect(resumed.state()).toEqual(whole.state());
  });
});
