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
import type { JudgeDetail, ScorableTrial, Scorer, TrialScores } from '../port.js';
import { wordsOf } from './answer-words.js';
import { allSettled, ask } from './ask.js';
import { combineVerdicts, type MissingVerdict } from './combine-verdicts.js';
import { judgeCall } from './judge-call.js';
import { pointwiseQuestion } from './judge-prompt.js';
import type { Rubric } from './rubric.js';
import { type JudgeSettings, settingsIdentity } from './settings.js';

/** Raise when the prompt or the reading of verdicts changes. */
const SCORER_VERSION = 2;

/**
 * Grades answers with a model or a panel of them: one call per criterion, model and repeat, the reason before the
 * score. Each criterion is a metric in the raw units of its rubric, with a `JudgeDetail`; the metric named after the
 * scorer is the mean of the normalised criteria, mean((v − min)/(max − min)), unscored when a criterion is. An answer
 * that cannot be read gets one repair call, then the verdict is missing; without a majority of the panel the criterion
 * is unscored with the reason.
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
  const asked = settings.models.flatMap((judge) =>
    Array.from({ length: settings.repeats }, (_, repeat) => ({ judge, repeat })),
  );

  const judgeTrial = async (trial: ScorableTrial, rubric: Rubric, signal: AbortSignal): Promise<Score> => {
    const answers = await allSettled(
      asked.map(async ({ judge, repeat }) => {
        const built = pointwiseQuestion({ rubric, trial, model: judge, settings });
        if (built.state === 'unscored')
          return { state: 'missing', reason: built.reason, judge, repeat } as const;
        const callOf = (request: ModelRequest): ModelCall =>
          judgeCall({ request, trial, judgeRepeat: repeat, criterion: rubric.criterion, hashRequest });
        return { ...(await ask(built.question, { model, callOf, signal })), judge, repeat };
      }),
    );
    const verdicts = answers.flatMap((answer) =>
      answer.state === 'verdict' ? [{ model: answer.judge, repeat: answer.repeat, ...answer.verdict }] : [],
    );
    const missing = answers.flatMap((answer): readonly MissingVerdict[] =>
      answer.state === 'missing'
        ? [{ model: answer.judge, repeat: answer.repeat, reason: answer.reason }]
        : [],
    );
    const panel = combineVerdicts(verdicts, missing, settings);
    if (panel.state === 'unscored') return panel;
    const detail: JudgeDetail = {
      reason: panel.reason,
      words: wordsOf(trial.completion.text),
      verdicts: panel.verdicts,
      ...(panel.missing.length > 0 && { missing: panel.missing }),
    };
    return scored(panel.value, detail as unknown as JsonValue);
  };

  const scoreTrial = async (trial: ScorableTrial, signal: AbortSignal): Promise<TrialScores> => {
    const scores = await allSettled(rubrics.map((rubric) => judgeTrial(trial, rubric, signal)));
    const criteria = rubrics.map((rubric, at) => [rubric, scores[at] ?? unscored('not judged')] as const);
    return {
      ...Object.fromEntries(criteria.map(([{ criterion }, score]) => [criterion, score])),
      [name]: meanOfNormalised(criteria),
    };
  };

  const callsFor = (trial: ScorableTrial): readonly ModelCall[] =>
    rubrics.flatMap((rubric) =>
      asked.flatMap(({ judge, repeat }) => {
        const built = pointwiseQuestion({ rubric, trial, model: judge, settings });
        if (built.state !== 'ready') return [];
        const { request } = built.question;
        return [judgeCall({ request, trial, judgeRepeat: repeat, criterion: rubric.criterion, hashRequest })];
      }),
    );

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
