import { normalCdf, sequenceTuning } from '../../stats/index.js';
import { STAKES } from './mixture-bets.js';

/** Evidence of many pairs at once: of each an e-process against "the mean gain is not above 0", in flat memory. */
export interface PairsEvidence {
  add(pair: number, gain: number): void;
  /** Its value now; 1 where nothing is known. */
  value(pair: number): number;
}

/** The mixture of bets of `mixtureBets`, for gains in [−1, 1]. A stake that has lost all but everything stays lost. */
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
