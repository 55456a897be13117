import { hashJson, type Score, scored, unscored } from '../../domain/index.js';
import type { ScorableTrial, Scorer } from '../port.js';
import { scoreEach } from '../score-each.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 1;

/**
 * The score of this name that came with a recorded output, taken as it is. It must lie in [0, 1]: a value outside
 * is unscored with the reason, not clipped, since its scale is unknown.
 */
export function createRecordedScorer(options: { readonly name: string }): Scorer {
  const { name } = options;
  return {
    name,
    fingerprint: hashJson({ scorer: 'recorded', version: SCORER_VERSION, name }),
    metrics: [{ name, min: 0, max: 1, description: 'score that came with the recorded output' }],
    score: (trials, signal) => scoreEach(trials, signal, (trial) => ({ [name]: readScore(trial, name) })),
  };
}

function readScore({ completion }: ScorableTrial, name: string): Score {
  const scores = completion.recordedScores ?? {};
  const value = Object.hasOwn(scores, name) ? scores[name] : undefined;
  if (value === undefined) return unscored(`the recorded output has no score ${name}`);
  if (!(value >= 0 && value <= 1)) return unscored(`recorded score ${name} is ${value}, outside 0 to 1`);
  return scored(value);
}
