import { type ContentHash, hashJson, normalise, type Score, scored, unscored } from '../../domain/index.js';
import type { Model, ModelCall, ModelRequest } from '../../model/port.js';
import type { ScorableTrial, Scorer, TrialScores } from '../port.js';
import { buildJudgeRequest, buildRepairRequest, type JudgeModelSettings } from './judge-prompt.js';
import type { Rubric } from './rubric.js';
import { parseVerdict } from './verdict.js';

/** Raise when the prompt or the reading of verdicts changes. */
const SCORER_VERSION = 1;

/**
 * Grades answers with a model: one call per criterion, the reason before the score. Each criterion is a metric in
 * the raw units of its rubric; the metric named after the scorer is the mean of the normalised criteria,
 * mean((v − min)/(max − min)), unscored when a criterion is. An answer that cannot be read gets one repair call,
 * then the criterion is unscored with the reason.
 */
export function createJudgeScorer(options: {
  readonly name: string;
  readonly rubrics: readonly Rubric[];
  readonly settings: JudgeModelSettings;
  /** Bounds its own concurrency; caches and charges the calls. */
  readonly model: Model;
  readonly hashRequest: (request: ModelRequest) => ContentHash;
}): Scorer {
  const { name, rubrics, settings, model, hashRequest } = options;

  const ask = async (trial: ScorableTrial, rubric: Rubric, signal: AbortSignal): Promise<Score> => {
    const built = buildJudgeRequest({ rubric, trial, settings });
    if (built.state === 'unscored') return unscored(built.reason);
    const send = async (request: ModelRequest): Promise<Answer> =>
      readAnswer(
        await model.complete(
          judgeCall({ request, trial, rubric, requestHash: hashRequest(request) }),
          signal,
        ),
        rubric,
      );
    const first = await send(built.request);
    if (first.state !== 'unreadable') return toScore(first);
    const second = await send(buildRepairRequest(built.request, first, rubric));
    return toScore(second);
  };

  const scoreTrial = async (trial: ScorableTrial, signal: AbortSignal): Promise<TrialScores> => {
    const scores = await Promise.all(rubrics.map((rubric) => ask(trial, rubric, signal)));
    const criteria = rubrics.map((rubric, at) => [rubric, scores[at] ?? unscored('not judged')] as const);
    return {
      ...Object.fromEntries(criteria.map(([{ criterion }, score]) => [criterion, score])),
      [name]: meanOfNormalised(criteria),
    };
  };

  return {
    name,
    fingerprint: hashJson({
      scorer: 'judge',
      version: SCORER_VERSION,
      name,
      provider: model.provider,
      settings: { ...settings },
      rubrics: rubrics.map(({ hash }) => hash),
    }),
    metrics: [
      ...rubrics.map(metricOf),
      { name, min: 0, max: 1, description: 'mean of the normalised criteria' },
    ],
    requestsFor: (trial) =>
      rubrics.flatMap((rubric) => {
        const built = buildJudgeRequest({ rubric, trial, settings });
        return built.state === 'ready' ? [built.request] : [];
      }),
    callsFor: (trial) =>
      rubrics.flatMap((rubric) => {
        const built = buildJudgeRequest({ rubric, trial, settings });
        if (built.state !== 'ready') return [];
        const { request } = built;
        return [judgeCall({ request, trial, rubric, requestHash: hashRequest(request) })];
      }),
    async score(trials, signal) {
      signal.throwIfAborted();
      return Promise.all(trials.map((trial) => scoreTrial(trial, signal)));
    },
  };
}

type Answer =
  | { readonly state: 'verdict'; readonly score: number; readonly reason: string }
  | { readonly state: 'unreadable'; readonly text: string; readonly reason: string }
  /** A repair would not help. */
  | { readonly state: 'refused'; readonly reason: string };

function readAnswer(outcome: Awaited<ReturnType<Model['complete']>>, rubric: Rubric): Answer {
  if (outcome.state === 'failed') {
    return {
      state: 'refused',
      reason: `judge call failed: ${outcome.failure.code}: ${outcome.failure.message}`,
    };
  }
  const { text, stopReason } = outcome.completion;
  if (stopReason === 'content_filtered' || stopReason === 'guardrail_intervened') {
    return { state: 'refused', reason: `judge gave no verdict: ${stopReason}` };
  }
  const parsed = parseVerdict(text, rubric);
  if (parsed.state === 'verdict') return parsed;
  const reason =
    stopReason === 'max_tokens' ? `${parsed.reason} (it was cut off at maxTokens)` : parsed.reason;
  return { state: 'unreadable', text, reason };
}

function toScore(answer: Answer): Score {
  if (answer.state === 'verdict') return scored(answer.score, { reason: answer.reason });
  if (answer.state === 'refused') return unscored(answer.reason);
  return unscored(`judge gave no readable verdict, also when asked again: ${answer.reason}`);
}

function judgeCall(parts: {
  readonly request: ModelRequest;
  readonly requestHash: ContentHash;
  readonly trial: ScorableTrial;
  readonly rubric: Rubric;
}): ModelCall {
  const { request, requestHash, trial, rubric } = parts;
  return {
    request,
    requestHash,
    repeat: trial.repeat,
    role: 'judge',
    // What a judge costs is booked on the cell that it grades.
    cell: { sampleId: trial.sample.id, variantName: trial.variantName },
    metadata: { role: 'judge', ...trial.labels, criterion: rubric.criterion },
  };
}

function metricOf({ criterion, min, max }: Rubric) {
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
