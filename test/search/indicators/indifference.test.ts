import { describe, expect, it } from 'vitest';
import { isBeaten } from '../../../src/search/indicators/index.js';

describe('a point that is beaten in a draw', () => {
  const row = Float64Array.of(10, 0.5, 700);
  const margins = Float64Array.of(1, 0.02, 50);
  const by = (...front: readonly number[]): boolean => isBeaten(row, Float64Array.from(front), margins);

  it('is one that another betters by more than the margin without losing anywhere', () => {
    expect(by(8.9, 0.5, 700)).toBe(true);
    expect(by(20, 0.4, 700, 10, 0.47, 650)).toBe(true);
  });

  it('is not beaten by a hair, nor where something is lost', () => {
    expect(by(9.5, 0.49, 660)).toBe(false);
    expect(by(5, 0.51, 700)).toBe(false);
    expect(by()).toBe(false);
  });

  it('can be beaten where an objective is the same for all', () => {
    expect(by(8, 0.4, 700)).toBe(true);
  });

  it('takes rounding for no loss', () => {
    expect(by(8, 0.5 + 1e-12, 700)).toBe(true);
  });

  it('has no margin where the front has no range: any gain counts', () => {
    expect(isBeaten(Float64Array.of(2), Float64Array.of(1), Float64Array.of(0))).toBe(true);
    expect(isBeaten(Float64Array.of(2), Float64Array.of(2), Float64Array.of(0))).toBe(false);
  });
});
