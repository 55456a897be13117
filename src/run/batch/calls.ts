import type { ModelCall } from '../../model/port.js';
import type { Scorer } from '../../scorer/port.js';
import type { Store } from '../../store/index.js';
import { candidateCall } from '../candidate-call.js';
import { planCells } from '../plan.js';
import type { PlannedCell, RenderPlan, RunPlan } from '../port.js';
import { scorableTrial } from '../score-window.js';
import { callKey } from './call-key.js';

/** Which cells of a run are left, and where their answers would stand. */
export interface OpenCells {
  readonly plan: RenderPlan;
  /** Those that are left, looked up anew at each call, one at a time (law 11). */
  readonly left: () => Iterable<PlannedCell>;
  readonly store: Store;
  readonly runRow: number;
  readonly provider: 'bedrock' | 'emulator';
  /** Whether answers that other runs paid for may be used. */
  readonly shareCache: boolean;
}

/** The open cells of a run's plan. */
export function openCellsOf(
  plan: RunPlan,
  run: { readonly store: Store; readonly runRow: number; readonly retryFailed: boolean },
): Pick<OpenCells, 'plan' | 'left'> {
  const { store, runRow, retryFailed } = run;
  return {
    plan,
    left() {
      const finished = new Uint8Array(plan.included.length * plan.variants.length * plan.repeats);
      for (const cell of store.trials.finishedCells(runRow, { retryFailed })) finished[cell] = 1;
      return planCells(plan, finished);
    },
  };
}

/** The candidate calls of the cells that are left, one at a time (law 11). */
export function* candidateCalls(cells: OpenCells): Generator<ModelCall> {
  for (const planned of cells.left()) yield candidateCall(cells.plan, planned).call;
}

/** The judge calls that scoring the answered cells will begin with; `judges`: the scorers whose calls may be sent. */
export function* judgeCalls(cells: OpenCells, judges: readonly Scorer[]): Generator<ModelCall> {
  for (const planned of cells.left()) {
    const stored = storedAnswer(cells, candidateCall(cells.plan, planned).call);
    if (stored === undefined) continue;
    const trial = scorableTrial(planned, stored.completion, null);
    for (const judge of judges) yield* judge.callsFor?.(trial) ?? [];
  }
}

/** Of these calls, those without a stored answer, each once, that were not tried `mostTries` times already. */
export function* unanswered(
  calls: Iterable<ModelCall>,
  cells: OpenCells,
  mostTries: number,
): Generator<ModelCall> {
  const tries = new Map<number, number>();
  for (const tried of cells.store.batch.records.unanswered(cells.runRow)) {
    const key = callKey(tried);
    tries.set(key, (tries.get(key) ?? 0) + 1);
  }
  const seen = new Set<number>();
  for (const call of calls) {
    const key = callKey(call);
    if (seen.has(key) || (tries.get(key) ?? 0) >= mostTries) continue;
    if (storedAnswer(cells, call) !== undefined) continue;
    seen.add(key);
    yield call;
  }
}

export function storedAnswer(
  { store, runRow, provider, shareCache }: OpenCells,
  { requestHash, repeat }: Pick<ModelCall, 'requestHash' | 'repeat'>,
): ReturnType<Store['responses']['find']> {
  return store.responses.find({ requestHash, repeat, provider }, { runRow, shared: shareCache });
}
