import { costOf, findPrice, type ModelPrice, type PriceBook, toUsd } from '../../cost/index.js';
import {
  invalidInput,
  ParsimonyError,
  type Problem,
  type TrialRecord,
  type Usage,
} from '../../domain/index.js';
import type { ProviderKind } from '../../model/port.js';
import type { RunDocument } from '../../report/port.js';
import type { RunRow, Store } from '../../store/index.js';

type Role = 'candidate' | 'judge';

/** A stored run at the prices of another book: what its work costs, from the tokens that it used. */
export interface Repricing {
  readonly book: PriceBook;
  /** Price of a model that variants call; null where it has none. */
  priceOf(model: string): ModelPrice | null;
  /** The trial with its logical cost at the book's prices. */
  price(trial: TrialRecord): TrialRecord;
  /** Logical cost of all calls at the book's prices. */
  readonly logicalPico: { readonly candidate: bigint; readonly judge: bigint };
}

/**
 * Works out what a run's calls cost by another price book, exactly, from the usage that the database holds; changes
 * nothing in it. Throws `invalid-input` listing every price that the book lacks (law 4), and `refused` for a run
 * whose judge calls are not known one by one.
 */
export function repriceRun(store: Store, run: RunRow, book: PriceBook): Repricing {
  const { snapshot } = run;
  const missing = new Map<string, Problem>();
  const asBatch = (role: Role, model: string): boolean =>
    snapshot.batchModels?.[role].includes(model) ?? false;
  const prices = new Map<string, ModelPrice | null>();
  const priceOf = (model: string, provider: ProviderKind): ModelPrice | null => {
    const known = prices.get(model);
    if (known !== undefined) return known;
    const lookup = isPriced(model, provider) ? findPrice(book, model) : undefined;
    if (lookup?.state === 'unknown') missing.set(model, lookup.problem);
    const price = lookup?.state === 'found' ? lookup.price : null;
    prices.set(model, price);
    return price;
  };
  const cost = (
    call: {
      readonly model: string;
      readonly usage: Usage | null;
      readonly provider: ProviderKind;
      readonly compares?: boolean;
    },
    role: Role,
  ): bigint | null => {
    if (call.usage === null) return null;
    if (call.provider === 'echo') return 0n;
    const price = priceOf(call.model, call.provider);
    if (price === null) return null;
    try {
      return costOf(call.usage, price, { batch: call.compares !== true && asBatch(role, call.model) });
    } catch (error) {
      if (!(error instanceof ParsimonyError) || error.code !== 'invalid-input') throw error;
      for (const problem of error.problems) missing.set(problem.message, problem);
      return null;
    }
  };

  const priceTrial = (trial: TrialRecord): TrialRecord => {
    const { outcome } = trial;
    if (outcome.state === 'failed') return trial;
    const model = snapshot.variants[trial.variantIndex]?.model;
    const costPico =
      model === undefined
        ? null
        : cost({ model, usage: outcome.usage, provider: snapshot.provider }, 'candidate');
    return { ...trial, outcome: { ...outcome, costPico } };
  };

  let candidate = 0n;
  const shape = { variants: snapshot.variants.length, repeats: snapshot.repeats };
  for (const trial of store.trials.stream(run.row, shape)) {
    const { outcome } = priceTrial(trial);
    if (outcome.state === 'completed') candidate += outcome.costPico ?? 0n;
  }
  const judgeProvider = new Map(snapshot.judges.map(({ model, provider }) => [model, provider]));
  let judge = 0n;
  for (const call of judgedCalls(store, run)) {
    const provider = judgeProvider.get(call.model) ?? snapshot.provider;
    judge += cost({ ...call, provider }, 'judge') ?? 0n;
  }
  if (missing.size > 0) {
    throw invalidInput([...missing.values()], `the price book of ${book.date} cannot price run ${run.name}`);
  }
  return {
    book,
    priceOf: (model) => priceOf(model, snapshot.provider),
    price: priceTrial,
    logicalPico: { candidate, judge },
  };
}

/** `cost.repriced` of the report: what was and what is. */
export function repricedFigures(
  store: Store,
  run: RunRow,
  { book, logicalPico }: Repricing,
): NonNullable<RunDocument['cost']['repriced']> {
  const then = store.trials.logicalPico(run.row);
  return {
    from: { priceBook: run.snapshot.priceBook, logicalUsd: toUsd(then.candidate + then.judge) },
    to: {
      priceBook: { date: book.date, sha256: book.sha256 },
      logicalUsd: toUsd(logicalPico.candidate + logicalPico.judge),
    },
  };
}

/** The same rule as for a run: an echo costs nothing, and recorded answers have a price only under a model's name. */
function isPriced(model: string, provider: ProviderKind): boolean {
  return provider !== 'echo' && !(provider === 'recorded' && model.startsWith('recorded:'));
}

/**
 * Every judge call that the run's cells were charged for. Trials of older versions do not name their judge responses;
 * the ledger stands in where it adds up to the same amount, that is where the run paid for each of them itself.
 */
function judgedCalls(
  store: Store,
  run: RunRow,
): Iterable<{ readonly model: string; readonly usage: Usage | null }> {
  const unnamed = store.unnamedJudgeCalls(run.row);
  if (unnamed.cells === 0) return store.judgeCalls(run.row);
  const paid = store.paidJudgeCalls(run.row);
  const billed = paid.reduce((sum, { billedPico }) => sum + billedPico, 0n);
  if (billed === store.trials.logicalPico(run.row).judge) return paid;
  throw new ParsimonyError('refused', `the judge calls of run ${run.name} cannot be priced anew`, {
    hint: 'It was made by a version that did not keep which judge answers each cell used, and some came from the cache of other runs. Run the experiment again with --prices: what is unchanged comes from the cache.',
  });
}
