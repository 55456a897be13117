import { toUsd } from '../cost/index.js';
import type { DatasetKind, SampleMeta } from '../domain/index.js';
import type { Experiment } from '../experiment/port.js';
import type { SequentialLook } from '../gate/index.js';
import type { SequentialSummary } from '../gate/port.js';
import {
  includeSamples,
  partOf,
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
 * clusters, then further clusters, until `decide` says so or every sample was taken. What is already answered costs
 * nothing, so a run that was broken off takes the same looks again and comes to the same verdict (law 6). A block is
 * carried out once: cells that fail again when they are retried are not retried at every look that follows.
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
  let from = 0;
  let failure: SittingSummary['failure'];
  for (const used of blockEnds(order)) {
    const included = partOf(order, { from, to: used, size: plan.included.length });
    const block = await options.carryOut({ ...plan, included });
    failure ??= block.failure;
    const sitting = { ...block, ...(failure !== undefined && block.end !== 'hopeless' && { failure }) };
    if (sitting.end !== 'finished') return sitting;
    from = used;
    looks += 1;
    const coming = used < planned;
    store.runs.setSequential(run.row, { looks, used, planned, stopped: coming });
    if (!coming || (await options.decide())) return sitting;
  }
  throw new Error('a plan without samples was carried out');
}

/** Figures without a least and a greatest value: nothing can be bet on them. */
const UNBOUNDED = /^(costUsd|latency(P\d+)?Ms|tokenEfficiency)$/;

/** Says before the first call which rules keep a gate from passing before every sample is there. */
export function stopEarlyNotices(
  { guardrails, gate }: Pick<Experiment, 'guardrails' | 'gate'>,
  datasets: readonly { readonly kind: DatasetKind }[],
): readonly string[] {
  const isMixed = new Set(datasets.map(({ kind }) => kind === 'adversarial')).size > 1;
  const waiting = [
    ...guardrails
      .filter(
        ({ metric, on, minRatio, maxRatio }) =>
          minRatio !== undefined ||
          maxRatio !== undefined ||
          UNBOUNDED.test(metric) ||
          (isMixed && on === undefined),
      )
      .map(({ metric, on, minRatio, maxRatio }) => {
        const isRatio = minRatio !== undefined || maxRatio !== undefined;
        const mixed = !isRatio && !UNBOUNDED.test(metric) && on === undefined;
        return `the guardrail on ${metric}${isRatio ? ' (ratio)' : ''}${mixed ? ' over adversarial and other samples together' : ''}`;
      }),
    ...(gate?.margins ?? [])
      .filter(({ metric }) => UNBOUNDED.test(metric))
      .map(({ metric }) => `the margin on ${metric}`),
  ];
  if (waiting.length === 0) return [];
  const have = waiting.length === 1 ? 'has' : 'have';
  return [
    `--stop-early: ${[...new Set(waiting)].join(', ')} ${have} no test that holds at every look, so that only a failure can end this gate early.`,
  ];
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
    included: partOf(order, { to: sequential.used, size: included.length }),
    look: { rankOf: ({ id, dataset }) => ranks.get(`${dataset}\n${id}`) ?? Number.POSITIVE_INFINITY },
  };
}

/**
 * What stopping early did, for the report; undefined for a run that took its samples all at once, and for one that was
 * broken off: it has not stopped, it goes on.
 */
export function sequentialSummary(store: Store, run: RunRow): SequentialSummary | undefined {
  const { sequential } = run.snapshot;
  if (sequential === undefined || run.state !== 'finished') return undefined;
  const { looks, used, planned, stopped } = sequential;
  return { looks, used, planned, stopped, savedUsd: savedUsd(store, run), method: methodOf(sequential) };
}

/** The cells that were never carried out, at the mean logical cost of the completed ones; null without either. */
function savedUsd(store: Store, run: RunRow): number | null {
  const { completed, failed } = store.trials.counts(run.row);
  const { candidate, judge } = store.trials.logicalPico(run.row);
  const spentUsd = toUsd(candidate + judge);
  const left = run.planned - completed - failed;
  return left <= 0 || completed === 0 || spentUsd === 0 ? null : (spentUsd / completed) * left;
}

function methodOf({ stopped }: SequentialState): string {
  const half = 'alpha is halved: one half for the looks, one for the end';
  return stopped
    ? `anytime-valid betting on whole clusters in seeded order; ${half}`
    : `every sample was needed: the test of a fixed n; ${half}`;
}
