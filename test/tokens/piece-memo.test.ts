import { expect, test } from 'vitest';
import { PieceMemo } from '../../src/tokens/piece-memo.js';

test('what is remembered stays bounded, and what is asked for again stays', () => {
  const memo = new PieceMemo();
  memo.set('kept', 7);
  for (let index = 0; index < 120_000; index += 1) {
    memo.set(`piece number ${index}`, index);
    if (index % 1000 > 0) continue;
    expect(memo.get('kept')).toBe(7);
    expect(memo.size).toBeLessThanOrEqual(50_000);
  }
  expect(memo.get('piece number 0')).toBeUndefined();
  expect(memo.get('piece number 119999')).toBe(119_999);
  memo.set('x'.repeat(1000), 1);
  expect(memo.get('x'.repeat(1000))).toBeUndefined();
});
