export { createAssertionsScorer } from './assertions/assertions-scorer.js';
export { type AssertionPlace, assertionTypes, validateAssertion } from './assertions/compile-assertion.js';
export { createFactsScorer } from './facts/facts-scorer.js';
export { type FactMatcher, factMatcher, satisfies } from './facts/match-fact.js';
