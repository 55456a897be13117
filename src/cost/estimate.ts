import { totalInputTokens, type Usage } from '../domain/index.js';
import { costOf, plainUsage } from './cost-of.js';
import { LEDGER_ROLES, type LedgerRole } from './ledger-role.js';
import { type PicoUsd, picoUsd, ZERO_USD } from './money.js';
import type { ModelPrice } from './price-of.js';
import { type CallBound, upperBound } from './upper-bound.js';

/** Alike calls that a run would make: one sample's repeats, say. */
export interface PlannedCalls extends Omit<CallBound, 'batch'> {
  readonly variant: string;
  readonly role: LedgerRole;
  readonly price: ModelPrice;
  /** How many such calls. */
  readonly calls: number;
  /** Estimated usage of one call that is made live. */
  readonly usage: Usage;
  /** Why such a call cannot go through a batch job; absent: it can. */
  readonly liveOnly?: string;
}

/** Expected cost (from estimated tokens) and worst cost (the sum of what the spend guard would reserve). */
export interface CostEstimate {
  readonly calls: number;
  readonly expected: PicoUsd;
  readonly worst: PicoUsd;
}

/** What the same calls cost when those that can go through batch jobs do, and the others live. */
export interface BatchEstimate extends CostEstimate {
  /** Calls that would go through a job. */
  readonly batched: number;
  /** Why the others would not, each once, in order of appearance. */
  readonly liveBecause: readonly string[];
}

/** Costs of a set of calls: live, by role, and through batch jobs. */
export interface LiveAndBatch extends CostEstimate {
  readonly byRole: { readonly [role in LedgerRole]: CostEstimate };
  readonly batch: BatchEstimate;
}

export interface RunEstimate extends LiveAndBatch {
  /** In order of first appearance. */
  readonly byVariant: readonly (LiveAndBatch & { readonly variant: string })[];
}

/** Calls of one variant, role and model. */
interface Group {
  readonly variant: string;
  readonly role: LedgerRole;
  readonly model: string;
  live: CostEstimate;
  /** The calls that can go through a batch, at live and at batch prices. */
  batchable: { readonly live: CostEstimate; readonly batch: CostEstimate };
  readonly liveBecause: Set<string>;
}

/**
 * Adds up what planned calls cost, per variant and per role, before the first of them is made; live, and through
 * batch jobs where the calls of a role and model are at least `minBatchRecords`.
 */
export function estimateRun(
  plan: Iterable<PlannedCalls>,
  options: { readonly minBatchRecords: number },
): RunEstimate {
  const groups = new Map<string, Group>();
  for (const item of plan) add(groupOf(groups, item), item);
  const all = [...groups.values()];
  const records = new Map<string, number>();
  for (const group of all) {
    const job = `${group.role} ${group.model}`;
    records.set(job, (records.get(job) ?? 0) + group.batchable.batch.calls);
  }
  const outcomes = all.map((group) => {
    const inJob = records.get(`${group.role} ${group.model}`) ?? 0;
    return { group, batch: throughBatch(group, inJob, options.minBatchRecords) };
  });
  const names = [...new Set(all.map(({ variant }) => variant))];
  return {
    ...summed(outcomes),
    byVariant: names.map((variant) => ({
      variant,
      ...summed(outcomes.filter(({ group }) => group.variant === variant)),
    })),
  };
}

function groupOf(groups: Map<string, Group>, { variant, role, price }: PlannedCalls): Group {
  const key = JSON.stringify([variant, role, price.modelId]);
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group: Group = {
    variant,
    role,
    model: price.modelId,
    live: NOTHING,
    batchable: { live: NOTHING, batch: NOTHING },
    liveBecause: new Set(),
  };
  groups.set(key, group);
  return group;
}

function add(group: Group, item: PlannedCalls): void {
  const { price, usage, liveOnly } = item;
  const live = times(item.calls, costOf(usage, price), upperBound(item, price));
  group.live = plus(group.live, live);
  const obstacle = liveOnly ?? (hasBatchPrice(price) ? undefined : 'the price book has no batch price');
  if (obstacle !== undefined) {
    group.liveBecause.add(obstacle);
    return;
  }
  const plain = plainUsage(totalInputTokens(usage), usage.outputTokens);
  const batch = times(
    item.calls,
    costOf(plain, price, { batch: true }),
    upperBound({ ...item, batch: true }, price),
  );
  group.batchable = { live: plus(group.batchable.live, live), batch: plus(group.batchable.batch, batch) };
}

function throughBatch(group: Group, inJob: number, minBatchRecords: number): BatchEstimate {
  const { live, batchable } = group;
  const few = inJob > 0 && inJob < minBatchRecords;
  const liveBecause = [
    ...group.liveBecause,
    ...(few
      ? [`${inJob} ${inJob === 1 ? 'call' : 'calls'}, and a job takes at least ${minBatchRecords}`]
      : []),
  ];
  if (few) return { ...live, batched: 0, liveBecause };
  return {
    calls: live.calls,
    expected: picoUsd(live.expected - batchable.live.expected + batchable.batch.expected),
    worst: picoUsd(live.worst - batchable.live.worst + batchable.batch.worst),
    batched: batchable.batch.calls,
    liveBecause,
  };
}

function summed(outcomes: readonly { readonly group: Group; readonly batch: BatchEstimate }[]): LiveAndBatch {
  const roles = { candidate: NOTHING, judge: NOTHING, embedding: NOTHING };
  for (const { group } of outcomes) roles[group.role] = plus(roles[group.role], group.live);
  const live = LEDGER_ROLES.map((role) => roles[role]).reduce(plus);
  const batches = outcomes.map(({ batch }) => batch);
  return {
    ...live,
    byRole: roles,
    batch: {
      ...batches.reduce<CostEstimate>(plus, NOTHING),
      batched: batches.reduce((sum, { batched }) => sum + batched, 0),
      liveBecause: [...new Set(batches.flatMap(({ liveBecause }) => liveBecause))],
    },
  };
}

function hasBatchPrice({ tiers }: ModelPrice): boolean {
  return tiers.every(({ rates }) => rates.batchInput !== undefined && rates.batchOutput !== undefined);
}

const NOTHING: CostEstimate = { calls: 0, expected: ZERO_USD, worst: ZERO_USD };

function times(calls: number, expected: PicoUsd, worst: PicoUsd): CostEstimate {
  const factor = BigInt(calls);
  return { calls, expected: picoUsd(expected * factor), worst: picoUsd(worst * factor) };
}

function plus(a: CostEstimate, b: CostEstimate): CostEstimate {
  return {
    calls: a.calls + b.calls,
    expected: picoUsd(a.expected + b.expected),
    worst: picoUsd(a.worst + b.worst),
  };
}
