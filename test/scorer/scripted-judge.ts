import type { CompletionOutcome } from '../../src/domain/index.js';
import type { Model, ModelCall } from '../../src/model/port.js';

/** A model that answers as the script says and keeps every call. */
export function scriptedJudge(answer: (call: ModelCall, index: number) => string | CompletionOutcome): {
  readonly model: Model;
  readonly calls: readonly ModelCall[];
} {
  const calls: ModelCall[] = [];
  const model: Model = {
    provider: 'echo',
    async complete(call, signal) {
      signal.throwIfAborted();
      calls.push(call);
      const given = answer(call, calls.length - 1);
      return typeof given === 'string' ? completed(given) : given;
    },
    async close() {},
  };
  return { model, calls };
}

export function completed(
  text: string,
  stopReason: 'end_turn' | 'max_tokens' | 'content_filtered' = 'end_turn',
) {
  return {
    state: 'completed',
    completion: {
      text,
      stopReason,
      usage: null,
      latencyMs: null,
      emulated: false,
      attempts: 1,
      droppedParameters: [],
    },
  } as const satisfies CompletionOutcome;
}

/** `addressed`: what the judge quotes as speaking to it. */
export function verdict(score: number, reason = 'because', addressed: readonly string[] = []): string {
  return JSON.stringify({ addressed, reason, score });
}
