import { scorerModels } from '../../experiment/index.js';
import type { Experiment } from '../../experiment/port.js';
import type { ProviderKind } from '../../model/port.js';
import { type BatchModels, type BatchTarget, batchModels, type RunPlan } from '../../run/index.js';
import { batchTarget } from './target.js';

/** How a run with `--batch` is sent. */
export interface BatchPlan {
  readonly target: BatchTarget;
  /** Whose calls are priced as batch calls. */
  readonly models: BatchModels;
}

/** The batch side of a checked experiment. */
export function batchPlanOf(parts: {
  readonly experiment: Experiment;
  readonly plan: RunPlan;
  readonly provider: ProviderKind;
  readonly env: NodeJS.ProcessEnv;
}): BatchPlan {
  const { experiment, plan, provider, env } = parts;
  const found = batchTarget(experiment, provider, env);
  if (found.state === 'incomplete') throw new Error('the batch block was not checked');
  return {
    target: found.target,
    models: batchModels(
      plan,
      found.target,
      judgesInBatch(experiment).map(({ model }) => model),
    ),
  };
}

/** The judges whose calls may go through jobs: those that the run's own service answers, unless it is told not to. */
export function judgesInBatch({
  batch,
  provider,
  scorers,
}: Experiment): readonly { readonly name: string; readonly model: string }[] {
  if (!batch.judge) return [];
  return scorerModels(scorers).filter(
    (asked) => asked.pointwise && (asked.provider ?? provider) === provider,
  );
}
