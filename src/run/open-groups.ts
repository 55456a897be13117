import type { TrialGroup } from '../scorer/port.js';
import type { FinishedCell, Store } from '../store/index.js';
import { planCells } from './plan.js';
import type { PlannedCell, RunPlan } from './port.js';
import { scorableTrial } from './score-window.js';

/** A group of answers that is to be compared, with the cells that they belong to. */
export interface OpenGroup {
  readonly group: TrialGroup;
  /** Of the completed trials, by variant name. */
  readonly cells: ReadonlyMap<string, number>;
}

/** Which groups of a run are to be compared: those with an answer that has not been, since it was received. */
export interface GroupsToCompare {
  readonly count: number;
  /** In order of the samples, one at a time (law 11); read from the store as they are asked for. */
  open(): Generator<OpenGroup>;
}

/** Finds what is left to compare of a run whose cells are carried out. */
export function groupsToCompare(plan: RunPlan, store: Store, runRow: number): GroupsToCompare {
  const perSample = plan.variants.length * plan.repeats;
  /** By sample position and repeat. */
  const open = new Uint8Array(plan.included.length * plan.repeats);
  let count = 0;
  for (const cell of store.comparisons.uncompared(runRow)) {
    const at = Math.floor(cell / perSample) * plan.repeats + (cell % plan.repeats);
    if (open[at] === 1) continue;
    open[at] = 1;
    count += 1;
  }
  return {
    count,
    *open() {
      for (const cells of cellsBySample(plan, open)) {
        const [{ cell: first } = { cell: 0 }] = cells;
        const from = Math.floor(first / perSample) * perSample;
        const finished = new Map(
          store.comparisons.cells(runRow, from, from + perSample).map((row) => [row.cell, row]),
        );
        for (const ofRepeat of byRepeat(cells)) yield toGroup(ofRepeat, finished, store);
      }
    },
  };
}

/** The cells of the open groups, all of a sample together. */
function* cellsBySample(plan: RunPlan, open: Uint8Array): Generator<readonly PlannedCell[]> {
  const perSample = plan.variants.length * plan.repeats;
  const done = new Uint8Array(plan.included.length * perSample);
  for (let cell = 0; cell < done.length; cell += 1) {
    const group = Math.floor(cell / perSample) * plan.repeats + (cell % plan.repeats);
    done[cell] = open[group] === 1 ? 0 : 1;
  }
  let cells: PlannedCell[] = [];
  for (const planned of planCells(plan, done)) {
    const [last] = cells;
    if (last !== undefined && Math.floor(last.cell / perSample) !== Math.floor(planned.cell / perSample)) {
      yield cells;
      cells = [];
    }
    cells.push(planned);
  }
  if (cells.length > 0) yield cells;
}

function byRepeat(cells: readonly PlannedCell[]): Iterable<readonly PlannedCell[]> {
  const groups = new Map<number, PlannedCell[]>();
  for (const cell of cells) {
    const group = groups.get(cell.repeat) ?? [];
    group.push(cell);
    groups.set(cell.repeat, group);
  }
  return groups.values();
}

function toGroup(
  cells: readonly PlannedCell[],
  finished: ReadonlyMap<number, FinishedCell>,
  store: Store,
): OpenGroup {
  const [first] = cells;
  if (first === undefined) throw new Error('a group without cells');
  const rows = cells.map((planned) => ({ planned, row: finished.get(planned.cell) }));
  const completed = rows.flatMap(({ planned, row }) =>
    row === undefined || row.responseId === null ? [] : [{ planned, responseId: row.responseId, row }],
  );
  return {
    group: {
      sample: first.sample,
      repeat: first.repeat,
      trials: completed.map(({ planned, responseId, row }) =>
        scorableTrial(planned, store.responses.get(responseId).completion, row.costPico),
      ),
      failed: rows.flatMap(({ planned, row }) => {
        if (row !== undefined && row.responseId !== null) return [];
        const reason =
          row?.failure == null ? 'not carried out' : `${row.failure.code}: ${row.failure.message}`;
        return [{ variantName: planned.variant.name, reason }];
      }),
    },
    cells: new Map(completed.map(({ planned }) => [planned.variant.name, planned.cell])),
  };
}
