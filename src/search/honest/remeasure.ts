import type { Estimate } from '../../domain/index.js';
import { normalCdf, normalQuantile, tQuantile } from '../../stats/index.js';
import {
  combinedValue,
  createMeasurements,
  type FigureSource,
  type Frame,
  frameFrom,
  judgeChoice,
  measuredFigures,
  normalisedVolume,
  scaled,
  signOf,
  standingOf,
} from '../outcome/index.js';
import type {
  ConstraintStanding,
  FrontMember,
  MeasuredCell,
  MeasuredProblem,
  Point,
  SearchOutcome,
} from '../port.js';
import { nonDominated } from './non-dominated.js';
import { resampleChoices } from './resample.js';

/** A front member as the gate part has it. */
export interface RemeasuredMember {
  readonly objectives: { readonly [objective: string]: Estimate };
  readonly constraints: readonly ConstraintStanding[];
  /** Whether no other member beats it there; null: an objective could not be measured. */
  readonly stays: boolean | null;
  /** Share of the bootstrap draws in which none does; null likewise. */
  readonly staysProbability: number | null;
}

/** What a second measurement says of a front. */
export interface Remeasurement {
  /** In the order of the front. */
  readonly members: readonly RemeasuredMember[];
  /** In the frame of the claim, of the members that violate no constraint there; null: nothing was measured. */
  readonly hypervolume: Estimate | null;
  /** Claimed ÷ re-measured; null where that is 0 or unknown. */
  readonly ratio: number | null;
  readonly methods: readonly string[];
}

export interface RemeasureInput {
  /** Its items are those of the gate part, and cells name them by index. */
  readonly problem: MeasuredProblem;
  /** Configurations by number, as the searcher has them. */
  readonly points: readonly Point[];
  readonly front: readonly FrontMember[];
  readonly cells: readonly MeasuredCell[];
  readonly claimed: SearchOutcome['hypervolume'];
  /** Two-sided. */
  readonly level: number;
  readonly seed: number;
  /** Bootstrap draws; default 2,000. */
  readonly replicates?: number;
}

/**
 * A front measured again on items that no decision was made on: clustered means stratified by intent, constraints
 * judged by the bounds of this part alone, hypervolume in the frame of the claim with a paired clustered bootstrap.
 * What has no value is counted and never 0.
 */
export function remeasure(input: RemeasureInput): Remeasurement {
  const { problem, points, level } = input;
  const measurements = createMeasurements(problem.figures.length);
  for (const cell of input.cells) measurements.add(cell);
  const source = measuredFigures(problem, points, measurements);
  const choices = input.front.map((member) => choiceOf(problem, member));
  const rows = choices.map((choice) => rowOf(source, problem, choice));
  const members = choices.map((choice) => ({
    objectives: Object.fromEntries(
      problem.objectives.map((objective) => [
        objective.name,
        scaled(source.combined(choice, objective, { level, sides: 2 }), objective.scale),
      ]),
    ),
    constraints: judgeChoice(source, problem, choice).map((judged) => standingOf(problem, judged)),
  }));
  const known = rows.flatMap((row, at) => (row === undefined ? [] : [at]));
  const { values, df } = resampleChoices({
    problem,
    points,
    measurements,
    source,
    choices: known.map((at) => choices[at] ?? []),
    replicates: input.replicates ?? 2_000,
    seed: input.seed,
  });
  const draws = values.map((draw) => draw.map((row) => minimised(problem, row)));
  const stays = stayed(rows, known, draws);
  const frame = frameFrom(problem, input.claimed);
  const allowed = known.filter((at) =>
    members[at]?.constraints.every(({ standing }) => standing !== 'violated'),
  );
  const hypervolume =
    known.length === 0
      ? null
      : volumeEstimate({
          frame,
          level,
          n: problem.items.length,
          df,
          rows: allowed.map((at) => rows[at] ?? []),
          draws: draws.map((draw) => allowed.map((at) => draw[known.indexOf(at)] ?? [])),
        });
  const value = hypervolume?.value ?? 0;
  return {
    members: members.map((member, at) => ({
      ...member,
      ...(stays[at] ?? { stays: null, staysProbability: null }),
    })),
    hypervolume,
    ratio: value > 0 ? input.claimed.claimed / value : null,
    methods: [
      'Second measurement: clustered means on the gate part, stratified by intent; nothing of the search enters',
      'Re-measured hypervolume: exact, in the frame of the claim, of the members that violate no constraint there; interval by bias-corrected percentiles, expanded by t, of a bootstrap over whole clusters, all members on the same draws',
    ],
  };
}

function choiceOf(problem: MeasuredProblem, member: FrontMember): readonly number[] {
  const configs = member.chosen.map(({ config }) => config);
  return problem.per === 'intent' ? configs : problem.strata.map(() => configs[0] ?? -1);
}

function rowOf(
  source: FigureSource,
  problem: MeasuredProblem,
  choice: readonly number[],
): number[] | undefined {
  const row = problem.objectives.map((objective) =>
    combinedValue(source, problem, { choice, reading: objective }),
  );
  return row.every((value) => value !== null)
    ? minimised(
        problem,
        row.map((value) => value ?? 0),
      )
    : undefined;
}

function minimised(problem: MeasuredProblem, row: ArrayLike<number>): number[] {
  return problem.objectives.map(
    (objective, at) => signOf(objective) * objective.scale * (row[at] ?? Number.NaN),
  );
}

/** By member: whether none beats it, and in what share of the draws. */
function stayed(
  rows: readonly (readonly number[] | undefined)[],
  known: readonly number[],
  draws: readonly (readonly (readonly number[])[])[],
): readonly (Pick<RemeasuredMember, 'stays' | 'staysProbability'> | undefined)[] {
  const now = nonDominated(known.map((at) => rows[at] ?? []));
  const usable = draws.filter((draw) => draw.every((row) => row.every(Number.isFinite)));
  const times = new Float64Array(known.length);
  for (const draw of usable) {
    nonDominated(draw).forEach((stays, at) => {
      if (stays) times[at] = (times[at] ?? 0) + 1;
    });
  }
  const found = rows.map((): Pick<RemeasuredMember, 'stays' | 'staysProbability'> | undefined => undefined);
  known.forEach((member, at) => {
    found[member] = {
      stays: now[at] ?? null,
      staysProbability: usable.length === 0 ? null : (times[at] ?? 0) / usable.length,
    };
  });
  return found;
}

/**
 * Bias-corrected percentile interval (Efron 1981), expanded for few clusters (Hesterberg 2015): levels Φ(2 z0 ± t), z0
 * from the share of draws below the value, t with as many degrees of freedom as the draws rest on.
 */
function volumeEstimate(of: {
  readonly frame: Frame;
  readonly level: number;
  readonly n: number;
  readonly df: number;
  readonly rows: readonly (readonly number[])[];
  readonly draws: readonly (readonly (readonly number[])[])[];
}): Estimate {
  const { frame, level, n, df } = of;
  const method = 'hypervolume, paired clustered bootstrap, bias-corrected percentiles expanded by t';
  const value = normalisedVolume(of.rows, frame);
  const volumes = of.draws
    .filter((draw) => draw.every((row) => row.every(Number.isFinite)))
    .map((draw) => normalisedVolume(draw, frame))
    .sort((a, b) => a - b);
  const [least, most] = [volumes[0], volumes.at(-1)];
  if (least === undefined || most === undefined) {
    return { value, low: null, high: null, level, method, n, reason: 'no draw has every value' };
  }
  if (df < 1) return { value, low: null, high: null, level, method, n, reason: 'one cluster of each intent' };
  if (most - least <= 1e-12)
    return { value, low: value, high: value, level, method: `${method}; no spread observed`, n };
  const below =
    volumes.filter((one) => one < value).length + volumes.filter((one) => one === value).length / 2;
  // A value beyond every draw has no bias that the draws can tell.
  const part = Math.min(1 - 0.5 / volumes.length, Math.max(0.5 / volumes.length, below / volumes.length));
  const z0 = normalQuantile(part);
  const at = (quantile: number): number => {
    const position = normalCdf(2 * z0 + tQuantile(quantile, df)) * (volumes.length + 1);
    return volumes[Math.min(volumes.length, Math.max(1, Math.round(position))) - 1] ?? value;
  };
  return { value, low: at((1 - level) / 2), high: at((1 + level) / 2), level, method, n };
}
