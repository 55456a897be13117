import { expect, test } from 'vitest';
import { priorFactors, vocabularyOf } from '../../src/tokens/prior.js';

// AWS documentation: the tokenizer changed with Opus 4.7; later Opus, Fable, Mythos and Sonnet 5 have the new one.
test.each([
  ['anthropic.claude-3-haiku-20240307-v1:0', 'claude-3'],
  ['anthropic.claude-3-7-sonnet-20250219-v1:0', 'claude-3'],
  ['anthropic.claude-sonnet-4-20250514-v1:0', 'claude-3'],
  ['anthropic.claude-opus-4-1-20250805-v1:0', 'claude-3'],
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-3'],
  ['anthropic.claude-opus-4-6-v1', 'claude-3'],
  ['anthropic.claude-v2:1', 'claude-3'],
  ['anthropic.claude-opus-4-7', 'claude-4.7'],
  ['anthropic.claude-opus-4-8', 'claude-4.7'],
  ['anthropic.claude-opus-5-5', 'claude-4.7'],
  ['anthropic.claude-sonnet-5', 'claude-4.7'],
  ['anthropic.claude-fable-5-1', 'claude-4.7'],
  ['anthropic.claude-mythos-preview', 'claude-4.7'],
  ['amazon.nova-pro-v1:0', 'unknown'],
])('%s reads with vocabulary %s', (model, vocabulary) => {
  expect(vocabularyOf(model)).toBe(vocabulary);
});

test('the table undoes the measured error of o200k_base on Claude Haiku 4.5', () => {
  const { latin, marks, cjk } = priorFactors('anthropic.claude-haiku-4-5-20251001-v1:0');
  // Aggregate signed errors of o200k_base by category (114 texts with counts by Anthropic's counter): prose −15.8 %,
  // numbers −4.8 %, JSON/HTML/markdown −13.1 %, CJK −35.9 %. Shares of marks: a tenth of prose, half of JSON.
  expect(0.9 * latin + 0.1 * marks).toBeCloseTo(1 / (1 - 0.158), 1);
  expect(0.5 * latin + 0.5 * marks).toBeCloseTo(1 / (1 - 0.131), 1);
  expect(Math.abs(marks * (1 - 0.048) - 1)).toBeLessThan(0.05);
  expect(cjk).toBeCloseTo(1 / (1 - 0.359), 2);
});

test('from Opus 4.7 on Latin text takes 30 % more tokens, Japanese as many', () => {
  const before = priorFactors('anthropic.claude-opus-4-6-v1');
  const since = priorFactors('anthropic.claude-opus-4-7');
  expect(since.latin / before.latin).toBeCloseTo(1.3);
  expect(since.cjk).toBe(before.cjk);
});
