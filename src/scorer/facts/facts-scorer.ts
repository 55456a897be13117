import { type Fact, hashJson, type Score, scored, unscored } from '../../domain/index.js';
import type { ScorableTrial, Scorer } from '../port.js';
import { scoreEach } from '../score-each.js';
import { alternativesOf, type Mention, readAnswer } from './match-fact.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 2;

/**
 * Share of the checkable facts that the answer respects: (stated `must` + not stated `mustNot`) ÷ (all facts), in
 * [0, 1]. A fact that the answer mentions only to deny it is not stated; a `must` that the sample's own reference
 * denies too ("no coupons") asks for the mention alone. The detail lists what is missing, what is violated and, where
 * there is any, what was denied. A sample without facts is unscored.
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
  const mention = readAnswer(completion.text);
  const missing = must.filter((fact) => !isMet(fact, mention(fact), sample.references)).map(nameFact);
  const violated = mustNot.filter((fact) => mention(fact) === 'stated').map(nameFact);
  const denied = [...must, ...mustNot].filter((fact) => mention(fact) === 'denied').map(nameFact);
  return scored((total - missing.length - violated.length) / total, {
    missing,
    violated,
    ...(denied.length > 0 && { denied }),
  });
}

function isMet(fact: Fact, mention: Mention, references: readonly string[]): boolean {
  if (mention !== 'denied') return mention === 'stated';
  const inReferences = references.map((reference) => readAnswer(reference)(fact));
  return inReferences.includes('denied') && !inReferences.includes('stated');
}

function nameFact(fact: Fact): string {
  return alternativesOf(fact).join(' | ');
}
