import { describe, expect, it } from 'vitest';
import { infeasibility } from '../../../src/search/exact/index.js';

describe('what keeps every candidate out', () => {
  it('is nothing where one meets all, or where there are none', () => {
    expect(
      infeasibility(
        [
          [0, 0],
          [1, 2],
        ],
        [1, 1],
      ),
    ).toBeNull();
    expect(infeasibility([], [1])).toBeNull();
  });

  it('is the constraint whose removal alone leaves a candidate, missed by what that candidate misses it by', () => {
    // Without the second the first row is left, which misses it by 3; the nearer .5 misses the other constraint too.
    const rows = [
      [0, 3],
      [4, 0.5],
    ];
    expect(infeasibility(rows, [10, 10])).toMatchObject({ constraint: 1, by: 3, helpsAlone: [false, true] });
  });

  it('of two that would each help alone is the one missed by the smaller part of its limit', () => {
    // 200 of 5,000 against .1 of .8.
    expect(
      infeasibility(
        [
          [200, 0],
          [0, 0.1],
        ],
        [5_000, 0.8],
      ),
    ).toMatchObject({ constraint: 0, by: 200 });
  });

  it('where no single removal helps is the one whose nearest candidate misses it by the greatest part', () => {
    const rows = [
      [100, 0.4],
      [900, 0.2],
    ];
    expect(infeasibility(rows, [1_000, 0.8])).toMatchObject({
      constraint: 1,
      by: 0.2,
      least: [100, 0.2],
      helpsAlone: [false, false],
    });
  });

  it('takes what is unknown for missed without bound', () => {
    const unknown = Number.POSITIVE_INFINITY;
    expect(
      infeasibility(
        [
          [unknown, 0],
          [0, 2],
        ],
        [1, 1],
      ),
    ).toMatchObject({ constraint: 1, by: 2 });
  });
});
