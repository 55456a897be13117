import { type Chance, createChance } from '../chance.js';
import { gradeAnswer } from '../judge/grade.js';
import { readJudgePrompt } from '../judge/recognise.js';
import type { EmulatedModel } from '../models.js';
import { countInput, countTokens, cutToTokens } from '../token-count.js';
import { answerPrompt } from './answer-prompt.js';
import { simulateLatencyMs } from './latency.js';
import { parameters as frozen, type ResponderParameters } from './parameters.js';
import type { ResponderReply, ResponderRequest } from './request.js';

/**
 * Answers a request as a stand-in for Claude: a pure function of the request, the seed and the parameters. Nothing
 * it says is evidence about Claude.
 */
export function respond(
  request: ResponderRequest,
  options: { readonly seed?: number; readonly parameters?: ResponderParameters } = {},
): ResponderReply {
  const parameters = options.parameters ?? frozen;
  const tier = parameters.tiers[request.model.tier];
  const chance = createChance({
    seed: options.seed ?? 0,
    requestKey: request.key,
    repeat: request.repeat,
    temperature: request.temperature * request.topP,
    shared: parameters.shared,
  });
  const texts = [request.system, ...request.messages.map((message) => message.text)];
  const schemaText = request.schema === undefined ? '' : JSON.stringify(request.schema);
  const inputTokens = countInput([...texts, schemaText], request.messages.length, request.model.tokens);
  const said = speak(request, parameters, chance);
  const { text, stopReason } = stopAt(said, request);
  const outputTokens = Math.max(1, countTokens(text, request.model.tokens));
  return {
    text,
    stopReason,
    inputTokens,
    outputTokens,
    latencyMs: simulateLatencyMs({ inputTokens, outputTokens, tier, shared: parameters.shared, chance }),
  };
}

function speak(request: ResponderRequest, parameters: ResponderParameters, chance: Chance): string {
  const tier = parameters.tiers[request.model.tier];
  const errorFactor = generationFactor(request.model, parameters);
  const judged = readJudgePrompt(request.system, request.messages, request.schema);
  if (judged !== undefined)
    return gradeAnswer(judged, { tier, bias: parameters.judgeBias, chance, errorFactor });
  return answerPrompt(request, { tier, shared: parameters.shared, chance, errorFactor });
}

/** Errors shrink by `generationFactor` for each generation after 4.5, and grow before it. */
function generationFactor(model: EmulatedModel, { shared }: ResponderParameters): number {
  return shared.generationFactor ** (model.generation - 4.5);
}

function stopAt(text: string, request: ResponderRequest): Pick<ResponderReply, 'text' | 'stopReason'> {
  const stops = request.stopSequences.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  const stopped = stops.length > 0 ? text.slice(0, Math.min(...stops)) : text;
  const cut = cutToTokens(stopped, request.maxTokens, request.model.tokens);
  if (cut.length < stopped.length) return { text: cut, stopReason: 'max_tokens' };
  return { text: stopped, stopReason: stops.length > 0 ? 'stop_sequence' : 'end_turn' };
}
