import { invalidInput } from '../../domain/index.js';
import { judgesInBatch } from '../batch/plan.js';
import { batchTarget } from '../batch/target.js';
import { type PreparedSearch, searchedModels, withCap } from './prepare-search.js';

/**
 * A search whose rounds go through batch jobs: every model of its space is priced as a batch call, whatever a round's
 * last few calls really went through, so that two honest executions report the same cost (law 6).
 */
export function batchedSearch(search: PreparedSearch, env: NodeJS.ProcessEnv): PreparedSearch['prepared'] {
  const prepared = withCap(search, search.prepared);
  const { experiment } = prepared.loaded;
  const found = batchTarget(experiment, prepared.provider, env);
  if (found.state === 'incomplete') throw invalidInput(found.problems);
  const judges = [...new Set(judgesInBatch(experiment).map(({ model }) => model))].sort();
  const candidate = [...new Set(searchedModels(search.spec, prepared))].sort();
  return { ...prepared, batch: { target: found.target, models: { candidate, judge: judges } } };
}
