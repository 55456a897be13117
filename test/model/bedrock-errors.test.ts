import { afterEach, describe, expect, it } from 'vitest';
import { type BedrockOptions, createBedrockModel } from '../../src/model/index.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import { answer, type Handler, refuse } from './stub-server.js';

let bench: Bench | undefined;
afterEach(() => bench?.close());

async function set(handler: Handler, overrides?: Partial<BedrockOptions>): Promise<Bench> {
  bench = await benchOf(handler, overrides);
  return bench;
}

// With rng 0.5: half of 200 ms · 2^i for transient failures, three quarters of 1000 ms · 2^i for throttling.
const TRANSIENT = [100, 200, 400, 800];
const THROTTLE = [750, 1500, 3000, 6000];
const ONCE = [100];
const NEVER: number[] = [];

describe('the error table', () => {
  it.each([
    ['ThrottlingException', 429, THROTTLE],
    ['TooManyRequestsException', 429, THROTTLE],
    ['ModelNotReadyException', 429, THROTTLE],
    ['ServiceUnavailableException', 503, TRANSIENT],
    ['InternalServerException', 500, TRANSIENT],
    ['ModelTimeoutException', 408, ONCE],
    ['ModelStreamErrorException', 424, ONCE],
    ['ModelErrorException', 424, NEVER],
    ['ValidationException', 400, NEVER],
    ['AccessDeniedException', 403, NEVER],
    ['ResourceNotFoundException', 404, NEVER],
    ['ServiceQuotaExceededException', 400, NEVER],
    ['ConflictException', 400, NEVER],
    ['ExpiredTokenException', 403, ONCE],
    ['RequestTimeTooSkewed', 403, ONCE],
    ['BrandNewException', 503, TRANSIENT],
  ])('%s (%i) is waited for as its row says', async (exception, status, waits) => {
    const { ask, stub, waits: waited } = await set((response) => refuse(response, status, exception));
    const throttled = waits === THROTTLE && exception !== 'ModelNotReadyException';
    expect(await ask()).toEqual({
      state: 'failed',
      failure: {
        code: exception,
        message: expect.stringMatching(/^no/),
        attempts: waits.length + 1,
        ...(throttled && { throttles: waits.length + 1 }),
      },
    });
    expect(waited).toEqual(waits);
    expect(stub.seen).toHaveLength(waits.length + 1);
  });

  it.each([
    [408, ONCE],
    [418, NEVER],
    [424, ONCE],
    [429, THROTTLE],
    [500, TRANSIENT],
    [502, TRANSIENT],
    [503, TRANSIENT],
    [504, TRANSIENT],
    [529, THROTTLE],
  ])('a bare status %i is judged by the status', async (status, waits) => {
    const { ask, waits: waited } = await set((response) => refuse(response, status, undefined));
    expect(await ask()).toMatchObject({ failure: { code: `http-${status}`, attempts: waits.length + 1 } });
    expect(waited).toEqual(waits);
  });

  it('an HTML page with 502 is a passing trouble, with 200 an answer that cannot be read', async () => {
    const html = '<html><body>Bad gateway</body></html>';
    const first = await set((response) => answer(response, html, { status: 502 }));
    expect(await first.ask()).toMatchObject({ failure: { code: 'http-502', attempts: 5 } });
    await first.close();
    const { ask, waits } = await set((response) => answer(response, html));
    expect(await ask()).toMatchObject({
      failure: { code: 'malformed-response', message: expect.stringContaining('HTTP 200'), attempts: 1 },
    });
    expect(waits).toEqual([]);
  });

  it('a connection that is reset before or inside the answer is tried again', async () => {
    const { ask } = await set((response, _, nth) => {
      if (nth === 1) return response.socket?.destroy();
      if (nth === 2) {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"output":', () => setTimeout(() => response.socket?.destroy(), 5));
        return;
      }
      answer(response);
    });
    expect(await ask()).toMatchObject({ state: 'completed', completion: { attempts: 3 } });
  });

  it('what an answer writes into its error moves no cursor and colours nothing', async () => {
    const { ask } = await set((response) =>
      answer(
        response,
        { message: 'no \u001b[31mred\u001b[0m \u0007\u202egnp\u0000 end' },
        { status: 400, headers: { 'x-amzn-errortype': 'Val"idation`; rm -rf' } },
      ),
    );
    expect(await ask()).toMatchObject({
      failure: { code: 'http-400', message: 'no  [31mred [0m  gnp  end' },
    });
  });

  it('a server that nobody runs is a failed connection', async () => {
    const { ask, stub } = await set(() => {});
    await stub.close();
    expect(await ask()).toMatchObject({
      failure: { code: 'connection-failed', message: expect.stringMatching(/ECONNREFUSED/), attempts: 5 },
    });
  });

  it('missing credentials fail the call by name, and no attempt is repeated', async () => {
    const { ask, waits } = await set(() => {}, {
      provider: 'bedrock',
      // A provider that finds nothing, as the SDK's chain on a machine without keys.
      credentials: (async () => {
        throw Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' });
      }) as never,
    });
    expect(await ask()).toMatchObject({ failure: { code: 'CredentialsProviderError', attempts: 1 } });
    expect(waits).toEqual([]);
  });
});

describe('waiting', () => {
  it('stops at the first answer and counts every request that was sent', async () => {
    const { ask, waits } = await set((response, _, nth) =>
      nth < 3 ? refuse(response, 429, 'ThrottlingException') : answer(response),
    );
    expect(await ask()).toMatchObject({ state: 'completed', completion: { attempts: 3, throttles: 2 } });
    expect(waits).toEqual([750, 1500]);
  });

  it.each([
    ['retry-after in seconds', { 'retry-after': '3' }, 3_500],
    ['x-amz-retry-after in milliseconds', { 'x-amz-retry-after': '1500' }, 2_000],
    [
      'retry-after as a date, against the date of the answer',
      { 'retry-after': 'Wed, 21 Oct 2026 07:28:10 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' },
      10_500,
    ],
    ['a retry-after that says nothing', { 'retry-after': 'soon' }, 750],
    ['a retry-after of no time, but not below our own wait', { 'retry-after': '0' }, 750],
  ])('honours %s', async (_, headers, waitMs) => {
    const { ask, waits } = await set((response, _request, nth) =>
      nth === 1 ? refuse(response, 429, 'ThrottlingException', { headers }) : answer(response),
    );
    expect((await ask()).state).toBe('completed');
    expect(waits).toEqual([waitMs]);
  });

  it('does not begin a wait that would pass the deadline, and says so', async () => {
    const { ask, waits } = await set(
      (response) => refuse(response, 429, 'ThrottlingException', { headers: { 'retry-after': '59.5' } }),
      { deadlineMs: 60_000 },
    );
    expect(await ask()).toEqual({
      state: 'failed',
      failure: {
        code: 'ThrottlingException',
        message: 'no (not tried again: a wait of 60000 ms would pass the deadline of 60000 ms)',
        attempts: 1,
        throttles: 1,
      },
    });
    expect(waits).toEqual([]);
  });

  it('ends an attempt that is still under way at the deadline', async () => {
    const { ask, stub } = await set(() => {}, { deadlineMs: 80 });
    expect(await ask()).toMatchObject({
      failure: { code: 'timeout', message: 'no answer within the deadline of 80 ms', attempts: 1 },
    });
    expect(stub.seen).toHaveLength(1);
  });

  it('gives up an attempt on a server that is silent, or falls silent inside the answer', async () => {
    const { ask, stub } = await set(
      (response, _, nth) => {
        if (nth === 1) return;
        if (nth === 2) return void response.writeHead(200, { 'content-length': '99' }).write('{');
        answer(response);
      },
      { requestTimeoutMs: 120 },
    );
    expect(await ask()).toMatchObject({ state: 'completed', completion: { attempts: 3 } });
    expect(stub.seen).toHaveLength(3);
  });

  it('names a timeout as such when it was the last attempt', async () => {
    const { ask } = await set(() => {}, { requestTimeoutMs: 60, maxAttempts: 2 });
    expect(await ask()).toMatchObject({
      failure: { code: 'timeout', message: 'the server was silent for 60 ms', attempts: 2 },
    });
  });

  it('is broken off by the signal, with its reason', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const { model, stub } = await set((response) => refuse(response, 503, undefined), {
      sleep: (_, signal) => {
        const ended = new Promise<void>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('the sleep itself')));
        });
        controller.abort(reason);
        return ended;
      },
    });
    await expect(model.complete(callOf('q'), controller.signal)).rejects.toBe(reason);
    expect(stub.seen).toHaveLength(1);
  });

  it('really waits where no sleep is given', async () => {
    const { stub } = await set((response, _, nth) =>
      nth === 1 ? refuse(response, 503, undefined) : answer(response),
    );
    const model = createBedrockModel({
      region: 'us-east-1',
      provider: 'emulator',
      endpoint: stub.url,
      maxConcurrency: 1,
      requestTimeoutMs: 5_000,
      deadlineMs: 5_000,
      maxAttempts: 2,
      clock: () => performance.now(),
      rng: () => 0.01,
      env: {},
    });
    const outcome = await model.complete(callOf('q'), new AbortController().signal);
    expect(outcome).toMatchObject({ state: 'completed', completion: { attempts: 2 } });
    await model.close();
  });

  it('calls after close fail without a request', async () => {
    const { ask, model, stub } = await set((response) => answer(response));
    await model.close();
    expect(await ask()).toMatchObject({ failure: { code: 'model-closed', attempts: 1 } });
    expect(stub.seen).toHaveLength(0);
  });
});
