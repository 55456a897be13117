import { asymptoticSequence, isDefined } from '../../../src/stats/index.js';
import { mixtureBets } from './mixture-bets.js';
import type { RaceOptions } from './pairwise-race.js';

/** Evidence that one configuration beats another in every measured objective. */
export interface PairEvidence {
  /** Their values of all objectives on one item. */
  add(better: readonly (number | null)[], worse: readonly (number | null)[], weight: number): void;
  /** True once every measured objective has reached the level of the pair, each at some time; then for good. */
  isShown(): boolean;
}

interface ObjectiveEvidence {
  add(gain: number): void;
  isShown(): boolean;
}

/**
 * Evidence for one ordered pair at level `alpha`. Objectives that are known without measuring have been compared before;
 * where nothing is measured nothing is shown.
 */
export function createEvidence(options: RaceOptions, alpha: number): PairEvidence {
  const measured = options.objectives.flatMap((objective, at) => {
    if (objective.kind === 'known') return [];
    const sign = objective.direction === 'maximize' ? 1 : -1;
    const width = objective.kind === 'bounded' ? objective.high - objective.low : 1;
    const evidence =
      objective.kind === 'bounded'
        ? boundedEvidence(alpha)
        : unboundedEvidence(alpha, options.plannedItems ?? 200);
    return [{ at, scale: sign / width, evidence }];
  });
  return {
    add(better, worse, weight) {
      for (const { at, scale, evidence } of measured) {
        const [a, b] = [better[at], worse[at]];
        if (a != null && b != null) evidence.add(weight * scale * (a - b));
      }
    },
    isShown: () => measured.length > 0 && measured.every(({ evidence }) => evidence.isShown()),
  };
}

/** An e-process may be stopped at any time: what it reached once, it has shown. */
function boundedEvidence(alpha: number): ObjectiveEvidence {
  const bets = mixtureBets();
  const needed = -Math.log(alpha);
  let most = 0;
  return {
    add(gain) {
      bets.add(Math.max(-1, Math.min(1, gain)));
      most = Math.max(most, bets.logE());
    },
    isShown: () => most >= needed,
  };
}

/** The lower bound of a one-sided sequence: a two-sided one at twice the level. */
function unboundedEvidence(alpha: number, plannedN: number): ObjectiveEvidence {
  let n = 0;
  let mean = 0;
  let squares = 0;
  let isShown = false;
  return {
    add(gain) {
      n++;
      const before = gain - mean;
      mean += before / n;
      squares += before * (gain - mean);
      const sequence = asymptoticSequence(
        { mean, sd: Math.sqrt(squares / Math.max(1, n - 1)), n },
        { alpha: Math.min(0.5, 2 * alpha), plannedN },
      );
      if (isDefined(sequence) && sequence.low > 0) isShown = true;
    },
    isShown: () => isShown,
  };
}
