import { type BettingRange, createBets, rescaler } from './betting-bets.js';
import { type Stat, undefinedStat } from './result.js';

/** Evidence about a bounded mean against a threshold after n observations. */
export interface BettingEvidence {
  readonly n: number;
  /** E-value now against "mean ≤ threshold": large means above. */
  readonly above: number;
  /** E-value now against "mean ≥ threshold": large means below. */
  readonly below: number;
  /** Hedged e-value against "mean = threshold", max(½ above, ½ below). */
  readonly hedged: number;
  /** Anytime-valid p of "mean ≤ threshold": 1 over the largest `above` so far, at most 1. Holds at any level. */
  readonly pAbove: number;
  /** Anytime-valid p of "mean ≥ threshold". */
  readonly pBelow: number;
  /** True once `above` has reached 1/α: the one-sided test at α says that the mean lies above, for good. */
  readonly isAbove: boolean;
  /** True once `below` has reached 1/α. */
  readonly isBelow: boolean;
}

/** A test that is fed block by block. */
export interface BettingTest {
  /** Takes further observations, in the order in which they come. */
  add(observations: ArrayLike<number>): void;
  /** What they say so far; for good undefined after a value that is not in the range. */
  evidence(): Stat<BettingEvidence>;
}

/**
 * Testing a bounded mean by betting (Waudby-Smith and Ramdas 2024), valid however often one looks: capital
 * K⁺ = Π(1 + λ⁺_t (x_t − m)), K⁻ = Π(1 − λ⁻_t (x_t − m)) on observations rescaled to [0, 1], λ⁺ = min(λ, .5/m),
 * λ⁻ = min(λ, .5/(1 − m)), λ from the past alone. Each of `isAbove`, `isBelow` errs with chance at most α, each by
 * itself: the two ways of a non-inferiority gate, threshold −margin.
 *
 * Assumes observations with one conditional mean: shuffle samples once by seed, an ordered set voids the test. Clusters:
 * feed `clusterAverages`, each whole cluster one observation.
 */
export function bettingTest(options: BettingRange & { readonly threshold: number }): BettingTest {
  const rescale = rescaler(options);
  const m = rescale(options.threshold);
  if (m === undefined) throw new RangeError(`the threshold lies outside the range: ${options.threshold}`);
  const bets = createBets(options.alpha);
  const rejectAt = -Math.log(options.alpha);
  let [logAbove, logBelow, mostAbove, mostBelow] = [0, 0, 0, 0];
  let outside = false;
  const bet = (x: number): void => {
    const lambda = bets.next();
    logAbove += Math.log1p(Math.min(lambda, 0.5 / m) * (x - m));
    logBelow += Math.log1p(-Math.min(lambda, 0.5 / (1 - m)) * (x - m));
    mostAbove = Math.max(mostAbove, logAbove);
    mostBelow = Math.max(mostBelow, logBelow);
    bets.see(x);
  };
  return {
    add: (observations) => {
      for (let i = 0; i < observations.length && !outside; i++) {
        const x = rescale(observations[i] ?? Number.NaN);
        if (x === undefined) outside = true;
        else bet(x);
      }
    },
    evidence: () => {
      if (outside) return undefinedStat('an observation lies outside the range');
      if (bets.count() === 0) return undefinedStat('no observation');
      const [above, below] = [logAbove, logBelow].map((log) => Math.min(Number.MAX_VALUE, Math.exp(log)));
      return evidenceOf(above ?? 1, below ?? 1);
    },
  };

  function evidenceOf(above: number, below: number): Stat<BettingEvidence> {
    return {
      state: 'defined',
      n: bets.count(),
      above,
      below,
      hedged: Math.max(above, below) / 2,
      pAbove: Math.exp(-mostAbove),
      pBelow: Math.exp(-mostBelow),
      isAbove: mostAbove >= rejectAt,
      isBelow: mostBelow >= rejectAt,
    };
  }
}
