import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../src/domain/index.js';
import { GroupCommit } from '../../src/store/group-commit.js';
import { KeyFilter } from '../../src/store/key-filter.js';
import { KeyIndex } from '../../src/store/key-index.js';
import { openDatabase } from '../../src/store/open.js';
import { lookupKey } from '../../src/store/texts.js';
import { temporaryFolder } from './fixture.js';

function tableOfTexts(file: string, batch: number, patience = 3) {
  const db = openDatabase(file);
  const index = new KeyIndex(db, 'texts', { batch, patience });
  const insert = db.prepare('INSERT INTO texts (h, body) VALUES (?, ?)');
  return {
    db,
    index,
    add(h: number): number {
      const id = Number(insert.run(h, 'x').lastInsertRowid);
      index.add(h, id);
      return id;
    },
  };
}

describe('the index of keys', () => {
  it('law 1: finds every committed row, however many keys wait and however often the process dies', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        (sittings, batch) => {
          const file = path.join(temporaryFolder(), 'keys.db');
          const expected = new Map<number, number[]>();
          for (const keys of sittings) {
            // A new connection knows nothing but the file.
            const { db, index, add } = tableOfTexts(file, batch);
            for (const h of keys) expected.set(h, [...(expected.get(h) ?? []), add(h)]);
            // Twice: the second time a filter may answer for keys that were looked up in vain.
            for (let h = 0; h < 20; h += 1) expect(index.ids(h % 10)).toEqual(expected.get(h % 10) ?? []);
            db.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('moves keys into the index in batches, each once', () => {
    const { db, add } = tableOfTexts(path.join(temporaryFolder(), 'keys.db'), 4);
    for (const h of [5, 3, 5, 1, 9, 9]) add(h);
    expect(db.prepare('SELECT h, id FROM texts_keys').raw().all()).toEqual([
      [1, 4],
      [3, 2],
      [5, 1],
      [5, 3],
    ]);
    expect(db.prepare("SELECT upto FROM indexed WHERE source = 'texts'").pluck().get()).toBe(4);
    db.close();
  });

  it('forgets rows whose transaction was undone, a batch that was moved in it included', async () => {
    const { db, index, add } = tableOfTexts(path.join(temporaryFolder(), 'keys.db'), 3);
    const commits = new GroupCommit(db, () => index.forget());
    await commits.enqueue(() => add(1));
    const undone = commits.enqueue(() => {
      for (const h of [2, 3, 4]) add(h);
      throw new Error('boom');
    });
    await expect(undone).rejects.toThrow('boom');
    expect([1, 2, 3, 4].map((h) => index.ids(h))).toEqual([[1], [], [], []]);
    // Ids are given again: the key must lead to the new row only.
    await commits.enqueue(() => add(7));
    expect([2, 7].map((h) => index.ids(h))).toEqual([[], [2]]);
    db.close();
  });
});

describe('the filter of keys', () => {
  it('never denies a key that was added, and denies nearly all others', () => {
    const filter = new KeyFilter();
    const keyOf = (number: number) => lookupKey(hashText(String(number)));
    for (let number = 0; number < 20_000; number += 1) filter.add(keyOf(number));
    for (let number = 0; number < 20_000; number += 1) expect(filter.mayHold(keyOf(number))).toBe(true);
    const wrong = Array.from({ length: 20_000 }, (_, number) => filter.mayHold(keyOf(20_000 + number)));
    expect(wrong.filter(Boolean).length).toBeLessThan(20);
  });
});
