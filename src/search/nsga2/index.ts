export { blockCrossover } from './block-crossover.js';
export { blockMutation } from './block-mutation.js';
export { blockOperators } from './block-operators.js';
export type { GeneBlocks } from './blocks.js';
export { crowdingDistances } from './crowding.js';
export { compareConstrained, compareDominance, totalViolation } from './dominance.js';
export { type GeneKind, type GeneSpec, type GeneTable, geneAt, geneTable, legalGene } from './genes.js';
export { nonDominatedIndexes, nonDominatedRanks } from './non-dominated-sort.js';
export { createNsga2, type Nsga2, restoreNsga2 } from './nsga2.js';
export type { Nsga2Options } from './options.js';
export { lexicographicOrder, type PointSet, pointSet, selectPoints } from './points.js';
export { polynomialMutation } from './polynomial-mutation.js';
export { power } from './power.js';
export type {
  EvaluatedIndividual,
  Evaluation,
  GenomeRules,
  Individual,
  Nsga2Problem,
  Told,
} from './problem.js';
export { resetMutation } from './reset-mutation.js';
export { runNsga2 } from './run-nsga2.js';
export { latinHypercube, randomSampling, type Sampling } from './sampling.js';
export { simulatedBinaryCrossover } from './simulated-binary-crossover.js';
export type { Nsga2State } from './state.js';
export { tiedSampling } from './tied-sampling.js';
export { dominanceThenCrowding, type Preference, rankThenCrowding } from './tournament.js';
export {
  crowdingPruning,
  nearestNeighbourPruning,
  sequentialPruning,
  type Truncation,
  truncateOnce,
} from './truncation.js';
export { uniformCrossover } from './uniform-crossover.js';
export { type Crossover, crossoversInTurn, type Mutation, mutationsInTurn } from './variation.js';
