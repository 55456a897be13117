import { expect, it } from 'vitest';
import { jackknife } from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

it('jackknife standard error of the law school correlation is .1425186186 (statistics.md section 5)', () => {
  const lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594];
  const gpa = [3.39, 3.3, 2.81, 3.03, 3.44, 3.07, 3.0, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];
  const centred = (data: number[], rows: readonly number[]) => {
    const picked = rows.map((row) => data[row] ?? Number.NaN);
    const mean = picked.reduce((sum, x) => sum + x, 0) / picked.length;
    return picked.map((x) => x - mean);
  };
  const dot = (x: number[], y: number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? Number.NaN), 0);
  const { spread } = defined(
    jackknife(
      lsat.map((_, i) => [i]),
      (rows) => {
        const x = centred(lsat, rows);
        const y = centred(gpa, rows);
        return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
      },
    ),
  );
  expect(spread).toBeCloseTo(0.1425186186, 10);
});
