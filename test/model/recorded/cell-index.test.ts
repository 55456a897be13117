import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CellIndex } from '../../../src/model/recorded/cell-index.js';

const cell = fc.record({
  variantKey: fc.constantFrom('a', 'b', 'c', '__proto__'),
  sampleId: fc.constantFrom('s1', 's2', 's3', 'constructor'),
  repeat: fc.constantFrom(0, 1, 2, 65_535),
});

test('the index says what a map of the cells would say, whatever is added in whatever order', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 200 }), (cells) => {
      const index = new CellIndex();
      const known = new Map<string, number>();
      for (const [line, added] of cells.entries()) {
        const key = JSON.stringify([added.variantKey, added.sampleId, added.repeat]);
        const earlier = index.add(added, { offset: line * 10, bytes: 7, line });
        expect(earlier?.line).toBe(known.get(key));
        if (!known.has(key)) known.set(key, line);
      }
      expect(index.size).toBe(known.size);
      for (const { variantKey, sampleId, repeat } of cells) {
        const line = known.get(JSON.stringify([variantKey, sampleId, repeat]));
        expect(index.find(variantKey, sampleId, repeat)).toEqual({
          offset: Number(line) * 10,
          bytes: 7,
          line,
        });
      }
      expect(index.find('a', 's1', 3)).toBeUndefined();
      expect(index.find('nobody', 's1', 0)).toBeUndefined();
    }),
  );
});

test('cells stay where they are over pages and growing tables, beyond 4 GiB too', () => {
  const index = new CellIndex();
  const [variants, samples] = [400, 250];
  const offsetOf = (variant: number, sample: number) => (variant * samples + sample) * 2 ** 20;
  for (let variant = 0; variant < variants; variant += 1) {
    for (let sample = 0; sample < samples; sample += 1) {
      const position = { offset: offsetOf(variant, sample), bytes: sample, line: variant + 1 };
      index.add({ variantKey: `v${variant}`, sampleId: `s${sample}`, repeat: 0 }, position);
    }
  }
  expect(index.size).toBe(variants * samples);
  let wrong = 0;
  for (let variant = 0; variant < variants; variant += 1) {
    for (let sample = 0; sample < samples; sample += 1) {
      const found = index.find(`v${variant}`, `s${sample}`, 0);
      if (found?.offset !== offsetOf(variant, sample) || found.bytes !== sample) wrong += 1;
    }
  }
  expect(wrong).toBe(0);
  expect(index.find('v399', 's249', 1)).toBeUndefined();
});
