import { describe, expect, it } from 'vitest';
import { normalisedVolume, searchedFrame } from '../../../src/search/outcome/index.js';
import type { MeasuredProblem } from '../../../src/search/port.js';

type Objective = MeasuredProblem['objectives'][number];

const objective = (name: string, fold: Objective['fold'] = 'mean'): Objective => ({
  name,
  figure: name,
  fold,
  scale: 1,
  direction: 'minimize',
});
const problem = (per: MeasuredProblem['per'], objectives: readonly Objective[]) =>
  ({ per, objectives }) as unknown as MeasuredProblem;

describe('the frame of everything that was searched', () => {
  it('does not shrink to a front of two close points, so a small shift costs them little volume', () => {
    const searched = [
      [10, 0.5],
      [10.2, 0.49],
      [100, 0.9],
    ];
    const frame = searchedFrame(problem('all', [objective('a'), objective('b')]), [searched]);
    expect(frame.ideal).toEqual([10, 0.49]);
    expect(frame.reference[0]).toBeCloseTo(109, 12);
    const front = searched.slice(0, 2);
    const shifted = front.map(([cost = 0, loss = 0]) => [cost + 1, loss]);
    const kept = normalisedVolume(shifted, frame) / normalisedVolume(front, frame);
    expect(kept).toBeGreaterThan(0.98);
    expect(kept).toBeLessThan(1);
  });

  it('adds the corners of intents where objectives add, and takes the worst where they do not', () => {
    const frame = searchedFrame(problem('intent', [objective('a'), objective('b', 'p50')]), [
      [
        [1, 5],
        [3, 7],
      ],
      [
        [10, 20],
        [20, 4],
      ],
    ]);
    expect(frame.ideal).toEqual([11, 5]);
    expect(frame.reference[0]).toBeCloseTo(23 + 1.2, 12);
    expect(frame.reference[1]).toBeCloseTo(20 + 1.5, 12);
  });

  it('counts nothing that is unknown', () => {
    const frame = searchedFrame(problem('all', [objective('a')]), [[[1], [Number.NaN], [2]]]);
    expect(frame.ideal).toEqual([1]);
  });
});
