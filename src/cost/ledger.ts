import { type PicoUsd, picoUsd, ZERO_USD } from './money.js';

/** Who spends: the variant under test, a judge that grades it, an embedding model that compares texts. */
export type LedgerRole = 'candidate' | 'judge' | 'embedding';

export const LEDGER_ROLES: readonly LedgerRole[] = ['candidate', 'judge', 'embedding'];

/** One piece of work in the ledger (law 4). */
export interface LedgerEntry {
  readonly role: LedgerRole;
  readonly model: string;
  /** What this run paid; 0 when the answer came from the response cache. */
  readonly billed: PicoUsd;
  /** What the work costs without the response cache; effects of the service's prompt cache stay in. */
  readonly logical: PicoUsd;
}

export interface RoleTotal {
  readonly entries: number;
  readonly billed: PicoUsd;
  readonly logical: PicoUsd;
}

export interface LedgerTotals extends RoleTotal {
  readonly byRole: { readonly [role in LedgerRole]: RoleTotal };
}

const NOTHING: RoleTotal = { entries: 0, billed: ZERO_USD, logical: ZERO_USD };

/** The totals of an empty ledger. */
export const EMPTY_LEDGER: LedgerTotals = {
  ...NOTHING,
  byRole: { candidate: NOTHING, judge: NOTHING, embedding: NOTHING },
};

/** Totals after one more entry. */
export function addEntry(totals: LedgerTotals, entry: LedgerEntry): LedgerTotals {
  return {
    ...plus(totals, entry),
    byRole: { ...totals.byRole, [entry.role]: plus(totals.byRole[entry.role], entry) },
  };
}

/** Totals over all entries, by role and together; exact, and the same in any order. */
export function totalLedger(entries: Iterable<LedgerEntry>): LedgerTotals {
  let totals = EMPTY_LEDGER;
  for (const entry of entries) totals = addEntry(totals, entry);
  return totals;
}

function plus(total: RoleTotal, entry: LedgerEntry): RoleTotal {
  return {
    entries: total.entries + 1,
    billed: picoUsd(total.billed + entry.billed),
    logical: picoUsd(total.logical + entry.logical),
  };
}
