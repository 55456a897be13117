import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BedrockOptions } from '../../src/model/index.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import { answerFrames, stream } from './stream-frames.js';
import { answer, type Handler, refuse } from './stub-server.js';

let bench: Bench | undefined;
const closers: (() => void)[] = [];
afterEach(async () => {
  await bench?.close();
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) close();
});
async function set(handler: Handler, overrides?: Partial<BedrockOptions>): Promise<Bench> {
  bench = await benchOf(handler, overrides);
  return bench;
}
const keyOf = (authorization = '') => /Credential=([^/]+)/.exec(authorization)?.[1];

describe('credentials that expire in mid-run', () => {
  /** Refuses the first key, as the service does when a session has ended. */
  const expired: Handler = (response, { headers }) =>
    keyOf(headers.authorization) === 'FIRST'
      ? refuse(response, 403, 'ExpiredTokenException', {
          message: 'The security token included in the request is expired',
        })
      : answer(response);

  it('are taken from the chain again: shared files are read anew, and the call is answered', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-aws-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'credentials');
    const write = (key: string) =>
      writeFileSync(file, `[default]\naws_access_key_id = ${key}\naws_secret_access_key = s\n`);
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE']) {
      vi.stubEnv(name, undefined);
    }
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', undefined);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file);
    vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'config'));
    write('FIRST');
    const { ask, stub } = await set(
      (response, request, nth) => {
        if (nth === 1) return answer(response);
        // Signed in again, in another terminal.
        write('SECOND');
        expired(response, request, nth);
      },
      { provider: 'bedrock' },
    );
    expect(await ask()).toMatchObject({ completion: { attempts: 1 } });
    expect(await ask()).toMatchObject({ completion: { attempts: 2 } });
    expect(stub.seen.map(({ headers }) => keyOf(headers.authorization))).toEqual([
      'FIRST',
      'FIRST',
      'SECOND',
    ]);
  });

  it('fail by their name when nothing fresh is to be had, after one more attempt', async () => {
    const { ask, stub } = await set(expired, {
      credentials: { accessKeyId: 'FIRST', secretAccessKey: 's' },
    });
    expect(await ask()).toMatchObject({ failure: { code: 'ExpiredTokenException', attempts: 2 } });
    expect(stub.seen).toHaveLength(2);
  });

  it('are asked for once by calls that fail together', async () => {
    let asked = 0;
    const { ask } = await set(expired, {
      maxConcurrency: 8,
      credentials: (async () => {
        asked += 1;
        return { accessKeyId: asked === 1 ? 'FIRST' : 'SECOND', secretAccessKey: 's' };
      }) as never,
    });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(outcomes.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'completed'));
    expect(asked).toBe(2);
  });

  it('do not use up the attempts of a call that was throttled before', async () => {
    const { ask } = await set(
      (response, request, nth) =>
        nth <= 2 ? refuse(response, 429, 'ThrottlingException') : expired(response, request, nth),
      {
        credentials: (() => {
          let asked = 0;
          return async () => ({ accessKeyId: asked++ === 0 ? 'FIRST' : 'SECOND', secretAccessKey: 's' });
        })() as never,
      },
    );
    expect(await ask()).toMatchObject({ completion: { attempts: 4, throttles: 2 } });
  });
});

describe('a clock that is off', () => {
  const HOUR_MS = 3_600_000;
  const signedAtMs = (date: string | string[] | undefined) =>
    Date.parse(String(date).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

  it.each([
    ['a call', false, 'InvalidSignatureException', 'Signature expired: 20261122T000000Z is now earlier'],
    ['a stream', true, 'InvalidSignatureException', 'Signature not yet current: 20261122T000000Z'],
    [
      'a stream',
      true,
      'RequestTimeTooSkewed',
      'The difference between the request time and ours is too large',
    ],
  ])(
    'is corrected for %s by the date of the refusal, once and for all',
    async (_, streamed, exception, message) => {
      const service = (response: Parameters<Handler>[0], headers: Parameters<Handler>[1]['headers']) => {
        const nowMs = Date.now() + HOUR_MS;
        response.setHeader('date', new Date(nowMs).toUTCString());
        if (Math.abs(signedAtMs(headers['x-amz-date']) - nowMs) > 300_000) {
          return refuse(response, 403, exception, { message });
        }
        return streamed ? stream(response, ...answerFrames('Yes.')) : answer(response);
      };
      const { ask, stub } = await set((response, { headers }) => service(response, headers));
      const call = callOf('q', { stream: streamed });
      expect(await ask(call)).toMatchObject({ completion: { attempts: 2 } });
      expect(await ask(call)).toMatchObject({ completion: { attempts: 1 } });
      expect(stub.seen).toHaveLength(3);
    },
  );

  it('is not to blame for another refused signature', async () => {
    const { ask } = await set((response) =>
      refuse(response, 403, 'InvalidSignatureException', { message: 'The signature does not match' }),
    );
    expect(await ask()).toMatchObject({ failure: { code: 'InvalidSignatureException', attempts: 1 } });
  });
});

describe('a model that is not there', () => {
  it('is told apart when it is retired', async () => {
    const { ask } = await set((response) =>
      refuse(response, 404, 'ResourceNotFoundException', {
        message: 'This model version has reached the end of its life. Please refer to the AWS documentation.',
      }),
    );
    expect(await ask()).toMatchObject({
      failure: {
        code: 'model-end-of-life',
        message: expect.stringMatching(/end of its life.*name a current model/),
        attempts: 1,
      },
    });
  });

  it('on demand keeps the advice of the service', async () => {
    const message =
      "Invocation of model ID anthropic.claude-sonnet-4-6 with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile that contains this model.";
    const { ask } = await set((response) => refuse(response, 400, 'ValidationException', { message }));
    expect(await ask()).toMatchObject({ failure: { code: 'ValidationException', message, attempts: 1 } });
  });
});
