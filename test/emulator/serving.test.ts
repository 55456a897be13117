import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { createFaultPlan } from '../../src/emulator/faults/plan.js';
import { startEmulator } from '../../src/emulator/index.js';
import { createBoundedCounts } from '../../src/emulator/wire/bounded-counts.js';
import { converse, haiku, raw, sdkClient } from './wire-client.js';

const body = { messages: [{ role: 'user', content: [{ text: 'Hello!' }] }] };

describe('the emulator as a server', () => {
  it.each(['0.0.0.0', '192.0.2.1', '::', 'example.com'])('refuses to listen on %s', async (host) => {
    await expect(startEmulator({ host })).rejects.toMatchObject({ name: 'ParsimonyError', code: 'refused' });
  });

  it('a taken port is an error that says what to do', async () => {
    const first = await startEmulator();
    await expect(startEmulator({ port: first.port })).rejects.toMatchObject({
      code: 'invalid-input',
      hint: expect.stringContaining('--port 0') as unknown,
    });
    await first.close();
  });

  it('tells clients where it is', async () => {
    const emulator = await startEmulator();
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`);
    expect(emulator.environment).toMatchObject({ AWS_ENDPOINT_URL: emulator.url, AWS_REGION: 'us-east-1' });
    await emulator.close();
  });

  it('counts every attempt of an SDK call under one invocation, and what was paid', async () => {
    const emulator = await startEmulator({ faults: { errorEvery: 2 } });
    const client = sdkClient(emulator, 'http1');
    for (let n = 0; n < 3; n += 1) await client.send(converse(`Hello number ${n}!`));
    client.destroy();
    const stats = emulator.stats();
    expect(stats.received.Converse).toBe(5);
    expect(stats.answered.Converse).toBe(3);
    expect(stats.invocations).toEqual({ distinct: 3, retried: 2, answeredMoreThanOnce: 0 });
    expect(stats.requests).toEqual({ distinct: 3, answeredMoreThanOnce: 0 });
    expect(stats.errors).toEqual({ InternalServerException: 1, ServiceUnavailableException: 1 });
    const overWire = await raw(emulator, { method: 'GET', path: '/_parsimony/stats', body: '' });
    expect(JSON.parse(overWire.body)).toEqual(JSON.parse(JSON.stringify(emulator.stats())));
    await emulator.close();
  });

  it('an answer that is lost after the work is seen as paid twice when the client asks again', async () => {
    const emulator = await startEmulator({ faults: { loseAnswerEvery: 2 } });
    const client = sdkClient(emulator, 'http1');
    await client.send(converse('Hello!', { requestMetadata: { repeat: '0' } }));
    await client.send(converse('Good evening!', { requestMetadata: { repeat: '0' } }));
    client.destroy();
    expect(emulator.stats().answered.Converse).toBe(3);
    expect(emulator.stats().requests).toEqual({ distinct: 2, answeredMoreThanOnce: 1 });
    expect(emulator.stats().invocations.answeredMoreThanOnce).toBe(1);
    await emulator.close();
  });

  it.each(['http1', 'http2'] as const)(
    'throttles and resets over %s, and the SDK gets through',
    async (protocol) => {
      const emulator = await startEmulator({ faults: { resetEvery: 2 } });
      const client = sdkClient(emulator, protocol);
      await client.send(converse('Hello!'));
      await client.send(converse('Hello again!'));
      client.destroy();
      expect(emulator.stats().faults).toEqual({ reset: 1 });
      await emulator.close();
      const busy = await startEmulator({ faults: { throttleEvery: 1 } });
      const impatient = sdkClient(busy, protocol, 1);
      await expect(impatient.send(converse('Hello!'))).rejects.toMatchObject({ name: 'ThrottlingException' });
      impatient.destroy();
      await busy.close();
    },
  );

  it('a fault rate is seeded: the same seed strikes the same calls', () => {
    const strikes = (seed: number) => {
      const plan = createFaultPlan({ throttleRate: 0.2, resetRate: 0.1 }, seed);
      const call = { operation: 'Converse', model: haiku, stream: false, content: () => '' };
      return Array.from({ length: 500 }, () => plan.next(call) ?? 'none');
    };
    expect(strikes(1)).toEqual(strikes(1));
    expect(strikes(1)).not.toEqual(strikes(2));
    const throttled = strikes(1).filter((fault) => fault === 'throttle').length;
    expect(throttled).toBeGreaterThan(60);
    expect(throttled).toBeLessThan(130);
  });

  it('sees how many calls ran at once', async () => {
    const emulator = await startEmulator({ sleep: 1000 });
    const agent = new http.Agent({ maxSockets: 12 });
    const calls = Array.from({ length: 12 }, () => raw(emulator, { body, agent }).catch(() => undefined));
    while (emulator.stats().inFlight < 12) await new Promise((resolve) => setTimeout(resolve, 5));
    await emulator.close(0);
    await Promise.all(calls);
    agent.destroy();
    expect(emulator.stats().maxConcurrent).toBe(12);
    expect(emulator.stats().inFlight).toBe(0);
  });

  it('close ends sleeping calls and open connections, and may be called twice', async () => {
    const emulator = await startEmulator({ sleep: 1000 });
    const agent = new http.Agent({ keepAlive: true });
    const sleeping = raw(emulator, { body, agent }).then(
      () => 'answered',
      () => 'broken off',
    );
    while (emulator.stats().inFlight === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([emulator.close(20), emulator.close()]);
    expect(await sleeping).toMatch(/answered|broken off/);
    agent.destroy();
    await expect(raw(emulator, { body })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('forgets the oldest requests, so that memory stays flat', () => {
    const counts = createBoundedCounts(3);
    for (const key of ['a', 'b', 'c', 'a', 'd']) counts.add(key);
    expect([...counts.entries()].map(([key]) => key)).toEqual(['b', 'c', 'd']);
    expect(counts.distinct).toBe(4);
    expect(counts.repeated).toBe(1);
  });

  it('logs one line per call and nothing of its content', async () => {
    const lines: string[] = [];
    const emulator = await startEmulator({ log: (line) => lines.push(line) });
    await raw(emulator, {
      body: { messages: [{ role: 'user', content: [{ text: 'Hello from the greenhouse!' }] }] },
    });
    await raw(emulator, { body: {} });
    await emulator.close();
    expect(lines).toHaveLength(2);
    expect(lines.join('\n')).not.toMatch(/greenhouse/);
  });
});
