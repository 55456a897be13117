import {
  type AssertionSpec,
  hashJson,
  type JsonValue,
  type Score,
  SELECT_BEST_METRIC,
  scored,
  unscored,
} from '../../domain/index.js';
import type { ModelCall } from '../../model/port.js';
import { allSettled } from '../judge/ask.js';
import type { ComparativeScorer, ScorableTrial, TrialGroup, TrialScores } from '../port.js';
import { textValue } from './check.js';
import { compileAssertion } from './compile-assertion.js';
import { type Duel, duelQuestion } from './graded/duel-question.js';
import type { OpenGrader } from './graded/grader.js';

/** Raise when the same answers could get other scores. */
const SCORER_VERSION = 1;
const CRITERION = 'select-best';

type ByVariant = { readonly [variantName: string]: TrialScores };

/** One order of two answers. */
interface Bout {
  readonly first: ScorableTrial;
  readonly second: ScorableTrial;
}

/**
 * The `select-best` assertions of an experiment and its samples. Every two answers meet in both orders; an order wins
 * 1 point, a tie ½. The answer with the most points scores 1 and the others 0; several with as many share it, 1/m
 * each. Equal texts tie without a question. A bout without a readable verdict leaves the whole group unscored: points
 * of fewer bouts could not be compared.
 */
export function createSelectBestScorer(options: {
  readonly name: string;
  /** Of the experiment: they hold for every sample. */
  readonly assert: readonly AssertionSpec[];
  readonly grader: OpenGrader;
}): ComparativeScorer {
  const { name, grader } = options;
  const assert = options.assert.filter(isSelectBest);
  const wanted = ({ sample }: TrialGroup): readonly AssertionSpec[] => [
    ...assert,
    ...sample.assert.filter(isSelectBest),
  ];
  const callsFor = (group: TrialGroup): readonly ModelCall[] =>
    wanted(group).flatMap((spec) => {
      const criterion = criterionOf(spec);
      if (criterion === undefined) return [];
      // Stand-ins of an estimate are all the same text; the answers will not be.
      return allBouts(group).map(({ first, second }) => {
        const request = grader.requestOf(questionOfBout(criterion, group, { first, second }));
        return grader.callOf(request, first, CRITERION);
      });
    });

  const compareGroup = async (group: TrialGroup, signal: AbortSignal): Promise<ByVariant> => {
    const specs = wanted(group);
    const scores = await allSettled(specs.map((spec) => selectBest({ spec, group, grader, signal })));
    const byVariant = group.trials.map(({ variantName }) => {
      const own = specs.map(
        (spec, at) => [spec, scores[at]?.get(variantName) ?? unscored('not judged')] as const,
      );
      const names = new Set(specs.map(metricOf));
      const metrics = [...names].map((metric) => [
        metric,
        mean(own.filter(([spec]) => metricOf(spec) === metric)),
      ]);
      return [variantName, Object.fromEntries(metrics) as TrialScores] as const;
    });
    return Object.fromEntries(byVariant);
  };

  return {
    name,
    fingerprint: hashJson({
      scorer: 'select-best',
      version: SCORER_VERSION,
      name,
      assert: assert.map((spec): JsonValue => ({ ...spec }) as unknown as JsonValue),
      grader: grader.identity,
    }),
    metrics: [...new Set(assert.map(metricOf))].map((metric) => ({
      name: metric,
      min: 0,
      max: 1,
      description: 'selected as the best of all variants, ties shared',
    })),
    requestsFor: (group) => callsFor(group).map(({ request }) => request),
    callsFor,
    async compare(groups, signal) {
      signal.throwIfAborted();
      return allSettled(groups.map((group) => compareGroup(group, signal)));
    },
  };
}

/** Whether an assertion compares the answers of all variants. */
export function isSelectBest({ type }: AssertionSpec): boolean {
  return type === 'select-best';
}

function metricOf({ metric }: AssertionSpec): string {
  return metric ?? SELECT_BEST_METRIC;
}

/** Undefined where the assertion is faulty. */
function criterionOf(spec: AssertionSpec): string | undefined {
  return compileAssertion(spec).state === 'elsewhere' ? textValue(spec.value) : undefined;
}

/** Both orders of every two answers. */
function allBouts({ trials }: TrialGroup): readonly Bout[] {
  return trials.flatMap((first) => trials.flatMap((second) => (first === second ? [] : [{ first, second }])));
}

/** Those whose texts differ. */
function openBouts(group: TrialGroup): readonly Bout[] {
  return allBouts(group).filter(({ first, second }) => first.completion.text !== second.completion.text);
}

function questionOfBout(criterion: string, { sample }: TrialGroup, { first, second }: Bout) {
  return duelQuestion({ criterion, sample, first: first.completion.text, second: second.completion.text });
}

async function selectBest(parts: {
  readonly spec: AssertionSpec;
  readonly group: TrialGroup;
  readonly grader: OpenGrader;
  readonly signal: AbortSignal;
}): Promise<ReadonlyMap<string, Score>> {
  const { spec, group, grader, signal } = parts;
  const all = (score: Score) => new Map(group.trials.map(({ variantName }) => [variantName, score]));
  const criterion = criterionOf(spec);
  if (criterion === undefined) return all(unscored('select-best has no criterion'));
  if (group.trials.length < 2) {
    const [failed] = group.failed;
    const why = failed === undefined ? '' : `: ${failed.variantName} failed (${failed.reason})`;
    return all(unscored(`there is no other answer to compare with${why}`));
  }
  const bouts = openBouts(group);
  const answers = await allSettled(
    bouts.map((bout) =>
      grader.ask(questionOfBout(criterion, group, bout), { trial: bout.first, criterion: CRITERION, signal }),
    ),
  );
  const duels: (Bout & { readonly duel: Duel })[] = [];
  for (const [at, answer] of answers.entries()) {
    const bout = bouts[at];
    if (bout === undefined) continue;
    const pair = `${bout.first.variantName} with ${bout.second.variantName}`;
    if (answer.state === 'missing') return all(unscored(`comparing ${pair}: ${answer.reason}`));
    duels.push({ ...bout, duel: answer.verdict });
  }
  return award(group, duels);
}

function award(
  { trials }: TrialGroup,
  duels: readonly (Bout & { readonly duel: Duel })[],
): ReadonlyMap<string, Score> {
  const bouts = 2 * (trials.length - 1);
  const points = new Map(
    trials.map((trial) => {
      const met = duels.filter(({ first, second }) => first === trial || second === trial);
      const won = met.reduce(
        (sum, { first, duel }) => sum + (first === trial ? duel.first : 1 - duel.first),
        0,
      );
      // Bouts that were not held are ties of equal texts.
      return [trial, won + (bouts - met.length) / 2] as const;
    }),
  );
  const most = Math.max(...points.values());
  const best = trials.filter((trial) => points.get(trial) === most);
  return new Map(
    trials.map((trial) => {
      const reason = duels.find(({ first, second }) => first === trial || second === trial)?.duel.reason;
      const detail = {
        best: best.map(({ variantName }) => variantName),
        points: points.get(trial) ?? 0,
        of: bouts,
        ...(reason === undefined ? {} : { reason }),
      };
      return [trial.variantName, scored(best.includes(trial) ? 1 / best.length : 0, detail)];
    }),
  );
}

/** Weighted mean of the assertions under one metric; unscored as a whole where one is. */
function mean(scores: readonly (readonly [AssertionSpec, Score])[]): Score {
  const [only] = scores;
  if (scores.length === 1 && only !== undefined) return only[1];
  let sum = 0;
  let weights = 0;
  for (const [{ weight = 1 }, score] of scores) {
    if (weight === 0) continue;
    if (score.state === 'unscored') return score;
    sum += weight * score.value;
    weights += weight;
  }
  return weights === 0 ? unscored('every assertion has weight 0') : scored(sum / weights);
}
