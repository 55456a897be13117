export { assertionTypes } from './assertions/assertion-types.js';
export { createAssertionsScorer } from './assertions/assertions-scorer.js';
export { type AssertionPlace, isGraded, validateAssertion } from './assertions/compile-assertion.js';
export { openSelectBest } from './assertions/open-assertions.js';
export { isRefusal } from './assertions/refusal.js';
export {
  type BaselineFile,
  baselinePath,
  readBaseline,
} from './bertscore/baseline.js';
export {
  createBertscoreScorer,
  MOST_CHARACTERS as MOST_BERTSCORE_CHARACTERS,
} from './bertscore/bertscore-scorer.js';
export {
  chooseThreshold,
  type LabelledPair,
  THRESHOLD_RULES,
  type ThresholdRule,
} from './bertscore/choose-thresholds.js';
export { type Match, type MatchSide, matchGreedily } from './bertscore/match.js';
export type { MatchCache, Pair, PairMatch } from './bertscore/pair-matcher.js';
export { type BaselineText, measureRandomBaseline } from './bertscore/random-baseline.js';
export { type BertscoreScale, bertscoreScale, fingerprintOf } from './bertscore/scale.js';
export { type PairScore, scorePairs, type TextPair } from './bertscore/score-pairs.js';
export type { ThresholdFile } from './bertscore/thresholds.js';
export { createComparativeScorers } from './create-comparative-scorers.js';
export { createScorers, type ScorerDependencies } from './create-scorers.js';
export { encoderScales } from './encoder-scales.js';
export { createFactsScorer } from './facts/facts-scorer.js';
export { type FactMatcher, factMatcher, satisfies } from './facts/match-fact.js';
export { type AnswerViews, viewAnswer } from './judge/addressed.js';
export { wordsOf } from './judge/answer-words.js';
export { createJudgeScorer } from './judge/judge-scorer.js';
export { loadRubrics } from './judge/load-rubrics.js';
export { createPairwiseScorer, preferenceMetric } from './judge/pairwise-scorer.js';
export { type ParsedRubric, parseRubric, type Rubric, type RubricLevel } from './judge/rubric.js';
export type { Confusion, ConfusionTable } from './measure/confusion.js';
export { type LabelledAnswer, loadLabelledAnswers, readLabelledAnswers } from './measure/labelled-answer.js';
export { type Disagreement, type FactsMeasurement, measureFacts } from './measure/measure-facts.js';
export { createNumbersScorer } from './numbers/numbers-scorer.js';
export { createRecordedScorer } from './recorded/recorded-scorer.js';
export { createSimilarityScorer } from './similarity/similarity-scorer.js';
