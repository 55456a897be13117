import type { Problem } from '../domain/index.js';
import type { Draft } from './draft.js';
import type { MergedVariant } from './extends.js';
import type { ProblemReport } from './report.js';
import type { DocumentPath } from './source.js';

/** Says why a model cannot cache for that long. */
export type CacheProblem = (model: string, ttl: '5m' | '1h') => Problem | undefined;

/** One combination that the file asks for, and the place that asks for caching. */
interface Asked {
  readonly model: string | undefined;
  readonly cache: string | undefined;
  readonly at: DocumentPath;
}

/** Reports every lifetime that a model does not keep; each model and lifetime once for a place. */
export function checkCaching(
  draft: Draft,
  merged: ReadonlyMap<string, MergedVariant>,
  problemOf: CacheProblem | undefined,
  report: ProblemReport,
): void {
  if (problemOf === undefined || draft.provider === 'echo' || draft.provider === 'recorded') return;
  const told = new Set<string>();
  for (const { model, cache, at } of [...declared(merged), ...crossed(draft, merged)]) {
    if (model === undefined || (cache !== '5m' && cache !== '1h')) continue;
    const problem = problemOf(model, cache);
    const key = JSON.stringify([at, problem?.message]);
    if (problem === undefined || told.has(key)) continue;
    told.add(key);
    report.at(at, problem.code, problem.message, problem.hint);
  }
}

function declared(merged: ReadonlyMap<string, MergedVariant>): readonly Asked[] {
  return [...merged.values()].map(({ name, keys: { model, cache } }) => ({
    model,
    cache,
    at: ['variants', name, 'cache'],
  }));
}

function crossed(draft: Draft, merged: ReadonlyMap<string, MergedVariant>): readonly Asked[] {
  const { from, cache, model } = draft.grid?.value ?? {};
  // Without either factor a point asks for what its base asks for.
  if (cache === undefined && model === undefined) return [];
  const base = merged.get(from ?? '')?.keys;
  const models = model ?? [base?.model];
  const lifetimes = cache ?? [base?.cache];
  return lifetimes.flatMap((lifetime, index) =>
    models.map((one, position) => ({
      model: one,
      cache: lifetime,
      at: cache === undefined ? ['grid', 'model', position] : ['grid', 'cache', index],
    })),
  );
}
