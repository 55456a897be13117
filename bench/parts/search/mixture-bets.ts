import { STAKES } from '../../../src/search/racing/pair-evidence.js';

/** Evidence that the mean of bounded differences is above 0. */
export interface Bets {
  /** Takes a difference in [−1, 1]. */
  add(difference: number): void;
  /** log of the capital now. */
  logE(): number;
}

/**
 * Betting with a mixture of fixed stakes λ on differences d in [−1, 1] against "mean ≤ 0": E = mean over λ of
 * Π(1 + λ d_t). Each product is a supermartingale from 1 under the null, and so is their mean (Waudby-Smith and Ramdas
 * 2024; mixtures after Robbins 1970): E ever reaches 1/α with chance at most α, however often one looks. Assumes that no
 * difference is above 0 on average given those before: items in random order.
 */
export function mixtureBets(): Bets {
  const logs = new Float64Array(STAKES.length);
  return {
    add(difference) {
      if (!(difference >= -1 && difference <= 1)) {
        throw new RangeError(`a difference lies between −1 and 1: ${difference}`);
      }
      if (difference === 0) return;
      for (let at = 0; at < logs.length; at++) {
        logs[at] = (logs[at] ?? 0) + Math.log1p((STAKES[at] ?? 0) * difference);
      }
    },
    logE() {
      const most = logs.reduce((found, log) => Math.max(found, log), Number.NEGATIVE_INFINITY);
      const sum = logs.reduce((total, log) => total + Math.exp(log - most), 0);
      return most + Math.log(sum / logs.length);
    },
  };
}
