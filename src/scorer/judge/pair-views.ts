import type { AddressedPassage, ScorableTrial } from '../port.js';
import { type AnswerViews, viewAnswer, withholdQuoted } from './addressed.js';
import type { PairLook } from './pair-verdicts.js';

/** Both answers of a pair, and what of them speaks to the grader. */
export interface Pair {
  readonly candidate: ScorableTrial;
  readonly candidateViews: AnswerViews;
  readonly other: ScorableTrial;
  readonly otherViews: AnswerViews;
}

/** Texts of a pair as a judge is shown them, and in which of them something is withheld. */
export interface View {
  readonly candidate: string;
  readonly other: string;
  readonly withheld: PairLook['withheld'];
}

export function pairOf(candidate: ScorableTrial, other: ScorableTrial): Pair {
  return {
    candidate,
    candidateViews: viewAnswer(candidate.completion.text),
    other,
    otherViews: viewAnswer(other.completion.text),
  };
}

/** With all passages, and, where our patterns find some that speak to the grader, without those. */
export function viewsOf({ candidateViews, otherViews }: Pair): readonly View[] {
  const withheld = {
    candidate: candidateViews.withheld !== null,
    other: otherViews.withheld !== null,
  };
  const whole: View = {
    candidate: candidateViews.whole,
    other: otherViews.whole,
    withheld: { candidate: false, other: false },
  };
  if (!withheld.candidate && !withheld.other) return [whole];
  return [
    whole,
    {
      candidate: candidateViews.withheld ?? candidateViews.whole,
      other: otherViews.withheld ?? otherViews.whole,
      withheld,
    },
  ];
}

/** Without what the judge quoted of either answer as well; null where that is nothing. */
export function quotedView(
  { candidateViews, otherViews }: Pair,
  quotes: readonly string[],
): { readonly view: View; readonly addressed: readonly AddressedPassage[] } | null {
  const candidate = withholdQuoted(candidateViews, quotes);
  const other = withholdQuoted(otherViews, quotes);
  if (candidate === null && other === null) return null;
  const view: View = {
    candidate: candidate?.withheld ?? candidateViews.withheld ?? candidateViews.whole,
    other: other?.withheld ?? otherViews.withheld ?? otherViews.whole,
    withheld: {
      candidate: candidate !== null || candidateViews.withheld !== null,
      other: other !== null || otherViews.withheld !== null,
    },
  };
  return { view, addressed: candidate?.addressed ?? [] };
}
