import { expect, it } from 'vitest';
import { createEchoModel } from '../../src/model/index.js';
import { callOf, describeModelContract } from './contract.js';

const unasked = { model: 'echo', messages: [], maxTokens: 10 };

describeModelContract('echo', async () => ({
  model: createEchoModel(),
  answerable: callOf('Is volume 3 in stock?'),
  failing: { call: callOf('', { request: unasked }), code: 'no-user-message' },
}));

it('echoes the last user message and counts a token per four characters begun, text by text', async () => {
  const call = callOf('', {
    request: {
      model: 'echo',
      system: 'Be kind.',
      messages: [
        { role: 'user', content: 'first' },
        { role: 'assistant', content: 'ok' },
        { role: 'user', content: 'second one' },
      ],
      maxTokens: 10,
    },
  });
  expect(await createEchoModel().complete(call, new AbortController().signal)).toEqual({
    state: 'completed',
    completion: {
      text: 'second one',
      stopReason: 'end_turn',
      // ceil(8/4) + ceil(5/4) + ceil(2/4) + ceil(10/4) = 2 + 2 + 1 + 3
      usage: { inputTokens: 8, outputTokens: 3, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
      latencyMs: 0,
      emulated: false,
      attempts: 1,
      droppedParameters: [],
    },
  });
});
