/** Who spends: the variant under test, a judge that grades it, an embedding model that compares texts. */
export type LedgerRole = 'candidate' | 'judge' | 'embedding';

export const LEDGER_ROLES: readonly LedgerRole[] = ['candidate', 'judge', 'embedding'];
