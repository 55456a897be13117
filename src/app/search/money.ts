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

/** How large a round may be that leaves enough for later work. */
export function roundRoom(parts: {
  readonly capUsd: number;
  readonly spentUsd: number;
  readonly meanCellUsd: number;
  readonly laterCells: number;
}): number {
  const { capUsd, spentUsd, meanCellUsd, laterCells: later } = parts;
  if (meanCellUsd === 0) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor((capUsd - spentUsd) / (MARGIN * meanCellUsd) - later));
}

/**
 * Cells that are kept for later work while no front is known: what the largest takes, but not more than half of what
 * can be paid at all.
 */
export function laterUnseen(largest: number, affordable: number): number {
  return Math.min(largest, Math.ceil(affordable / 2));
}

/** What is kept back for so many later cells. */
export function keptUsd(meanCellUsd: number, cells: number): number {
  return MARGIN * meanCellUsd * cells;
}
