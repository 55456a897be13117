import type { Estimate } from '../../domain/index.js';
import {
  createMeasurements,
  frameFrom,
  judgeChoice,
  measuredFigures,
  normalisedVolume,
  scaled,
  signOf,
  standingOf,
} from '../../search/index.js';
import type { ConstraintStanding, MeasuredCell, Point, SearchOutcome } from '../../search/port.js';
import type { SearchWork } from './work.js';

/** What the gate part says of a front. */
export interface Remeasured {
  /** In the order of the front. */
  readonly members: readonly {
    readonly objectives: { readonly [objective: string]: Estimate };
    readonly constraints: readonly ConstraintStanding[];
    /** Whether no other member beats it there; null: a value is not known. */
    readonly stays: boolean | null;
  }[];
  /** Of the members' values there, in the frame of the claim; null: nothing was measured again. */
  readonly hypervolume: Estimate | null;
  readonly methods: readonly string[];
}

const METHOD = 'gate part: plain stratified, clustered means of what was measured there once';

/** Reads a front off the cells of its gate part: plain means, nothing shrunk and nothing of the search part. */
export function remeasure(parts: {
  readonly work: SearchWork;
  readonly points: readonly Point[];
  readonly outcome: SearchOutcome;
  readonly cells: readonly MeasuredCell[];
  readonly level: number;
}): Remeasured {
  const { work, points, outcome, cells, level } = parts;
  const { known: _search, ...rest } = work.problem;
  const problem = { ...rest, items: work.parts.gate.items };
  const measurements = createMeasurements(problem.figures.length);
  for (const cell of cells) measurements.add(cell);
  const source = measuredFigures(problem, points, measurements);
  const read = outcome.front.map(({ chosen }) => {
    const choice = problem.strata.map(
      (_, stratum) => (chosen.length === 1 ? chosen[0] : chosen[stratum])?.config ?? -1,
    );
    const objectives = Object.fromEntries(
      problem.objectives.map((objective) => [
        objective.name,
        scaled(source.combined(choice, objective, { level, sides: 2 }), objective.scale),
      ]),
    );
    const constraints = judgeChoice(source, problem, choice).map((judged) => standingOf(problem, judged));
    const row = problem.objectives.map((objective) => {
      const value = objectives[objective.name]?.value;
      return value == null ? null : signOf(objective) * value;
    });
    return { objectives, constraints, row: row.every((value) => value !== null) ? row : null };
  });
  const rows = read.flatMap(({ row }) => (row === null ? [] : [row]));
  const frame = frameFrom(problem, outcome.hypervolume);
  const members = read.map(({ objectives, constraints, row }) => ({
    objectives,
    constraints,
    stays: row === null ? null : !rows.some((other) => dominates(other, row)),
  }));
  if (rows.length === 0) return { members, hypervolume: null, methods: [METHOD] };
  const value = normalisedVolume(rows, frame);
  const n = problem.items.length;
  const hypervolume: Estimate = {
    value,
    low: null,
    high: null,
    level,
    method: 'of the re-measured values',
    n,
    reason: 'no interval',
  };
  return { members, hypervolume, methods: [METHOD] };
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, at) => value <= (b[at] ?? 0)) && a.some((value, at) => value < (b[at] ?? 0));
}
