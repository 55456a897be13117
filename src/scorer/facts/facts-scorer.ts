import { type Fact, hashJson, type Score, scored, unscored } from '../../domain/index.js';
import type { ScorableTrial, Scorer } from '../port.js';
import { scoreEach } from '../score-each.js';
import { alternativesOf, readAnswer } from './match-fact.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 1;

/**
 * Share of the checkable facts that the answer respects: (satisfied `must` + avoided `mustNot`) ÷ (all facts),
 * in [0, 1]. The detail lists what is missing and what is violated. A sample without facts is unscored.
 */
export function createFactsScorer(options: { readonly name: string }): Scorer {
  const { name } = options;
  return {
    name,
    fingerprint: hashJson({ scorer: 'facts', version: SCORER_VERSION }),
    metrics: [
      { name, min: 0, max: 1, description: 'share of required facts stated and forbidden facts avoided' },
    ],
    score: (trials, signal) => scoreEach(trials, signal, (trial) => ({ [name]: scoreFacts(trial) })),
  };
}

function scoreFacts({ sample, completion }: ScorableTrial): Score {
  const { must, mustNot } = sample.facts;
  const total = must.length + mustNot.length;
  if (total === 0) return unscored('sample has no facts');
  const states = readAnswer(completion.text);
  const missing = must.filter((fact) => !states(fact)).map(nameFact);
  const violated = mustNot.filter(states).map(nameFact);
  return scored((total - missing.length - violated.length) / total, { missing, violated });
}

function nameFact(fact: Fact): string {
  return alternativesOf(fact).join(' | ');
}
