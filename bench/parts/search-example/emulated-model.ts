import { parameters } from '../../../src/emulator/index.js';
import { createPromptCache } from '../../../src/emulator/prompt-cache/prompt-cache.js';
import { createRuntime } from '../../../src/emulator/runtime/runtime.js';
import { converseBody } from '../../../src/model/bedrock/converse-request.js';
import { readConverseResponse } from '../../../src/model/bedrock/converse-response.js';
import type { Model } from '../../../src/model/port.js';

/**
 * The embedded emulator without the wire: the body that a run would send, the same carrying out, the answer read as a
 * run reads it. It says what a run hears, in a fraction of the time.
 */
export function emulatedModel(): Model {
  const promptCache = createPromptCache({ clock: () => 0 });
  const runtime = createRuntime({ seed: 0, parameters, promptCache, cacheMinTokens: {} });
  return {
    provider: 'emulator',
    async complete(call) {
      const { body, droppedParameters } = converseBody(call);
      const result = runtime.converse(call.request.model, JSON.stringify(body));
      if (!('body' in result)) throw new Error(`the emulator refused a call: ${JSON.stringify(result)}`);
      const read = readConverseResponse(JSON.parse(result.body));
      if (read.state === 'failed') throw new Error(read.failure.message);
      return {
        state: 'completed',
        completion: { ...read.answer, emulated: true, attempts: 1, droppedParameters },
      };
    },
    async close() {},
  };
}
