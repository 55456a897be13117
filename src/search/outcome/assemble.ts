import type { FactorEffect, FrontMember, MeasuredProblem, SearchOutcome } from '../port.js';
import { bindingConstraint } from './binding.js';
import { type Candidate, type CandidateLists, lookAt } from './candidates.js';
import { chooseFront, type FrontChoice } from './choose-front.js';
import { cloudOf } from './cloud.js';
import { exclusionsOf } from './exclusions.js';
import { type FigureSource, scaled } from './figures.js';
import { searchedFrame } from './frame.js';
import { type Frame, frameOf, named, normalised, normalisedVolume } from './normalise.js';
import { judgeChoice, standingOf } from './standings.js';
import { kneeOf, thin } from './thin.js';

/** What a search knows, from which its outcome follows. */
export interface OutcomeInput extends CandidateLists {
  readonly source: FigureSource;
  readonly problem: MeasuredProblem;
  /** Two-sided confidence of the claimed intervals. */
  readonly level: number;
  readonly maxFrontSize: number;
  /** Of the choices that are reported, by the algorithm's own account of noise; absent: it has none. */
  readonly membership?: (
    choices: readonly (readonly number[])[],
    seen: {
      readonly candidates: readonly (readonly Candidate[])[];
      /** Before it was thinned. */
      readonly front: readonly FrontChoice[];
    },
  ) => readonly (number | null)[];
  /** A front that the algorithm chose itself; absent: `chooseFront` over the candidates. */
  readonly front?: readonly FrontChoice[];
  /** Of everything that was searched; absent: of the candidates (see `searchedFrame`). */
  readonly frame?: Frame;
  readonly effects: readonly FactorEffect[];
  readonly methods: readonly string[];
}

/** The outcome of a search: front, thinned and claimed; what was kept out, and why; the cloud; what binds. */
export function assembleOutcome(input: OutcomeInput): SearchOutcome {
  const { source, problem } = input;
  const candidates = lookAt(source, problem, input);
  // Of an algorithm that found no front, what the candidates allow says why.
  const chosen = input.front?.length ? undefined : chooseFront(source, problem, candidates);
  const whole = input.front ?? chosen?.front ?? [];
  const dimension = problem.objectives.length;
  // Points are thinned, and the knee is found, by the front's own range; volumes are told in that of the search.
  const own = frameOf(
    whole.map(({ row }) => row),
    dimension,
  );
  const frame =
    input.frame ??
    searchedFrame(
      problem,
      candidates.map((list) => list.flatMap(({ row }) => (row === undefined ? [] : [row]))),
    );
  const kept = thin(
    normalised(
      whole.map(({ row }) => row),
      own,
    ),
    input.maxFrontSize,
  ).flatMap((at) => whole[at] ?? []);
  const rows = kept.map(({ row }) => row);
  const knee = kneeOf(normalised(rows, own));
  const memberships =
    input.membership?.(
      kept.map(({ choice }) => choice),
      { candidates, front: whole },
    ) ?? [];
  return {
    front: kept.map(({ choice }, at) => ({
      ...memberOf(input, choice),
      membership: memberships[at] ?? null,
      isKnee: at === knee,
    })),
    wholeFrontSize: whole.length,
    excluded: exclusionsOf(source, problem, candidates),
    infeasible: whole.length > 0 ? null : bindingConstraint(problem, candidates, chosen?.missed),
    cloud: cloudOf(source, problem, candidates),
    effects: input.effects,
    hypervolume: {
      claimed: normalisedVolume(rows, frame),
      ideal: named(problem, frame.ideal),
      reference: named(problem, frame.reference),
    },
    methods: [...input.methods, ...mergeMethods(problem, chosen?.errorBound ?? [])],
  };
}

function memberOf(
  input: OutcomeInput,
  choice: readonly number[],
): Omit<FrontMember, 'membership' | 'isKnee'> {
  const { source, problem, level } = input;
  const configs = problem.per === 'intent' ? choice : choice.slice(0, 1);
  return {
    chosen: configs.map((config) => ({ config, point: source.points[config] ?? {} })),
    claimed: Object.fromEntries(
      problem.objectives.map((objective) => [
        objective.name,
        scaled(source.combined(choice, objective, { level, sides: 2 }), objective.scale),
      ]),
    ),
    constraints: judgeChoice(source, problem, choice).map((judged) => standingOf(problem, judged)),
  };
}

function mergeMethods(problem: MeasuredProblem, errorBound: readonly number[]): readonly string[] {
  const hypervolume =
    'Hypervolume: exact, of the thinned front; objectives run from 0 at the best value of everything that was searched to 1 a tenth of the range behind the worst, in one frame for the claim and its second measurement';
  if (problem.per === 'all') return [hypervolume];
  const bounds = problem.objectives.flatMap(({ name }, at) =>
    (errorBound[at] ?? 0) > 0 ? [`${name} ${(errorBound[at] ?? 0).toPrecision(3)}`] : [],
  );
  const merging =
    bounds.length === 0
      ? 'Front over intents: exact, by merging the fronts of intents (Minkowski sums with dominance pruning)'
      : `Front over intents: by merging the fronts of intents on a grid; what was left out is better by at most ${bounds.join(', ')}`;
  const isOverAll = problem.constraints.some(({ per }) => per === 'all');
  const carried =
    'Constraints over all intents: merged by value, judged by bound on what no other choice beats';
  return [merging, ...(isOverAll ? [carried] : []), hypervolume];
}
