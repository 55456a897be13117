import type { ScorerSpec } from '../experiment/port.js';
import { openSelectBest } from './assertions/open-assertions.js';
import type { ScorerDependencies } from './create-scorers.js';
import { loadRubrics } from './judge/load-rubrics.js';
import { createPairwiseScorer } from './judge/pairwise-scorer.js';
import type { ComparativeScorer } from './port.js';

/**
 * The scorers of an experiment that compare the answers of several variants, in its order. Reads rubrics, calls
 * nothing. Throws `invalid-input` with the problems of a rubric, and where
 * `select-best` stands without a model that grades.
 */
export async function createComparativeScorers(
  specs: readonly ScorerSpec[],
  dependencies: Pick<ScorerDependencies, 'judge' | 'hashRequest'>,
): Promise<readonly ComparativeScorer[]> {
  const created = await Promise.all(specs.map((spec) => createComparative(spec, dependencies)));
  return created.flatMap((scorer) => scorer ?? []);
}

async function createComparative(
  spec: ScorerSpec,
  dependencies: Pick<ScorerDependencies, 'judge' | 'hashRequest'>,
): Promise<ComparativeScorer | undefined> {
  if (spec.kind === 'assertions') return openSelectBest(spec, dependencies);
  if (spec.kind !== 'pairwise') return undefined;
  const { name, judge, against } = spec;
  return createPairwiseScorer({
    name,
    against,
    rubrics: await loadRubrics(judge.rubrics),
    settings: judge,
    model: dependencies.judge(judge.provider),
    hashRequest: dependencies.hashRequest,
  });
}
