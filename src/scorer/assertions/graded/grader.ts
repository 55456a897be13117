import { type ContentHash, hashJson } from '../../../domain/index.js';
import type { Model, ModelCall, ModelRequest } from '../../../model/port.js';
import { ask } from '../../judge/ask.js';
import { judgeCall } from '../../judge/judge-call.js';
import type { ScorableTrial } from '../../port.js';
import type { Grader, GraderQuestion } from '../check.js';
import { CLOSED_QA_TASK, FACTUALITY_TASK, RUBRIC_TASK } from './answer-questions.js';
import { RELEVANCE_TASK } from './answer-relevance.js';
import { FAITHFULNESS_TASK, RECALL_TASK } from './context-questions.js';
import { DUEL_TASK } from './duel-question.js';

/** How the model that grades is called. */
export interface GraderSettings {
  readonly model: string;
  readonly maxTokens: number;
  /** Left out of the request where undefined. */
  readonly temperature?: number;
}

/** A grader that also tells what its calls will be. */
export interface OpenGrader extends Grader {
  /** Hash of model, settings and prompts: verdicts of another identity are not reused. */
  readonly identity: ContentHash;
  callOf(request: ModelRequest, trial: ScorableTrial, criterion: string): ModelCall;
}

const PROMPTS = [
  RUBRIC_TASK,
  CLOSED_QA_TASK,
  FACTUALITY_TASK,
  RELEVANCE_TASK,
  FAITHFULNESS_TASK,
  RECALL_TASK,
  DUEL_TASK,
];

/** The model that grades assertions, asked as a judge is: charged as one, cached, an unreadable answer repaired once. */
export function openGrader(options: {
  readonly settings: GraderSettings;
  /** Bounds its own concurrency; caches and charges the calls. */
  readonly model: Model;
  readonly hashRequest: (request: ModelRequest) => ContentHash;
}): OpenGrader {
  const { settings, model, hashRequest } = options;
  const { maxTokens, temperature } = settings;
  const requestOf = ({ system, user, schema }: GraderQuestion<unknown>): ModelRequest => ({
    model: settings.model,
    system,
    messages: [{ role: 'user', content: user }],
    maxTokens,
    ...(temperature === undefined ? {} : { temperature }),
    output: { name: 'verdict', schema },
  });
  const callOf = (request: ModelRequest, trial: ScorableTrial, criterion: string): ModelCall =>
    judgeCall({ request, trial, judgeRepeat: 0, criterion, hashRequest });
  return {
    identity: hashJson({
      provider: model.provider,
      model: settings.model,
      maxTokens,
      temperature: temperature ?? null,
      prompts: PROMPTS,
    }),
    requestOf,
    callOf,
    ask: (question, { trial, criterion, signal }) =>
      ask(
        { request: requestOf(question), format: question.format, read: question.read },
        { model, callOf: (request) => callOf(request, trial, criterion), signal },
      ),
  };
}
