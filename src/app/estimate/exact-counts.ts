import type { CallFailure } from '../../domain/index.js';
import type { ModelRequest, TokenCounter } from '../../model/port.js';
import { planCells, type RunPlan, renderCell } from '../../run/index.js';
import { allButChosen, evenPositions, withoutRepeats } from './sampling.js';

/** What the service counted of one variant's requests. */
export interface ExactCounts {
  /** By the sample's position over all datasets. */
  readonly byPosition: ReadonlyMap<number, number>;
  /** Requests that were to be counted. */
  readonly asked: number;
  /** Why the others were not; null: all were. */
  readonly reason: string | null;
}

export interface ExactOptions {
  readonly counter: TokenCounter;
  /** Requests of each variant, evenly over the samples. */
  readonly perVariant: number;
  /** Requests counted at once: the operation costs nothing but has a rate limit of its own. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

/** After so many failures a model is not asked any more. */
const MOST_FAILURES = 3;

interface Job {
  readonly variant: string;
  readonly position: number;
  readonly request: ModelRequest;
}

/** What is known of a model while its requests are counted. */
interface Health {
  counted: number;
  failures: number;
  last: CallFailure | null;
}

/**
 * Lets the service count a fixed sample of each variant's requests; by variant name. The first request of a model
 * goes alone: where the model cannot be counted, or must not be, nothing more is asked of it. Throws only when
 * `signal` aborts.
 */
export async function countExactly(
  plan: RunPlan,
  options: ExactOptions,
): Promise<ReadonlyMap<string, ExactCounts>> {
  const chosen = evenPositions(plan, options.perVariant);
  const asked = chosen.size;
  const health = new Map<string, Health>();
  const counts = new Map(plan.variants.map(({ name }) => [name, new Map<number, number>()]));
  const count = async ({ variant, position, request }: Job): Promise<void> => {
    const of = health.get(request.model) ?? { counted: 0, failures: 0, last: null };
    health.set(request.model, of);
    const byPosition = counts.get(variant);
    const hopeless = of.failures >= (of.counted === 0 ? 1 : MOST_FAILURES);
    if (hopeless || byPosition === undefined || byPosition.has(position)) return;
    const result = await options.counter.count(request, options.signal);
    if (result.state === 'counted') {
      of.counted += 1;
      byPosition.set(position, result.inputTokens);
    } else {
      of.failures += 1;
      of.last = result.failure;
    }
  };
  for (const job of jobsOf(plan, new Set([...chosen].slice(0, 1)))) {
    if (!health.has(job.request.model)) await count(job);
  }
  const jobs = jobsOf(plan, chosen);
  const worker = async (): Promise<void> => {
    for (let next = jobs.next(); next.done !== true; next = jobs.next()) await count(next.value);
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  return new Map(
    plan.variants.map(({ name, model = '' }) => {
      const byPosition = counts.get(name) ?? new Map<number, number>();
      const failure = health.get(model)?.last?.message ?? 'nothing was asked';
      return [name, { byPosition, asked, reason: byPosition.size === asked ? null : failure }];
    }),
  );
}

/** The requests of the chosen samples, rendered one at a time. */
function* jobsOf(plan: RunPlan, chosen: ReadonlySet<number>): Generator<Job> {
  const once = withoutRepeats(plan);
  for (const planned of planCells(once, allButChosen(plan, chosen))) {
    yield {
      variant: planned.variant.name,
      position: Math.floor(planned.cell / plan.variants.length),
      request: renderCell(once, planned).request,
    };
  }
}
