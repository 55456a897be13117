import { setTimeout as delay } from 'node:timers/promises';
import { benchOf } from './bedrock-setup.js';
import { callOf, describeModelContract } from './contract.js';
import { answer, refuse } from './stub-server.js';

describeModelContract('bedrock', async () => {
  const bench = await benchOf(async (response, { body }) => {
    const text = JSON.stringify(body.messages);
    if (text.includes('hang')) return;
    if (text.includes('refuse')) return refuse(response, 400, 'ValidationException');
    await delay(5);
    answer(response);
  });
  return {
    model: bench.model,
    answerable: callOf('Is volume 3 in stock?'),
    failing: { call: callOf('refuse'), code: 'ValidationException' },
    hanging: callOf('hang'),
    mostAtOnce: { seen: bench.stub.mostAtOnce, bound: 4 },
    connections: bench.stub.connections,
    dispose: bench.stub.close,
  };
});
