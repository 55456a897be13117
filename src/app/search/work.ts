import type { SpendGuard } from '../../cost/index.js';
import type { MeasuredProblem } from '../../search/port.js';
import type { Store } from '../../store/index.js';
import type { LaterWork } from './money.js';
import type { PreparedSearch } from './prepare-search.js';
import type { Part } from './problem.js';
import type { ReportPhase } from './rounds.js';
import type { CellResult, SearchSession } from './session.js';

/** Everything that the phases of a search share. */
export interface SearchWork {
  readonly search: PreparedSearch;
  readonly store: Store;
  readonly session: SearchSession;
  readonly guard: SpendGuard;
  readonly problem: MeasuredProblem;
  readonly parts: { readonly search: Part; readonly gate: Part };
  readonly later: LaterWork;
  /** A cell's figures in the order of the problem. */
  readonly valuesOf: (result: CellResult) => readonly (number | null)[];
  readonly report: ReportPhase;
}
