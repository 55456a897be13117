import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainlySound } from '../../../src/model/recorded/line-shape.js';
import { parseRecordedLine, recordedLine } from '../../../src/model/recorded/recorded-line.js';

/** Mostly right, sometimes anything: the border between sound and unsound is where the two could differ. */
const nearly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 12, arbitrary: right },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        null,
        '',
        0,
        -1,
        1.5,
        65_536,
        2 ** 53,
        Number.POSITIVE_INFINITY,
        true,
        [],
        {},
        'end_turn',
      ),
    },
  );
const count = nearly(fc.nat());
const line = fc.record(
  {
    sampleId: nearly(fc.string({ minLength: 1 })),
    variant: nearly(fc.string()),
    params: nearly(fc.dictionary(fc.string(), nearly(fc.oneof(fc.string(), fc.double(), fc.boolean())))),
    repeat: count,
    output: nearly(fc.string()),
    usage: nearly(
      fc.record(
        {
          inputTokens: count,
          outputTokens: count,
          cacheReadInputTokens: count,
          cacheWriteInputTokens: count,
        },
        { requiredKeys: [] },
      ),
    ),
    latencyMs: nearly(fc.double({ min: 0 })),
    stopReason: nearly(fc.constantFrom('end_turn', 'max_tokens')),
    scores: nearly(fc.dictionary(fc.string(), nearly(fc.double()))),
    note: fc.anything(),
  },
  { requiredKeys: [] },
);

describe('the quick check of a line', () => {
  test('accepts nothing that the schema refuses, and reads it the same', () => {
    fc.assert(
      fc.property(line, (value) => {
        if (!isPlainlySound(value)) return;
        const { note: _ignored, ...known } = value as Record<string, unknown>;
        expect(recordedLine.parse(value)).toEqual(known);
      }),
      { numRuns: 2000 },
    );
  });

  test('accepts the lines that tables are made of', () => {
    expect(
      isPlainlySound({
        sampleId: 's',
        params: { model: 'm', maxTokens: 150, stream: true },
        repeat: 3,
        usage: { inputTokens: 1, outputTokens: 2, cacheReadInputTokens: null },
        latencyMs: 0.5,
        scores: { a: 1, b: null },
        note: 'unknown',
      }),
    ).toBe(true);
  });

  test('a factor called like an object’s own insides is judged by the schema', () => {
    const text = '{"sampleId":"s","params":{"__proto__":1,"constructor":"x"},"output":"y"}';
    expect(isPlainlySound(JSON.parse(text))).toBe(false);
    const parsed = parseRecordedLine(Buffer.from(text), { file: 'f', line: 1 });
    expect(parsed.state === 'parsed').toBe(recordedLine.safeParse(JSON.parse(text)).success);
  });
});
