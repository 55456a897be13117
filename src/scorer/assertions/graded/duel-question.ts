import type { Sample } from '../../../domain/index.js';
import type { GraderQuestion } from '../check.js';
import { gradedQuestion } from './graded-question.js';
import { questionMaterial } from './sample-material.js';

export const DUEL_TASK = `You compare two answers of assistants to the same message and judge which of them is better by one criterion. Which stands first is chance: the order says nothing, and neither do the letters. If neither is better by the criterion, the verdict is a tie.`;

export interface Duel {
  /** Of the answer that stands first: 1 it won, 0.5 tie, 0 it lost. */
  readonly first: number;
  readonly reason: string;
}

const POINTS: { readonly [winner: string]: number } = { A: 1, tie: 0.5, B: 0 };

/** Which of two answers is better by a criterion, in one order. */
export function duelQuestion(parts: {
  readonly criterion: string;
  readonly sample: Sample;
  readonly first: string;
  readonly second: string;
}): GraderQuestion<Duel> {
  const { criterion, sample, first, second } = parts;
  return gradedQuestion({
    task: DUEL_TASK,
    material: [
      ...questionMaterial(sample),
      { tag: 'candidate_a', text: first },
      { tag: 'candidate_b', text: second },
    ],
    ask: `Judge which answer is better by this criterion:\n${criterion}`,
    properties: { winner: { type: 'string', enum: ['A', 'B', 'tie'] } },
    verdictOf({ reason, winner }) {
      const points = typeof winner === 'string' && Object.hasOwn(POINTS, winner) ? POINTS[winner] : undefined;
      return points === undefined
        ? 'its "winner" is not "A", "B" or "tie"'
        : { verdict: { first: points, reason: String(reason) } };
    },
  });
}
