import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { experimentJsonSchema } from '../../src/experiment/index.js';
import { VALID, withLine, withMore } from './fixture.js';

test('the published JSON Schema is the one that the loader checks with', () => {
  // After a change: npx tsx scripts/generate-schemas.ts
  expect(JSON.parse(readFileSync('schema/experiment.schema.json', 'utf8'))).toEqual(experimentJsonSchema());
});

test('an editor accepts and refuses with it what the loader does', () => {
  const accepts = new Ajv2020({ strict: false }).compile(experimentJsonSchema());
  expect(accepts(parse(VALID))).toBe(true);
  expect(accepts(parse(withMore('grid: { from: baseline, model: [a, b], maxTokens: [1] }')))).toBe(true);
  for (const wrong of [
    withMore('repeat: 3'),
    withLine(2, 'provider: aws'),
    withLine(6, '  concise: { maxTokens: "250" }'),
    withLine(11, 'gate: { baseline: baseline }'),
    withMore('grid: { from: baseline, maxTokens: [0] }'),
  ]) {
    expect(accepts(parse(wrong)), wrong).toBe(false);
  }
});
