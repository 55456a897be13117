import type { CompletionOutcome } from '../domain/index.js';
import type { Model, ModelRequest } from './port.js';

/** Characters (UTF-16 code units) that the echo model counts as one token, rounded up per text. */
const ECHO_CHARACTERS_PER_TOKEN = 4;

/**
 * A model that answers with the text of the last user message: free, instant and deterministic, for trying an
 * experiment and for measuring the harness itself. Usage is a count of ceil(length / 4) per text, never a
 * price; latency is 0. A request without a user message fails with `no-user-message`.
 */
export function createEchoModel(): Model {
  return {
    provider: 'echo',
    async complete(call, signal) {
      signal.throwIfAborted();
      return echo(call.request);
    },
    async close() {},
  };
}

function echo(request: ModelRequest): CompletionOutcome {
  const question = request.messages.findLast((message) => message.role === 'user');
  if (question === undefined) {
    return {
      state: 'failed',
      failure: { code: 'no-user-message', message: 'the request has no user message to echo', attempts: 1 },
    };
  }
  let inputTokens = tokensOf(request.system ?? '');
  for (const message of request.messages) inputTokens += tokensOf(message.content);
  return {
    state: 'completed',
    completion: {
      text: question.content,
      stopReason: 'end_turn',
      usage: {
        inputTokens,
        outputTokens: tokensOf(question.content),
        cacheReadInputTokens: 0,
        cacheWriteInputTokens: 0,
      },
      latencyMs: 0,
      emulated: false,
      attempts: 1,
      droppedParameters: [],
    },
  };
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / ECHO_CHARACTERS_PER_TOKEN);
}
