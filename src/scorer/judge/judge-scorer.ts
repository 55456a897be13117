import {
  type ContentHash,
  hashJson,
  type JsonValue,
  type MetricInfo,
  normalise,
  type Score,
  scored,
  unscored,
} from '../../domain/index.js';
import type { Model, ModelCall, ModelRequest } from '../../model/port.js';
import type { JudgeDetail, JudgeVerdict, ScorableTrial, Scorer, TrialScores } from '../port.js';
import { type AnswerViews, viewAnswer, withholdQuoted } from './addressed.js';
import { wordsOf } from './answer-words.js';
import { type Answer, allSettled } from './ask.js';
import { combineVerdicts, type MissingVerdict } from './combine-verdicts.js';
import { judgeCall } from './judge-call.js';
import { type BuiltQuestion, pointwiseQuestion } from './judge-prompt.js';
import { askLooks, distinct, quotesIn } from './looks.js';
import type { Rubric } from './rubric.js';
import { type Asked, type JudgeSettings, questionsOf, settingsIdentity } from './settings.js';
import type { PointVerdict } from './verdict.js';

/** Raise when the prompt or the reading of verdicts changes. */
const SCORER_VERSION = 3;

/**
 * Grades answers with a model or a panel of them: one call per criterion, model and repeat, the reason before the
 * score. Each criterion is a metric in the raw units of its rubric, with a `JudgeDetail`; the metric named after the
 * scorer is the mean of the normalised criteria, mean((v − min)/(max − min)), unscored when a criterion is. An answer
 * that cannot be read gets one repair call, then the verdict is missing; without a majority of the panel the criterion
 * is unscored with the reason. An answer that speaks to its grader, by our patterns or by what the judge quotes of it,
 * is judged again without those passages, and the lower verdict counts.
 */
export function createJudgeScorer(options: {
  readonly name: string;
  readonly rubrics: readonly Rubric[];
  readonly settings: JudgeSettings;
  /** Bounds its own concurrency; caches and charges the calls. */
  readonly model: Model;
  readonly hashRequest: (request: ModelRequest) => ContentHash;
}): Scorer {
  const { name, rubrics, settings, model, hashRequest } = options;
  const asked = questionsOf(settings);

  const questionOn = (
    trial: ScorableTrial,
    rubric: Rubric,
    { judge, answer }: { readonly judge: string; readonly answer: string },
  ): BuiltQuestion<PointVerdict> =>
    pointwiseQuestion({ rubric, sample: trial.sample, answer, model: judge, settings });

  /** A panel's first questions about one answer; where passages of it speak to the grader, each with them and without. */
  const questionsFor = (
    trial: ScorableTrial,
    rubric: Rubric,
    { whole, withheld }: AnswerViews,
  ): readonly (Asked & { readonly looks: readonly BuiltQuestion<PointVerdict>[] })[] =>
    asked.map(({ judge, repeat }) => ({
      judge,
      repeat,
      looks: [whole, ...(withheld === null ? [] : [withheld])].map((answer) =>
        questionOn(trial, rubric, { judge, answer }),
      ),
    }));

  const judgeTrial = async (
    trial: ScorableTrial,
    rubric: Rubric,
    views: AnswerViews,
    signal: AbortSignal,
  ): Promise<Score> => {
    const answers = await allSettled(
      questionsFor(trial, rubric, views).map(async ({ judge, repeat, looks }) => {
        const callOf = (request: ModelRequest): ModelCall =>
          judgeCall({ request, trial, judgeRepeat: repeat, criterion: rubric.criterion, hashRequest });
        const to = { model, callOf, signal };
        const seen = await askLooks(looks, to);
        const quoted = withholdQuoted(views, quotesIn(seen));
        if (quoted === null) return { judge, repeat, answer: lowest(seen), quoted: [] };
        const again = await askLooks([questionOn(trial, rubric, { judge, answer: quoted.withheld })], to);
        return { judge, repeat, answer: lowest([...seen, ...again]), quoted: quoted.addressed };
      }),
    );
    const verdicts = answers.flatMap(({ judge, repeat, answer }) =>
      answer.state === 'verdict' ? [{ model: judge, repeat, ...answer.verdict }] : [],
    );
    const missing = answers.flatMap(({ judge, repeat, answer }): readonly MissingVerdict[] =>
      answer.state === 'missing' ? [{ model: judge, repeat, reason: answer.reason }] : [],
    );
    const panel = combineVerdicts(verdicts, missing, settings);
    if (panel.state === 'unscored') return panel;
    const addressed = distinct([...views.addressed, ...answers.flatMap(({ quoted }) => quoted)]);
    const detail: JudgeDetail = {
      reason: panel.reason,
      words: wordsOf(trial.completion.text),
      verdicts: panel.verdicts,
      ...(panel.missing.length > 0 && { missing: panel.missing }),
      ...(addressed.length > 0 && { addressed }),
    };
    return scored(panel.value, detail as unknown as JsonValue);
  };

  const scoreTrial = async (trial: ScorableTrial, signal: AbortSignal): Promise<TrialScores> => {
    const views = viewAnswer(trial.completion.text);
    const scores = await allSettled(rubrics.map((rubric) => judgeTrial(trial, rubric, views, signal)));
    const criteria = rubrics.map((rubric, at) => [rubric, scores[at] ?? unscored('not judged')] as const);
    return {
      ...Object.fromEntries(criteria.map(([{ criterion }, score]) => [criterion, score])),
      [name]: meanOfNormalised(criteria),
    };
  };

  const callsFor = (trial: ScorableTrial): readonly ModelCall[] => {
    const views = viewAnswer(trial.completion.text);
    return rubrics.flatMap((rubric) =>
      questionsFor(trial, rubric, views).flatMap(({ repeat, looks }) =>
        looks.flatMap((built) => {
          if (built.state !== 'ready') return [];
          const { request } = built.question;
          return [
            judgeCall({ request, trial, judgeRepeat: repeat, criterion: rubric.criterion, hashRequest }),
          ];
        }),
      ),
    );
  };

  return {
    name,
    fingerprint: hashJson({
      scorer: 'judge',
      version: SCORER_VERSION,
      name,
      provider: model.provider,
      settings: settingsIdentity(settings),
      rubrics: rubrics.map(({ hash }) => hash),
    }),
    metrics: [
      ...rubrics.map(metricOf),
      { name, min: 0, max: 1, description: 'mean of the normalised criteria' },
    ],
    requestsFor: (trial) => callsFor(trial).map(({ request }) => request),
    callsFor,
    async score(trials, signal) {
      signal.throwIfAborted();
      return allSettled(trials.map((trial) => scoreTrial(trial, signal)));
    },
  };
}

/**
 * Of an answer with all its passages, and of the same without those that speak to the grader, the lowest verdict:
 * shown they cannot lift it, withheld they cannot hide a fault. Missing where any is.
 */
function lowest(
  seen: readonly Answer<PointVerdict>[],
): Answer<Pick<JudgeVerdict, 'score' | 'reason' | 'unguarded'>> {
  const verdicts: PointVerdict[] = [];
  for (const answer of seen) {
    if (answer.state === 'missing') return answer;
    verdicts.push(answer.verdict);
  }
  const [shown, ...without] = verdicts;
  if (shown === undefined) return { state: 'missing', reason: 'not judged' };
  const { score, reason } = without.reduce((low, next) => (next.score < low.score ? next : low), shown);
  return {
    state: 'verdict',
    verdict: { score, reason, ...(score < shown.score && { unguarded: shown.score }) },
  };
}

function metricOf({ criterion, min, max }: Rubric): MetricInfo {
  return { name: criterion, min, max, description: `judged ${criterion}, ${min} to ${max}` };
}

function meanOfNormalised(criteria: readonly (readonly [Rubric, Score])[]): Score {
  let sum = 0;
  for (const [rubric, score] of criteria) {
    if (score.state === 'unscored') return unscored(`${rubric.criterion}: ${score.reason}`);
    sum += normalise(metricOf(rubric), score.value);
  }
  return criteria.length === 0 ? unscored('no criteria') : scored(sum / criteria.length);
}
