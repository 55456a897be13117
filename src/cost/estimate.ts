import { costOf, plainUsage } from './cost-of.js';
import { LEDGER_ROLES, type LedgerRole } from './ledger-role.js';
import { type PicoUsd, picoUsd, ZERO_USD } from './money.js';
import type { ModelPrice } from './price-of.js';
import { type CallBound, upperBound } from './upper-bound.js';

/** Alike calls that a run would make: one sample's repeats, say. Tokens are per call. */
export interface PlannedCalls extends CallBound {
  readonly variant: string;
  readonly role: LedgerRole;
  readonly price: ModelPrice;
  /** How many such calls. */
  readonly calls: number;
  /** Estimated tokens of one call. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Expected cost (from estimated tokens) and worst cost (the sum of what the spend guard would reserve). */
export interface CostEstimate {
  readonly calls: number;
  readonly expected: PicoUsd;
  readonly worst: PicoUsd;
}

export interface RunEstimate extends CostEstimate {
  readonly byRole: { readonly [role in LedgerRole]: CostEstimate };
  /** In order of first appearance. */
  readonly byVariant: readonly (CostEstimate & {
    readonly variant: string;
    readonly byRole: { readonly [role in LedgerRole]: CostEstimate };
  })[];
}

/** Adds up what planned calls cost, per variant and per role, before the first of them is made. */
export function estimateRun(plan: Iterable<PlannedCalls>): RunEstimate {
  const all = new Tally();
  const variants = new Map<string, Tally>();
  for (const item of plan) {
    const times = BigInt(item.calls);
    const cost: CostEstimate = {
      calls: item.calls,
      expected: picoUsd(costOf(plainUsage(item.inputTokens, item.outputTokens), item.price) * times),
      worst: picoUsd(upperBound(item, item.price) * times),
    };
    const variant = variants.get(item.variant) ?? new Tally();
    variants.set(item.variant, variant);
    all.add(item.role, cost);
    variant.add(item.role, cost);
  }
  return {
    ...all.result(),
    byVariant: [...variants].map(([variant, tally]) => ({ variant, ...tally.result() })),
  };
}

class Tally {
  private readonly roles = new Map<LedgerRole, CostEstimate>();

  add(role: LedgerRole, cost: CostEstimate): void {
    this.roles.set(role, plus(this.of(role), cost));
  }

  result(): CostEstimate & { readonly byRole: { readonly [role in LedgerRole]: CostEstimate } } {
    const total = LEDGER_ROLES.map((role) => this.of(role)).reduce(plus);
    const byRole = {
      candidate: this.of('candidate'),
      judge: this.of('judge'),
      embedding: this.of('embedding'),
    };
    return { ...total, byRole };
  }

  private of(role: LedgerRole): CostEstimate {
    return this.roles.get(role) ?? { calls: 0, expected: ZERO_USD, worst: ZERO_USD };
  }
}

function plus(a: CostEstimate, b: CostEstimate): CostEstimate {
  return {
    calls: a.calls + b.calls,
    expected: picoUsd(a.expected + b.expected),
    worst: picoUsd(a.worst + b.worst),
  };
}
