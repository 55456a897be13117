import type { ScorableTrial, TrialScores } from './port.js';

/** Scores trials one by one, in order, with a scorer that needs nothing but the trial; stops when `signal` aborts. */
export async function scoreEach(
  trials: readonly ScorableTrial[],
  signal: AbortSignal,
  scoreTrial: (trial: ScorableTrial) => TrialScores,
): Promise<readonly TrialScores[]> {
  return trials.map((trial) => {
    signal.throwIfAborted();
    return scoreTrial(trial);
  });
}
