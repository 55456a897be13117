import { assertProbability } from './result.js';

/** Where bounded observations live; shared by the betting test and sequence. */
export interface BettingRange {
  readonly alpha: number;
  /** Least and largest possible observation; default 0 and 1, for differences of scores −1 and 1. */
  readonly low?: number;
  readonly high?: number;
}

/** The next bet, which knows only the past, and how an observation changes it. */
export interface Bets {
  /** λ_t before the bounds .5/m and .5/(1 − m). */
  next(): number;
  see(x: number): void;
  count(): number;
}

/** Rescales to [0, 1]; undefined for what is no observation in the range. */
export function rescaler(range: BettingRange): (x: number) => number | undefined {
  assertProbability('alpha', range.alpha);
  const { low = 0, high = 1 } = range;
  if (!(low < high && Number.isFinite(high - low))) throw new RangeError(`not a range: ${low} to ${high}`);
  return (x) => (x >= low && x <= high ? (x - low) / (high - low) : undefined);
}

/**
 * Predictable plug-in bets of Waudby-Smith and Ramdas (2024): λ_t = √(2 ln(1/α)/(t ln(1 + t) σ²_{t−1})) with
 * μ_t = (½ + Σ x)/(t + 1), σ²_t = (¼ + Σ (x_i − μ_i)²)/(t + 1), σ²_0 = ¼, on observations in [0, 1].
 */
export function createBets(alpha: number): Bets {
  const stake = -2 * Math.log(alpha);
  let t = 0;
  let sum = 0.5;
  let squares = 0.25;
  return {
    // σ²_{t−1} is squares/t: the two t cancel.
    next: () => Math.sqrt(stake / (Math.log(t + 2) * squares)),
    see: (x) => {
      t += 1;
      sum += x;
      squares += (x - sum / (t + 1)) ** 2;
    },
    count: () => t,
  };
}
