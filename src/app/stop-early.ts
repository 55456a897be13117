import { toUsd } from '../cost/index.js';
import type { SampleMeta } from '../domain/index.js';
import type { SequentialLook } from '../gate/index.js';
import type { SequentialSummary } from '../gate/port.js';
import {
  firstOf,
  includeSamples,
  type RunPlan,
  type SeededOrder,
  type SittingSummary,
  seededOrder,
} from '../run/index.js';
import type { RunRow, SequentialState, Store } from '../store/index.js';

/** Looks that a whole dataset is cut into; the betting test holds at any number of them. */
const LOOKS = 12;
/** Fewer further samples than this are not worth a look. */
const SMALLEST_BLOCK = 10;

/**
 * Carries a plan out in blocks of its seeded order and looks after each: the adversarial datasets whole and the first
 * clusters, then further clusters, until `look` has decided or every sample was taken. What is already answered costs
 * nothing, so a run that was broken off takes the same looks again and comes to the same verdict (law 6).
 */
export async function carryOutInBlocks(options: {
  readonly plan: RunPlan;
  readonly store: Store;
  readonly run: RunRow;
  /** Carries out what a part of the plan still lacks. */
  readonly carryOut: (part: RunPlan) => Promise<SittingSummary>;
  /** The verdict over what is there so far. */
  readonly decide: () => Promise<boolean>;
}): Promise<SittingSummary> {
  const { plan, store, run } = options;
  const order = seededOrder(plan.datasets, { included: plan.included, seed: run.snapshot.seed });
  const planned = order.positions.length;
  let looks = 0;
  for (const used of blockEnds(order)) {
    const included = firstOf(order, used, plan.included.length);
    const sitting = await options.carryOut({ ...plan, included });
    if (sitting.end !== 'finished') return sitting;
    looks += 1;
    const coming = used < planned;
    store.runs.setSequential(run.row, { looks, used, planned, stopped: coming });
    if (!coming || (await options.decide())) return sitting;
  }
  throw new Error('a plan without samples was carried out');
}

/** Where the blocks end: at ends of clusters, the last at the last sample. */
function blockEnds({ positions, adversarial, ends }: SeededOrder): readonly number[] {
  const others = positions.length - adversarial;
  const block = Math.max(SMALLEST_BLOCK, Math.ceil(others / LOOKS));
  const cuts: number[] = [];
  let last = adversarial;
  for (const end of ends) {
    if (end - last < block || positions.length - end < SMALLEST_BLOCK) continue;
    cuts.push(end);
    last = end;
  }
  return [...cuts, positions.length];
}

/** The samples that a run which may stop early has taken so far; all that its filter takes for any other. */
export function takenSamples(
  run: Pick<RunRow, 'snapshot'>,
  datasets: readonly { readonly count: number; readonly metas: () => Iterable<SampleMeta> }[],
): { readonly included: Uint8Array; readonly look: SequentialLook | undefined } {
  const { snapshot } = run;
  const included = includeSamples(datasets, snapshot.filter);
  const { sequential } = snapshot;
  if (sequential === undefined || !sequential.stopped) return { included, look: undefined };
  const order = seededOrder(datasets, { included, seed: snapshot.seed });
  const ranks = new Map<string, number>();
  const rankAt = new Map([...order.positions].map((position, rank) => [position, rank]));
  let position = 0;
  for (const dataset of datasets) {
    for (const { id, dataset: name } of dataset.metas()) {
      const rank = rankAt.get(position);
      if (rank !== undefined) ranks.set(`${name}\n${id}`, rank);
      position += 1;
    }
  }
  return {
    included: firstOf(order, sequential.used, included.length),
    look: { rankOf: ({ id, dataset }) => ranks.get(`${dataset}\n${id}`) ?? Number.POSITIVE_INFINITY },
  };
}

/** What stopping early did, for the report; undefined for a run that took its samples all at once. */
export function sequentialSummary(store: Store, run: RunRow): SequentialSummary | undefined {
  const { sequential } = run.snapshot;
  if (sequential === undefined) return undefined;
  const { looks, used, planned, stopped } = sequential;
  const { candidate, judge } = store.trials.logicalPico(run.row);
  const spentUsd = toUsd(candidate + judge);
  return {
    looks,
    used,
    planned,
    stopped,
    savedUsd: used === 0 || spentUsd === 0 ? null : (spentUsd / used) * (planned - used),
    method: methodOf(sequential),
  };
}

function methodOf({ stopped }: SequentialState): string {
  const half = 'alpha is halved: one half for the looks, one for the end';
  return stopped
    ? `anytime-valid betting on whole clusters in seeded order; ${half}`
    : `every sample was needed: the test of a fixed n; ${half}`;
}
