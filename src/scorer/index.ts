export { createFactsScorer } from './facts/facts-scorer.js';
export { type FactMatcher, factMatcher, satisfies } from './facts/match-fact.js';
