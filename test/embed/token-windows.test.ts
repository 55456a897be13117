import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchByLength } from '../../src/embed/batches.js';
import { tokenWindows } from '../../src/embed/token-windows.js';

describe('windows over the pieces of a text', () => {
  const shape = fc.record({ length: fc.nat(5000), reach: fc.integer({ min: 4, max: 510 }) });

  test('take every piece from exactly one window, in order', () => {
    fc.assert(
      fc.property(shape, ({ length, reach }) => {
        let next = 0;
        for (const { keepFrom, keepTo } of tokenWindows(length, reach)) {
          expect(keepFrom).toBe(next);
          next = keepTo;
        }
        expect(next).toBe(length);
      }),
    );
  });

  test('never reach further than the encoder reads, and read what they keep', () => {
    fc.assert(
      fc.property(shape, ({ length, reach }) => {
        for (const { start, end, keepFrom, keepTo } of tokenWindows(length, reach)) {
          expect(end - start).toBeLessThanOrEqual(reach);
          expect(start <= keepFrom && keepTo <= end && start >= 0 && end <= length).toBe(true);
        }
      }),
    );
  });

  test('give a piece at an inner border at least an eighth of the reach as context on either side', () => {
    fc.assert(
      fc.property(shape, ({ length, reach }) => {
        const windows = tokenWindows(length, reach);
        for (const [at, { start, end, keepFrom, keepTo }] of windows.entries()) {
          const context = Math.floor(Math.floor(reach / 4) / 2);
          if (at > 0) expect(keepFrom - start).toBeGreaterThanOrEqual(context);
          if (at < windows.length - 1) expect(end - keepTo).toBeGreaterThanOrEqual(context);
        }
      }),
    );
  });

  test('one where everything fits', () => {
    expect(tokenWindows(510, 510)).toEqual([{ start: 0, end: 510, keepFrom: 0, keepTo: 510 }]);
    expect(tokenWindows(511, 510)).toHaveLength(2);
  });
});

test('batches hold every text once, longest first, within size and area', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 512 }), { maxLength: 60 }), (lengths) => {
      const limits = { size: 16, area: 16 * 256 ** 2 };
      const batches = batchByLength(lengths, limits);
      expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, at) => at));
      const ordered = batches.flat().map((at) => lengths[at] ?? 0);
      expect(ordered).toEqual([...ordered].sort((a, b) => b - a));
      for (const batch of batches) {
        const longest = Math.max(...batch.map((at) => lengths[at] ?? 0));
        expect(batch.length).toBeLessThanOrEqual(limits.size);
        expect(batch.length === 1 || batch.length * longest ** 2 <= limits.area).toBe(true);
      }
    }),
  );
});
