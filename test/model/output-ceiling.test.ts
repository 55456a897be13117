import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { watchCeiling } from '../../src/model/bedrock/output-ceiling.js';
import { approximateTokens } from '../../src/tokens/index.js';
import { anyText } from '../any-text.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import { answerFrames, beginStream, delta, metadata, start, stop, stream } from './stream-frames.js';
import type { Handler } from './stub-server.js';

/** What the watch says in the end when a text comes in these parts. */
function cutOf(parts: readonly string[], tokens: number): string | null {
  const watch = watchCeiling(tokens, approximateTokens);
  let text = '';
  for (const part of parts) {
    text += part;
    const cut = watch.cut(text);
    if (cut !== null) return cut;
  }
  return null;
}

const texts = fc.oneof(
  anyText({ maxLength: 120 }),
  fc.string({ unit: fc.constantFrom('a', ' ', '7', '。', '巨', '🎌', 'é', '{'), maxLength: 200 }),
);

describe('the cut at an output ceiling', () => {
  it('is the longest beginning whose estimate fits, however the text was parted', () => {
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 12 }),
        (text, tokens, marks) => {
          const bounds = [0, ...marks.filter((at) => at < text.length).sort((a, b) => a - b), text.length];
          const parts = bounds.slice(1).map((end, at) => text.slice(bounds[at] ?? 0, end));
          const cut = cutOf(parts, tokens);
          expect(cut).toBe(cutOf([text], tokens));
          if (approximateTokens(text) <= tokens) {
            expect(cut).toBeNull();
            return;
          }
          expect(cut).not.toBeNull();
          const kept = cut ?? '';
          expect(text.startsWith(kept)).toBe(true);
          expect(approximateTokens(kept)).toBeLessThanOrEqual(tokens);
          const next = String.fromCodePoint(text.codePointAt(kept.length) ?? 0);
          expect(approximateTokens(kept + next)).toBeGreaterThan(tokens);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('may rely on it that an estimate never falls and grows by at most one token a unit', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (let length = 1; length <= text.length; length += 1) {
          const grown =
            approximateTokens(text.slice(0, length)) - approximateTokens(text.slice(0, length - 1));
          expect(grown).toBeGreaterThanOrEqual(0);
          expect(grown).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('is looked for a number of times that grows with the logarithm of the text, not with its parts', () => {
    let counted = 0;
    const watch = watchCeiling(10_000, (text) => {
      counted += 1;
      return approximateTokens(text);
    });
    let text = '';
    for (let at = 0; at < 8_000; at += 1) {
      text += 'word ';
      expect(watch.cut(text)).toBeNull();
    }
    expect(counted).toBeLessThan(100);
  });
});

let bench: Bench | undefined;
afterEach(() => bench?.close());
async function set(handler: Handler): Promise<Bench> {
  bench = await benchOf(handler);
  return bench;
}

const { request } = callOf('Tell me about volume 3.');
const limited = (tokens: number, notice = ' […]') =>
  callOf('', { request: { ...request, ceiling: { tokens, notice } } });
const TEXT = 'Volume 3 of Harbour Lights is in stock and costs $9.99, with free shipping from $25.';

describe('a stream with an output ceiling', () => {
  it('is stopped and cut, its connection closed, its usage estimated', async () => {
    let closed = false;
    const { ask, stub } = await set(async (response) => {
      response.on('close', () => {
        closed = !response.writableEnded;
      });
      beginStream(response, start);
      for (const word of TEXT.split(/(?<= )/)) {
        await delay(1);
        if (!response.destroyed) response.write(delta(word));
      }
      // Never ends by itself.
    });
    const outcome = await ask(limited(10));
    const kept = cutOf([TEXT], 10) ?? '';
    expect(outcome).toMatchObject({
      state: 'completed',
      completion: {
        text: `${kept} […]`,
        stopReason: 'output_ceiling',
        usageEstimated: true,
        latencyMs: null,
        attempts: 1,
        firstTokenMs: expect.any(Number),
      },
    });
    const usage = outcome.state === 'completed' ? outcome.completion.usage : null;
    expect(usage?.outputTokens).toBeGreaterThanOrEqual(10);
    expect(usage?.inputTokens).toBeGreaterThanOrEqual(approximateTokens('Tell me about volume 3.'));
    await expect.poll(() => closed).toBe(true);
    expect(stub.seen[0]?.path).toMatch(/converse-stream$/);
  });

  it.each([[[TEXT]], [TEXT.split(/(?<= )/)], [[...TEXT]]])(
    'has the same text in any parts',
    async (parts) => {
      const { ask } = await set((response) => stream(response, ...answerFrames(...parts)));
      expect(await ask(limited(12))).toMatchObject({ completion: { text: `${cutOf([TEXT], 12)} […]` } });
    },
  );

  it('bills what came behind the cut too: it was generated', async () => {
    const { ask } = await set((response) => stream(response, ...answerFrames(TEXT)));
    expect(await ask(limited(2, ''))).toMatchObject({
      completion: { text: cutOf([TEXT], 2), usage: { outputTokens: approximateTokens(TEXT) } },
    });
  });

  it('is estimated by the vocabulary of the model, and never above what the service may generate', async () => {
    const { ask } = await set((response) => stream(response, ...answerFrames(TEXT.repeat(3))));
    const usageOf = async (overrides: object) => {
      const ceiling = { tokens: 2, notice: '' };
      const outcome = await ask(callOf('', { request: { ...request, ...overrides, ceiling } }));
      return outcome.state === 'completed' ? outcome.completion.usage : null;
    };
    const older = await usageOf({});
    const newer = await usageOf({ model: 'global.anthropic.claude-opus-4-8' });
    // About 30 % more tokens from Opus 4.7 on (AWS documentation).
    const { outputTokens = 0 } = older ?? {};
    expect(outputTokens).toBe(approximateTokens(TEXT.repeat(3)));
    expect(newer?.outputTokens).toBe(Math.ceil(outputTokens * 1.3));
    expect(newer?.inputTokens).toBeGreaterThan(older?.inputTokens ?? 0);
    expect(await usageOf({ maxTokens: 10 })).toMatchObject({ outputTokens: 10 });
  });

  it('that ends by itself below the ceiling is an ordinary answer with exact usage', async () => {
    const { ask } = await set((response) => stream(response, ...answerFrames(TEXT)));
    const outcome = await ask(limited(approximateTokens(TEXT)));
    expect(outcome).toMatchObject({
      completion: { text: TEXT, stopReason: 'end_turn', usage: { outputTokens: 6 } },
    });
    expect(outcome.state === 'completed' && 'usageEstimated' in outcome.completion).toBe(false);
  });

  it('that fails before the ceiling is tried again', async () => {
    const { ask } = await set((response, _, nth) =>
      nth === 1
        ? stream(response, start, delta('Vol'))
        : stream(response, start, delta('Hi'), stop(), metadata()),
    );
    expect(await ask(limited(50))).toMatchObject({ completion: { text: 'Hi', attempts: 2 } });
  });
});
