import { normalCdf, sequenceTuning } from '../../stats/index.js';

/** Stakes: geometric, so that some are near the best one for any effect and spread. */
export const STAKES = Float64Array.from({ length: 6 }, (_, at) => 0.95 / (1 << at));

/** Evidence of many pairs at once: of each an e-process against "the mean gain is not above 0", in flat memory. */
export interface PairsEvidence {
  add(pair: number, gain: number): void;
  /** Its value now; 1 where nothing is known. */
  value(pair: number): number;
}

/**
 * Betting with a mixture of fixed stakes λ on gains d in [−1, 1] against "mean ≤ 0": E = mean over λ of Π(1 + λ d_t). Each
 * product is a supermartingale from 1 under the null, and so is their mean (Waudby-Smith and Ramdas 2024; mixtures after
 * Robbins 1970): E ever reaches 1/α with chance at most α, however often one looks. Assumes that no gain is above 0 on average
 * given those before: items in random order. A stake that has lost all but everything stays lost.
 */
export function bettingEvidence(pairs: number): PairsEvidence {
  const stakes = STAKES.length;
  const capital = new Float64Array(pairs * stakes).fill(1);
  return {
    add(pair, gain) {
      if (gain === 0) return;
      for (let at = 0; at < stakes; at++) {
        const place = pair * stakes + at;
        capital[place] = (capital[place] as number) * (1 + (STAKES[at] as number) * gain);
      }
    },
    value(pair) {
      let sum = 0;
      for (let at = 0; at < stakes; at++) sum += capital[pair * stakes + at] as number;
      return sum / stakes;
    },
  };
}

/** Fewer gains say too little of their own spread. */
const LEAST_GAINS = 50;

/**
 * For gains without a known range, in the limit of many: the normal mixture behind `asymptoticSequence`, over effects
 * above 0 only: 2 Φ(S r/(s √u)) exp(S² r²/(2 s² u))/√u, u = n r² + 1, S their sum, s their standard deviation. It says
 * nothing below 50 gains or without spread.
 */
export function spreadEvidence(
  pairs: number,
  tuning: { readonly alpha: number; readonly plannedRows: number },
): PairsEvidence {
  const square = sequenceTuning(tuning.alpha, tuning.plannedRows) ** 2;
  const counts = new Float64Array(pairs);
  const means = new Float64Array(pairs);
  const squares = new Float64Array(pairs);
  return {
    add(pair, gain) {
      const n = (counts[pair] as number) + 1;
      counts[pair] = n;
      const before = gain - (means[pair] as number);
      const mean = (means[pair] as number) + before / n;
      means[pair] = mean;
      squares[pair] = (squares[pair] as number) + before * (gain - mean);
    },
    value(pair) {
      const n = counts[pair] as number;
      const variance = (squares[pair] as number) / Math.max(1, n - 1);
      if (n < LEAST_GAINS || variance === 0) return 1;
      const time = n * square + 1;
      const z = n * (means[pair] as number) * Math.sqrt(square / (variance * time));
      return (2 * normalCdf(z) * Math.exp(Math.min(700, (z * z) / 2))) / Math.sqrt(time);
    },
  };
}
