import { toUsd, ZERO_USD } from '../cost/index.js';
import { type CallFailure, type Score, unscored } from '../domain/index.js';
import type { ModelCall } from '../model/port.js';
import type { ScorableTrial, Scorer, TrialScores } from '../scorer/port.js';
import type { TrialEntry } from '../store/index.js';
import type { PlannedCell } from './port.js';

/** A completed cell waiting for its scores. */
export interface CompletedCell {
  readonly planned: PlannedCell;
  readonly trial: ScorableTrial;
  /** What will be kept of it beside its scores. */
  readonly result: Omit<
    Extract<TrialEntry['result'], { readonly state: 'completed' }>,
    'judgePico' | 'judgeResponses' | 'scores'
  >;
}

/** Scores of a window of cells by metric, in the order given. */
export async function scoreWindow(
  cells: readonly CompletedCell[],
  scorers: readonly Scorer[],
  signal: AbortSignal,
): Promise<readonly TrialScores[]> {
  const trials = cells.map(({ trial }) => trial);
  const merged: { [metric: string]: Score }[] = cells.map(() => ({}));
  const answers = await Promise.all(scorers.map((scorer) => scorer.score(trials, signal)));
  for (const [position, scorer] of scorers.entries()) {
    for (const [at, scores] of merged.entries()) {
      const own = answers[position]?.[at] ?? {};
      for (const metric of scorer.metrics) {
        // A scorer that forgot a metric shows as a gap with a reason, never as a smaller n (law 3).
        scores[metric.name] = own[metric.name] ?? unscored(`${scorer.name} gave no ${metric.name}`);
      }
      // Metrics named by assertions appear only on the samples that carry them.
      for (const [name, score] of Object.entries(own)) scores[name] ??= score;
    }
  }
  return merged;
}

/** What the judges of one cell cost, and the responses that they were paid for. */
export type JudgeBill = Pick<
  Extract<TrialEntry['result'], { readonly state: 'completed' }>,
  'judgePico' | 'judgeResponses'
>;

/** Adds up what judge calls cost by the cell that they were made for. */
export class JudgeCosts {
  readonly #byCell = new Map<string, { pico: bigint; readonly responses: number[] }>();
  readonly #lost = new Map<string, CallFailure>();

  add(call: ModelCall, responseId: number, costPico: bigint | null): void {
    if (call.cell === undefined) return;
    const key = cellKey({ repeat: call.repeat, ...call.cell });
    const bill = this.#byCell.get(key) ?? { pico: ZERO_USD, responses: [] };
    bill.pico += costPico ?? ZERO_USD;
    bill.responses.push(responseId);
    this.#byCell.set(key, bill);
  }

  /** A judge call that failed for the account's sake: its cell has no scores yet, and is not to be kept without. */
  lose(call: ModelCall, failure: CallFailure): void {
    if (call.cell !== undefined) this.#lost.set(cellKey({ repeat: call.repeat, ...call.cell }), failure);
  }

  /** Why a cell's judge could not be asked; forgets it. */
  takeLoss(cell: {
    readonly sampleId: string;
    readonly variantName: string;
    readonly repeat: number;
  }): CallFailure | undefined {
    if (this.#lost.size === 0) return undefined;
    const key = cellKey(cell);
    const failure = this.#lost.get(key);
    this.#lost.delete(key);
    return failure;
  }

  /** What the judges of a cell cost; forgets it. */
  take(cell: {
    readonly sampleId: string;
    readonly variantName: string;
    readonly repeat: number;
  }): JudgeBill {
    if (this.#byCell.size === 0) return NO_JUDGES;
    const key = cellKey(cell);
    const bill = this.#byCell.get(key);
    if (bill === undefined) return NO_JUDGES;
    this.#byCell.delete(key);
    return { judgePico: bill.pico, judgeResponses: bill.responses };
  }
}

const NO_JUDGES: JudgeBill = { judgePico: ZERO_USD };

function cellKey(cell: {
  readonly sampleId: string;
  readonly variantName: string;
  readonly repeat: number;
}): string {
  return JSON.stringify([cell.sampleId, cell.variantName, cell.repeat]);
}

/** What a scorer may know of a completed cell. */
export function scorableTrial(
  planned: PlannedCell,
  completion: ScorableTrial['completion'],
  costPico: bigint | null,
): ScorableTrial {
  return {
    sample: planned.sample,
    completion,
    variantName: planned.variant.name,
    repeat: planned.repeat,
    costUsd: costPico === null ? null : toUsd(costPico),
    labels: planned.labels,
  };
}
