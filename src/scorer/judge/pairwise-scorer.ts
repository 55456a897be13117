import {
  type ContentHash,
  hashJson,
  type JsonValue,
  type MetricInfo,
  type Score,
  scored,
  unscored,
} from '../../domain/index.js';
import type { Model, ModelCall, ModelRequest } from '../../model/port.js';
import type {
  AddressedPassage,
  ComparativeScorer,
  JudgeDetail,
  ScorableTrial,
  TrialGroup,
  TrialScores,
} from '../port.js';
import { wordsOf } from './answer-words.js';
import { type Answer, allSettled } from './ask.js';
import { combineVerdicts, type MissingVerdict } from './combine-verdicts.js';
import { judgeCall } from './judge-call.js';
import type { BuiltQuestion } from './judge-prompt.js';
import { type Asking, askLooks, distinct, quotesIn } from './looks.js';
import { bothOrders, type OrderedVerdict, type PairLook, pairValue, pairVerdict } from './pair-verdicts.js';
import { type Pair, pairOf, quotedView, type View, viewsOf } from './pair-views.js';
import { pairwiseQuestion } from './pairwise-prompt.js';
import type { Rubric } from './rubric.js';
import { type JudgeSettings, questionsOf, settingsIdentity } from './settings.js';
import type { PairVerdict } from './verdict.js';

/** Raise when the prompt or the reading of verdicts changes. */
const SCORER_VERSION = 2;
/** The candidate first, and second. */
const ORDERS = [true, false] as const;
const NOT_JUDGED = { state: 'missing', reason: 'not judged' } as const;

/** One question to one judge, in one order. */
interface Order {
  readonly judge: string;
  readonly candidateFirst: boolean;
}

interface OrderAnswer {
  readonly answer: Answer<OrderedVerdict>;
  /** Passages of the candidate that the judge itself found. */
  readonly quoted: readonly AddressedPassage[];
}

/** Metric of one criterion. */
export function preferenceMetric(criterion: string): string {
  return `${criterion}_preference`;
}

/**
 * Asks a judge or a panel whether a variant's answer is better than that of the variant `against`, on each criterion
 * and always in both orders: 1 better, 0 worse, 0.5 a tie; two orders that disagree are a tie. `<criterion>_preference`
 * is the panel's verdict, with a `JudgeDetail`; the metric named after the scorer is the mean over the criteria,
 * unscored when one of them is. `against` itself has 0.5 by definition. Where its answer is missing, nothing can be
 * compared with it: unscored with the reason.
 */
export function createPairwiseScorer(options: {
  readonly name: string;
  readonly against: string;
  readonly rubrics: readonly Rubric[];
  readonly settings: JudgeSettings;
  /** Bounds its own concurrency; caches and charges the calls. */
  readonly model: Model;
  readonly hashRequest: (request: ModelRequest) => ContentHash;
}): ComparativeScorer {
  const { name, against, rubrics, settings, model, hashRequest } = options;
  const asked = questionsOf(settings);

  const questionOn = (
    pair: Pair,
    rubric: Rubric,
    { judge, candidateFirst }: Order,
    { candidate, other }: View,
  ): BuiltQuestion<PairVerdict> =>
    pairwiseQuestion({
      rubric,
      sample: pair.candidate.sample,
      first: candidateFirst ? candidate : other,
      second: candidateFirst ? other : candidate,
      model: judge,
      settings,
    });

  const callOf = (request: ModelRequest, pair: Pair, rubric: Rubric, judgeRepeat: number): ModelCall =>
    judgeCall({
      request,
      trial: pair.candidate,
      judgeRepeat,
      criterion: rubric.criterion,
      hashRequest,
      compares: true,
    });

  const askOrder = async (pair: Pair, rubric: Rubric, order: Order, to: Asking): Promise<OrderAnswer> => {
    const views = viewsOf(pair);
    const first = await askLooks(
      views.map((view) => questionOn(pair, rubric, order, view)),
      to,
    );
    const looks = views.map(({ withheld }, at): PairLook => ({ answer: first[at] ?? NOT_JUDGED, withheld }));
    const found = quotedView(pair, quotesIn(first));
    if (found === null) return { answer: pairValue(looks, order.candidateFirst), quoted: [] };
    const [answer = NOT_JUDGED] = await askLooks([questionOn(pair, rubric, order, found.view)], to);
    looks.push({ answer, withheld: found.view.withheld });
    return { answer: pairValue(looks, order.candidateFirst), quoted: found.addressed };
  };

  const compareOn = async (pair: Pair, rubric: Rubric, signal: AbortSignal): Promise<Score> => {
    const answers = await allSettled(
      asked.map(async ({ judge, repeat }) => {
        const to = {
          model,
          signal,
          callOf: (request: ModelRequest) => callOf(request, pair, rubric, repeat),
        };
        const orders = await allSettled(
          ORDERS.map((candidateFirst) => askOrder(pair, rubric, { judge, candidateFirst }, to)),
        );
        const [first, second] = orders.map(({ answer }) => answer);
        return {
          judge,
          repeat,
          answer: bothOrders(first, second),
          quoted: orders.flatMap(({ quoted }) => quoted),
        };
      }),
    );
    const verdicts = answers.flatMap(({ judge, repeat, answer }) =>
      answer.state === 'verdict' ? [pairVerdict(judge, repeat, answer.verdict)] : [],
    );
    const missing = answers.flatMap(({ judge, repeat, answer }): readonly MissingVerdict[] =>
      answer.state === 'missing' ? [{ model: judge, repeat, reason: answer.reason }] : [],
    );
    const panel = combineVerdicts(verdicts, missing, settings);
    if (panel.state === 'unscored') return panel;
    const { verdicts: counted } = panel;
    const agreeing = counted.filter(({ order }) => order.candidateFirst === order.candidateSecond);
    const addressed = distinct([
      ...pair.candidateViews.addressed,
      ...answers.flatMap(({ quoted }) => quoted),
    ]);
    const detail: JudgeDetail = {
      reason: panel.reason,
      words: wordsOf(pair.candidate.completion.text),
      verdicts: counted.map(({ order: _, ...verdict }) => verdict),
      ...(panel.missing.length > 0 && { missing: panel.missing }),
      ...(addressed.length > 0 && { addressed }),
      orders: counted.map(({ order }) => order),
      orderAgreement: agreeing.length / counted.length,
      otherWords: wordsOf(pair.other.completion.text),
    };
    return scored(panel.value, detail as unknown as JsonValue);
  };

  const comparePair = async (pair: Pair, signal: AbortSignal): Promise<TrialScores> => {
    const { candidate, other } = pair;
    if (candidate.completion.text === other.completion.text)
      return byDefinition(candidate, other, 'identical');
    const scores = await allSettled(rubrics.map((rubric) => compareOn(pair, rubric, signal)));
    const criteria = rubrics.map((rubric, at) => [rubric, scores[at] ?? unscored('not judged')] as const);
    return {
      ...Object.fromEntries(criteria.map(([{ criterion }, score]) => [preferenceMetric(criterion), score])),
      [name]: meanOf(criteria),
    };
  };

  const names = [...rubrics.map(({ criterion }) => preferenceMetric(criterion)), name];

  const byDefinition = (
    trial: ScorableTrial,
    other: ScorableTrial,
    definition: 'against' | 'identical',
  ): TrialScores => {
    const detail: JudgeDetail = {
      reason:
        definition === 'against'
          ? 'the variant that the others are compared with: 0.5 by definition'
          : `the same text as the answer of ${against}: a tie by definition`,
      words: wordsOf(trial.completion.text),
      verdicts: [],
      otherWords: wordsOf(other.completion.text),
      definition,
    };
    return Object.fromEntries(names.map((metric) => [metric, scored(0.5, detail as unknown as JsonValue)]));
  };

  const compareGroup = async (
    group: TrialGroup,
    signal: AbortSignal,
  ): Promise<{ readonly [variantName: string]: TrialScores }> => {
    const other = otherOf(group);
    if (typeof other === 'string') {
      const nothing = Object.fromEntries(names.map((metric) => [metric, unscored(other)]));
      return Object.fromEntries(group.trials.map(({ variantName }) => [variantName, nothing]));
    }
    const scores = await allSettled(
      group.trials.map(async (trial): Promise<readonly [string, TrialScores]> => {
        const own =
          trial === other ? byDefinition(other, other, 'against') : comparePair(pairOf(trial, other), signal);
        return [trial.variantName, await own];
      }),
    );
    return Object.fromEntries(scores);
  };

  /** The answer that others are compared with, or why there is none. */
  const otherOf = ({ trials, failed }: TrialGroup): ScorableTrial | string => {
    const other = trials.find(({ variantName }) => variantName === against);
    if (other !== undefined) return other;
    const failure = failed.find(({ variantName }) => variantName === against);
    return `nothing to compare with: ${against} ${failure === undefined ? 'gave no answer' : `failed: ${failure.reason}`}`;
  };

  const callsFor = (group: TrialGroup): readonly ModelCall[] => {
    const other = otherOf(group);
    if (typeof other === 'string') return [];
    return group.trials
      .filter((trial) => trial !== other)
      .flatMap((trial) => {
        const pair = pairOf(trial, other);
        return rubrics.flatMap((rubric) =>
          asked.flatMap(({ judge, repeat }) =>
            ORDERS.flatMap((candidateFirst) =>
              viewsOf(pair).map((view) => ({ candidateFirst, view })),
            ).flatMap(({ candidateFirst, view }) => {
              const built = questionOn(pair, rubric, { judge, candidateFirst }, view);
              return built.state === 'ready' ? [callOf(built.question.request, pair, rubric, repeat)] : [];
            }),
          ),
        );
      });
  };

  return {
    name,
    fingerprint: hashJson({
      scorer: 'pairwise',
      version: SCORER_VERSION,
      name,
      against,
      provider: model.provider,
      settings: settingsIdentity(settings),
      rubrics: rubrics.map(({ hash }) => hash),
    }),
    metrics: [
      ...rubrics.map(({ criterion }) => unitMetric(preferenceMetric(criterion), `on ${criterion}`, against)),
      unitMetric(name, 'mean over the criteria', against),
    ],
    requestsFor: (group) => callsFor(group).map(({ request }) => request),
    callsFor,
    async compare(groups, signal) {
      signal.throwIfAborted();
      return allSettled(groups.map((group) => compareGroup(group, signal)));
    },
  };
}

function unitMetric(name: string, what: string, against: string): MetricInfo {
  return { name, min: 0, max: 1, description: `preferred to ${against} (1) or not (0), 0.5 a tie: ${what}` };
}

function meanOf(criteria: readonly (readonly [Rubric, Score])[]): Score {
  let sum = 0;
  for (const [{ criterion }, score] of criteria) {
    if (score.state === 'unscored') return unscored(`${preferenceMetric(criterion)}: ${score.reason}`);
    sum += score.value;
  }
  return criteria.length === 0 ? unscored('no criteria') : scored(sum / criteria.length);
}
