import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from '../../src/domain/index.js';

describe('a misspelt name is taken for the nearest known one', () => {
  test.each([
    ['repeat', ['repeats', 'retries'], 'repeats'],
    ['bsae', ['base', 'bare'], 'base'],
    ['temprature', ['topP', 'temperature'], 'temperature'],
    ['session_id', ['sample', 'sessionId'], 'sessionId'],
    ['MAXCOST', ['MAX_COST', 'MAX_TOKENS'], 'MAX_COST'],
  ])('%s of %j is %s', (word, known, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  test.each([
    ['three edits', 'reference_url', ['references']],
    ['two edits in a short name', 'tag', ['task', 'turn', 'flag1']],
    ['nothing known', 'base', []],
  ])('%s are another word', (_, word, known) => {
    expect(nearest(word, known)).toBeUndefined();
  });

  test('the nearest wins, of equals the first', () => {
    expect(nearest('promt', ['prompts', 'prompt', 'promo'])).toBe('prompt');
    expect(nearest('varian', ['variant', 'variance', 'varians'])).toBe('variant');
  });
});

test('a hint offers the nearest, else lists what is known', () => {
  expect(didYouMean('bsae', ['base', 'terse'])).toBe('Did you mean `base`?');
  expect(didYouMean('other', ['base', 'terse'])).toBe('Known: base, terse.');
  expect(didYouMean('other', [])).toBe('None is declared.');
});
