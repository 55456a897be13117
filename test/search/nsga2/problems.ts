import type { Evaluation, GeneSpec, Nsga2Problem } from '../../../src/search/index.js';
import { power, totalViolation } from '../../../src/search/index.js';

/** A problem of the literature: formulas and bounds as its authors give them. */
export type TestProblem = Nsga2Problem & {
  readonly name: string;
  readonly evaluate: (genes: Float64Array) => Evaluation;
};

const reals = (count: number, low: number, high: number): GeneSpec[] =>
  Array.from({ length: count }, () => ({ kind: 'real', low, high }));

/** Sum of the genes from the second on. */
function tail(x: Float64Array): number {
  let sum = 0;
  for (let gene = 1; gene < x.length; gene += 1) sum += x[gene] ?? 0;
  return sum;
}

// ZDT1–6: Zitzler, Deb and Thiele (2000).
const zdt = (
  name: string,
  genes: readonly GeneSpec[],
  objectives: (x: Float64Array) => readonly [number, number],
): TestProblem => ({ name, genes, objectives: 2, evaluate: (x) => ({ objectives: objectives(x) }) });

export const zdt1 = zdt('ZDT1', reals(30, 0, 1), (x) => {
  const f1 = x[0] ?? 0;
  const g = 1 + (9 * tail(x)) / 29;
  return [f1, g * (1 - Math.sqrt(f1 / g))];
});

export const zdt2 = zdt('ZDT2', reals(30, 0, 1), (x) => {
  const f1 = x[0] ?? 0;
  const g = 1 + (9 * tail(x)) / 29;
  return [f1, g * (1 - (f1 / g) * (f1 / g))];
});

export const zdt3 = zdt('ZDT3', reals(30, 0, 1), (x) => {
  const f1 = x[0] ?? 0;
  const g = 1 + (9 * tail(x)) / 29;
  return [f1, g * (1 - Math.sqrt(f1 / g) - (f1 / g) * Math.sin(10 * Math.PI * f1))];
});

export const zdt4 = zdt('ZDT4', [...reals(1, 0, 1), ...reals(9, -5, 5)], (x) => {
  const f1 = x[0] ?? 0;
  let g = 91;
  for (let gene = 1; gene < x.length; gene += 1) {
    const value = x[gene] ?? 0;
    g += value * value - 10 * Math.cos(4 * Math.PI * value);
  }
  return [f1, g * (1 - Math.sqrt(f1 / g))];
});

/** 80 bits: the first 30 count as one string, the others as ten strings of five. */
export const zdt5 = zdt(
  'ZDT5',
  Array.from({ length: 80 }, () => ({ kind: 'categorical', levels: 2 })),
  (x) => {
    let f1 = 1;
    for (let bit = 0; bit < 30; bit += 1) f1 += x[bit] ?? 0;
    let g = 0;
    for (let string = 0; string < 10; string += 1) {
      let ones = 0;
      for (let bit = 0; bit < 5; bit += 1) ones += x[30 + 5 * string + bit] ?? 0;
      g += ones < 5 ? 2 + ones : 1;
    }
    return [f1, g / f1];
  },
);

export const zdt6 = zdt('ZDT6', reals(10, 0, 1), (x) => {
  const first = x[0] ?? 0;
  const wave = Math.sin(6 * Math.PI * first);
  const cube = wave * wave * wave;
  const f1 = 1 - Math.exp(-4 * first) * cube * cube;
  const g = 1 + 9 * power(tail(x) / 9, 0.25);
  return [f1, g * (1 - (f1 / g) * (f1 / g))];
});

/** Deb, Thiele, Laumanns and Zitzler (2002), three objectives. */
export const dtlz2: TestProblem = {
  name: 'DTLZ2',
  genes: reals(12, 0, 1),
  objectives: 3,
  evaluate: (x) => {
    let radius = 1;
    for (let gene = 2; gene < x.length; gene += 1) {
      const offset = (x[gene] ?? 0) - 0.5;
      radius += offset * offset;
    }
    const a = ((x[0] ?? 0) * Math.PI) / 2;
    const b = ((x[1] ?? 0) * Math.PI) / 2;
    return {
      objectives: [
        radius * Math.cos(a) * Math.cos(b),
        radius * Math.cos(a) * Math.sin(b),
        radius * Math.sin(a),
      ],
    };
  },
};

const constrained = (
  name: string,
  genes: readonly GeneSpec[],
  evaluate: (x: number, y: number) => { objectives: readonly number[]; constraints: readonly number[] },
): TestProblem => ({
  name,
  genes,
  objectives: 2,
  evaluate: ([x = 0, y = 0]) => {
    const { objectives, constraints } = evaluate(x, y);
    return { objectives, violation: totalViolation(constraints) };
  },
});

/** Binh and Korn (1997). */
export const bnh = constrained('BNH', [...reals(1, 0, 5), ...reals(1, 0, 3)], (x, y) => ({
  objectives: [4 * x * x + 4 * y * y, (x - 5) * (x - 5) + (y - 5) * (y - 5)],
  constraints: [(x - 5) * (x - 5) + y * y - 25, 7.7 - (x - 8) * (x - 8) - (y + 3) * (y + 3)],
}));

/** Srinivas and Deb (1994). */
export const srn = constrained('SRN', reals(2, -20, 20), (x, y) => ({
  objectives: [2 + (x - 2) * (x - 2) + (y - 1) * (y - 1), 9 * x - (y - 1) * (y - 1)],
  constraints: [x * x + y * y - 225, x - 3 * y + 10],
}));

/** Tanaka et al. (1995); both genes are above 0. */
export const tnk = constrained('TNK', reals(2, 1e-9, Math.PI), (x, y) => ({
  objectives: [x, y],
  constraints: [
    1 + 0.1 * Math.cos(16 * Math.atan(x / y)) - x * x - y * y,
    (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) - 0.5,
  ],
}));
