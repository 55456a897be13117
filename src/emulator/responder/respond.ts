import { type Chance, createChance } from '../chance.js';
import { gradeAnswer } from '../judge/grade.js';
import { readJudgePrompt } from '../judge/recognise.js';
import type { EmulatedModel } from '../models.js';
import { countInput, countTokens, cutToTokens } from '../token-count.js';
import { answerPrompt } from './answer-prompt.js';
import { firstTokenShare, simulateLatencyMs } from './latency.js';
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
  const { text, stopReason, stopSequence } = stopAt(said, request);
  const outputTokens = Math.max(1, countTokens(text, request.model.tokens));
  const latencyMs = simulateLatencyMs({ inputTokens, outputTokens, tier, shared: parameters.shared, chance });
  const firstTokenMs = Math.round(latencyMs * firstTokenShare({ inputTokens, outputTokens, tier }));
  return { text, stopReason, stopSequence, inputTokens, outputTokens, latencyMs, firstTokenMs };
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

function stopAt(
  text: string,
  request: ResponderRequest,
): Pick<ResponderReply, 'text' | 'stopReason' | 'stopSequence'> {
  let end = text.length;
  let met: string | undefined;
  for (const stop of request.stopSequences) {
    const at = text.indexOf(stop);
    if (at < 0 || at >= end) continue;
    end = at;
    met = stop;
  }
  const stopped = met === undefined ? text : text.slice(0, end);
  const cut = cutToTokens(stopped, request.maxTokens, request.model.tokens);
  if (cut.length < stopped.length) return { text: cut, stopReason: 'max_tokens', stopSequence: undefined };
  return { text: stopped, stopReason: met === undefined ? 'end_turn' : 'stop_sequence', stopSequence: met };
}
