export { createAssertionsScorer } from './assertions/assertions-scorer.js';
export { type AssertionPlace, assertionTypes, validateAssertion } from './assertions/compile-assertion.js';
export { createScorers, type ScorerDependencies } from './create-scorers.js';
export { createFactsScorer } from './facts/facts-scorer.js';
export { type FactMatcher, factMatcher, satisfies } from './facts/match-fact.js';
export { createJudgeScorer } from './judge/judge-scorer.js';
export { type ParsedRubric, parseRubric, type Rubric, type RubricLevel } from './judge/rubric.js';
export { createRecordedScorer } from './recorded/recorded-scorer.js';
export { createSimilarityScorer } from './similarity/similarity-scorer.js';
