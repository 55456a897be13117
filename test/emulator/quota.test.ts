import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuota, type QuotaOptions } from '../../src/emulator/index.js';

const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const call = { model, inputTokens: 100, maxTokens: 50 };

function quotaAt(limits: QuotaOptions) {
  let now = 0;
  const quota = createQuota({ limits, clock: () => now });
  const wait = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { quota, wait };
}

describe('quotas', () => {
  it('let a minute of requests through at once and then one for each share of a minute', () => {
    const { quota, wait } = quotaAt({ '*': { requestsPerMinute: 4 } });
    const states = () => Array.from({ length: 6 }, () => quota.admit(call).state);
    expect(states().filter((state) => state === 'admitted')).toHaveLength(4);
    wait(14_999);
    expect(quota.admit(call)).toMatchObject({ state: 'throttled', by: 'requests' });
    wait(1);
    expect(states().filter((state) => state === 'admitted')).toHaveLength(1);
  });

  it('throttle with the service’s words and without Retry-After', () => {
    const { quota } = quotaAt({ '*': { tokensPerMinute: 10 } });
    expect(quota.admit(call)).toEqual({
      state: 'throttled',
      by: 'tokens',
      error: {
        name: 'ThrottlingException',
        status: 429,
        message: 'Too many tokens, please wait before trying again.',
      },
    });
  });

  // AWS, "How tokens are counted in Amazon Bedrock": reserve input + max_tokens, settle input + write + 5 × output.
  it('reserve input and maxTokens, and settle input, cache writes and five times the output', () => {
    const { quota } = quotaAt({ [model]: { tokensPerMinute: 1000 } });
    const first = quota.admit({ model, inputTokens: 200, maxTokens: 700 });
    expect(quota.admit(call).state).toBe('throttled');
    if (first.state === 'admitted')
      first.settle({ inputTokens: 150, cacheWriteInputTokens: 20, outputTokens: 10 });
    // 1000 − (150 + 20 + 5 × 10) = 780
    expect(quota.admit({ model, inputTokens: 780, maxTokens: 1 }).state).toBe('throttled');
    expect(quota.admit({ model, inputTokens: 779, maxTokens: 1 }).state).toBe('admitted');
  });

  it('a call that was never carried out gives its tokens back', () => {
    const { quota } = quotaAt({ '*': { tokensPerMinute: 150 } });
    const first = quota.admit(call);
    if (first.state === 'admitted') first.settle();
    expect(quota.admit(call).state).toBe('admitted');
  });

  it('output counts once on models before Claude 3.7, and as configured where that is given', () => {
    const old = 'anthropic.claude-3-opus-20240229-v1:0';
    for (const [id, limits, left] of [
      [old, { tokensPerMinute: 1000 }, 990],
      [model, { tokensPerMinute: 1000 }, 950],
      [model, { tokensPerMinute: 1000, outputBurndown: 2 }, 980],
    ] as const) {
      const { quota } = quotaAt({ [id]: limits });
      const admitted = quota.admit({ model: id, inputTokens: 0, maxTokens: 10 });
      if (admitted.state === 'admitted')
        admitted.settle({ inputTokens: 0, cacheWriteInputTokens: 0, outputTokens: 10 });
      expect(quota.admit({ model: id, inputTokens: left + 1, maxTokens: 0 }).state).toBe('throttled');
      expect(quota.admit({ model: id, inputTokens: left, maxTokens: 0 }).state).toBe('admitted');
    }
  });

  it('hold for each model by itself, by called id before bare id before *', () => {
    const { quota } = quotaAt({
      'anthropic.claude-haiku-4-5-20251001-v1:0': { requestsPerMinute: 1 },
      [`global.${model.slice(3)}`]: { requestsPerMinute: 2 },
      '*': { requestsPerMinute: 3 },
    });
    const admitted = (id: string) =>
      Array.from({ length: 5 }, () => quota.admit({ ...call, model: id })).filter(
        ({ state }) => state === 'admitted',
      ).length;
    expect([
      admitted(model),
      admitted(`global.${model.slice(3)}`),
      admitted('us.anthropic.claude-sonnet-4-6'),
      admitted('us.anthropic.claude-opus-4-6-v1'),
    ]).toEqual([1, 2, 3, 3]);
  });

  it('never admit more than the bucket and its refill over any span', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 200 }),
        (perMinute, waits) => {
          const { quota, wait } = quotaAt({ '*': { requestsPerMinute: perMinute } });
          let admitted = 0;
          let elapsedMs = 0;
          for (const milliseconds of waits) {
            wait(milliseconds);
            elapsedMs += milliseconds;
            if (quota.admit(call).state === 'admitted') admitted += 1;
          }
          expect(admitted).toBeLessThanOrEqual(perMinute * (1 + elapsedMs / 60_000) + 1e-6);
        },
      ),
    );
  });
});
