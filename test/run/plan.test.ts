import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCells, includeSamples, planCells } from '../../src/run/index.js';
import { memoryDataset, plan, sample, variant } from './fixture.js';

describe('planning cells', () => {
  it('numbers cells by sample, variant and repeat over all datasets', () => {
    const work = plan({
      datasets: [memoryDataset([sample('a'), sample('b')]), memoryDataset([sample('c')], 'adversarial')],
      variants: [variant('x'), variant('y')],
      repeats: 2,
    });
    const cells = [...planCells(work, new Uint8Array(12))];
    expect(cells.map(({ cell }) => cell)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect(cells.at(-1)).toMatchObject({ sample: { id: 'c' }, variant: { name: 'y' }, repeat: 1 });
    expect(countCells(work)).toBe(12);
  });

  it('gives exactly the cells that are neither finished nor filtered out, whatever the pattern', () => {
    const samples = Array.from({ length: 7 }, (_, n) => sample(`s${n}`));
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 28, maxLength: 28 }),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        (done, taken) => {
          const base = plan({
            datasets: [memoryDataset(samples.slice(0, 3)), memoryDataset(samples.slice(3), 'x')],
            repeats: 2,
          });
          const work = { ...base, included: Uint8Array.from(taken.map(Number)) };
          const cells = [...planCells(work, Uint8Array.from(done.map(Number)))];
          const expected = done.flatMap((isDone, cell) =>
            !isDone && taken[Math.floor(cell / 4)] ? [cell] : [],
          );
          expect(cells.map(({ cell }) => cell)).toEqual(expected);
          for (const { cell, sample: own } of cells) expect(own.id).toBe(`s${Math.floor(cell / 4)}`);
        },
      ),
    );
  });

  it('filters by intent, tag, id and number per dataset; nothing left is an error that says so', () => {
    const datasets = [
      memoryDataset([
        sample('a', { intent: 'faq' }),
        sample('b', { intent: 'order', tags: ['ja'] }),
        sample('c', { intent: 'faq' }),
      ]),
      memoryDataset([sample('d', { intent: 'faq', tags: ['ja', 'x'] })], 'adversarial'),
    ];
    const taken = (filter: Parameters<typeof includeSamples>[1]) => [...includeSamples(datasets, filter)];
    expect(taken({})).toEqual([1, 1, 1, 1]);
    expect(taken({ intents: ['faq'] })).toEqual([1, 0, 1, 1]);
    expect(taken({ intents: ['faq'], first: 1 })).toEqual([1, 0, 0, 1]);
    expect(taken({ tags: ['ja'] })).toEqual([0, 1, 0, 1]);
    expect(taken({ samples: ['c', 'd'] })).toEqual([0, 0, 1, 1]);
    expect(() => taken({ intents: ['nothing'] })).toThrow('no sample is left');
  });
});
