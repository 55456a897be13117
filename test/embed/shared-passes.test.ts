import { expect, test } from 'vitest';
import type { Encoder } from '../../src/embed/encoder.js';
import type { Wanted } from '../../src/embed/passes.js';
import { sharePasses } from '../../src/embed/shared-passes.js';

function recordingEncoder(asked: (readonly Wanted[])[], fails = false): Encoder {
  return {
    async encode(wanted) {
      asked.push(wanted);
      if (fails) throw new Error('damaged');
      return wanted.map(({ text }) => ({
        sentence: { vector: Float32Array.of(text.length), truncated: false },
      }));
    },
    pieces: async () => [],
    close: async () => {},
  };
}

test('what two callers ask in one turn of the event loop is one request, each text once', async () => {
  const asked: (readonly Wanted[])[] = [];
  const passes = sharePasses(async () => recordingEncoder(asked));
  const [sentences] = await Promise.all([
    passes.encode(['a', 'bb', 'a'], 'sentence'),
    Promise.resolve().then(() => passes.encode(['ccc', 'bb'], 'tokens')),
  ]);
  expect(asked).toEqual([
    [
      { text: 'a', sentence: true, tokens: false },
      { text: 'bb', sentence: true, tokens: true },
      { text: 'ccc', sentence: false, tokens: true },
    ],
  ]);
  expect(sentences?.map((one) => one.sentence?.vector[0])).toEqual([1, 2, 1]);
});

test('what comes in a later turn is a request of its own', async () => {
  const asked: (readonly Wanted[])[] = [];
  const passes = sharePasses(async () => recordingEncoder(asked));
  await passes.encode(['a'], 'sentence');
  await passes.encode(['a'], 'tokens');
  expect(asked).toHaveLength(2);
});

test('a failure reaches every caller of the turn, and the next turn is tried anew', async () => {
  const asked: (readonly Wanted[])[] = [];
  let fails = true;
  const passes = sharePasses(async () => recordingEncoder(asked, fails));
  const settled = await Promise.allSettled([
    passes.encode(['a'], 'sentence'),
    passes.encode(['b'], 'tokens'),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  await expect(passes.encode(['a'], 'sentence')).resolves.toHaveLength(1);
});
