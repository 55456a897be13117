import { type BettingRange, createBets, rescaler } from './betting-bets.js';
import { type Stat, undefinedStat } from './result.js';

export interface SequenceBounds {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
}

/** A confidence sequence that is fed block by block. */
export interface BettingSequence {
  /** Takes further observations, in the order in which they come. */
  add(observations: ArrayLike<number>): void;
  /** The means not excluded so far (running intersection); for good undefined after a value outside the range. */
  bounds(): Stat<SequenceBounds>;
}

export interface BettingSequenceOptions extends BettingRange {
  /**
   * 2 (default): both bounds hold together at all times with chance 1 − α (hedged capital, α/2 a side). 1: each bound
   * by itself holds with 1 − α, as the two ways of a one-sided gate ask.
   */
  readonly sides?: 1 | 2;
  /** The level that the bets are made for; default `alpha`. A test and a sequence agree when they bet alike. */
  readonly betAlpha?: number;
  /** Steps of the grid over the range; default 1,000. Bounds are those grid points outside which all are excluded. */
  readonly steps?: number;
}

/**
 * Hedged betting confidence sequence for a bounded mean (Waudby-Smith and Ramdas 2024): the m whose capital
 * max(½ K⁺(m), ½ K⁻(m)), see `bettingTest`, has never reached 1/α. K⁺ falls and K⁻ rises with m, so that what is left
 * is an interval, and a point once excluded is never bet on again: the work falls as the interval does, 10,000
 * observations take some 10 ms. Bounds are rounded outwards to the grid. Assumptions as `bettingTest`.
 */
export function bettingSequence(options: BettingSequenceOptions): BettingSequence {
  const rescale = rescaler(options);
  const { low = 0, high = 1, sides = 2, steps = 1000 } = options;
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`not a number of steps: ${steps}`);
  const bets = createBets(options.betAlpha ?? options.alpha);
  const rejectAt = sides / options.alpha;
  const above = new Float64Array(steps + 1).fill(1);
  const below = new Float64Array(steps + 1).fill(1);
  let first = 0;
  let last = steps;
  let outside = false;
  const bet = (x: number): void => {
    const lambda = bets.next();
    for (let point = first; point <= last; point++) {
      const m = point / steps;
      above[point] = (above[point] ?? 1) * (1 + Math.min(lambda, 0.5 / m) * (x - m));
      below[point] = (below[point] ?? 1) * (1 - Math.min(lambda, 0.5 / (1 - m)) * (x - m));
    }
    while (first <= last && (above[first] ?? 0) >= rejectAt) first++;
    while (first <= last && (below[last] ?? 0) >= rejectAt) last--;
    bets.see(x);
  };
  const at = (point: number): number =>
    point <= 0 ? low : point >= steps ? high : low + ((high - low) * point) / steps;
  return {
    add: (observations) => {
      for (let i = 0; i < observations.length && !outside; i++) {
        const x = rescale(observations[i] ?? Number.NaN);
        if (x === undefined) outside = true;
        else bet(x);
      }
    },
    bounds: () => {
      if (outside) return undefinedStat('an observation lies outside the range');
      if (bets.count() === 0) return undefinedStat('no observation');
      if (first > last) return undefinedStat('every mean is excluded: the observations drift');
      return { state: 'defined', lower: at(first - 1), upper: at(last + 1), n: bets.count() };
    },
  };
}
