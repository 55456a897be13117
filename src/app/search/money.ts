import type { MeasuredProblem, SearchOutcome } from '../../search/port.js';

/** Above the mean of what was measured: other samples may be longer. */
const MARGIN = 1.25;

/** What a search must still be able to pay once its front is found: adversarial samples and the gate part. */
export interface LaterWork {
  /** Gate items and adversarial samples that a config is asked, by stratum. */
  readonly cellsOf: (stratum: number) => number;
  readonly maxFrontSize: number;
}

/** An upper estimate of the cells that a front of so many members needs, before it is known which they are. */
export function laterCells(problem: MeasuredProblem, later: LaterWork, frontSize: number): number {
  const members = Math.min(Math.max(1, frontSize), later.maxFrontSize);
  return problem.strata.reduce((sum, _, stratum) => sum + members * later.cellsOf(stratum), 0);
}

/** The cells that a known front needs: each distinct (config, stratum) once. */
export function cellsOfFront(problem: MeasuredProblem, later: LaterWork, outcome: SearchOutcome): number {
  const pairs = new Set<string>();
  let cells = 0;
  for (const { chosen } of outcome.front) {
    for (const stratum of problem.strata.keys()) {
      const config = (chosen.length === 1 ? chosen[0] : chosen[stratum])?.config ?? -1;
      const key = `${config} ${stratum}`;
      if (pairs.has(key)) continue;
      pairs.add(key);
      cells += later.cellsOf(stratum);
    }
  }
  return cells;
}

/** Whether a round of so many cells leaves enough for later work, by what cells have cost so far. */
export function leavesEnough(parts: {
  readonly capUsd: number;
  readonly spentUsd: number;
  readonly meanCellUsd: number;
  readonly roundCells: number;
  readonly laterCells: number;
}): boolean {
  const { capUsd, spentUsd, meanCellUsd, roundCells, laterCells: later } = parts;
  return spentUsd + MARGIN * meanCellUsd * (roundCells + later) <= capUsd;
}

/** What is kept back for so many later cells. */
export function keptUsd(meanCellUsd: number, cells: number): number {
  return MARGIN * meanCellUsd * cells;
}
