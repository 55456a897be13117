import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ContentHash, Variant } from '../../src/domain/index.js';
import { connect, readPragma } from '../../src/store/connection.js';
import { openStore } from '../../src/store/index.js';
import { MIGRATIONS, SCHEMA_VERSION } from '../../src/store/schema.js';
import { beginRun, temporaryFolder, temporaryStore } from './fixture.js';

const variantNamed = (name: string): Variant => ({
  name,
  id: HASH as ContentHash,
  params: { maxTokens: 100 },
  origin: 'grid',
});

const HASH = 'a'.repeat(64);

function begin(store: ReturnType<typeof temporaryStore>, name: string, planHash = name) {
  const run = beginRun(store, { name, planHash });
  store.searches.create({ runRow: run.row, splitHash: HASH, samples: 10 });
  return run;
}

describe('searches in the database', () => {
  it('keep the searcher of the last round without loss, and every round', () => {
    const store = temporaryStore();
    const { row } = begin(store, 's');
    expect(store.searches.find(row)).toMatchObject({ round: 0, state: null, ended: null, document: null });
    const standing = (round: number) => ({
      round,
      items: round * 10,
      costUsd: 0.1 * round,
      frontSize: round,
      hypervolume: 1 / 3,
    });
    const state = { rounds: 1, nested: [1e-300, -0.5, null, 'é', { deep: 0.1 + 0.2 }] };
    store.searches.checkpoint(row, { state, standing: standing(1) });
    store.searches.checkpoint(row, { state: { ...state, rounds: 2 }, standing: standing(2) });
    // A round that was told again after a kill replaces itself.
    store.searches.checkpoint(row, { state: { ...state, rounds: 2 }, standing: standing(2) });
    expect(store.searches.find(row)).toMatchObject({ round: 2, state: { ...state, rounds: 2 } });
    expect(store.searches.rounds(row)).toEqual([standing(1), standing(2)]);
  });

  it('refuse a number that means another config already', () => {
    const store = temporaryStore();
    const { row } = begin(store, 's');
    const first = {
      number: 0,
      params: { model: 'a', maxTokens: 100 },
      variant: variantNamed('base/model=a'),
    };
    store.searches.putConfigs(row, [first]);
    store.searches.putConfigs(row, [
      first,
      { number: 1, params: { model: 'b' }, variant: variantNamed('b') },
    ]);
    expect(store.searches.configs(row).map(({ number }) => number)).toEqual([0, 1]);
    expect(() =>
      store.searches.putConfigs(row, [
        { number: 2, params: {}, variant: variantNamed('c') },
        { ...first, params: { model: 'z' } },
      ]),
    ).toThrow(/config 0/);
    expect(store.searches.configs(row)).toHaveLength(2);
    expect(store.searches.configs(row)[0]).toEqual(first);
  });

  it('law 8: count earlier searches of other plans that asked the same gate part', () => {
    const store = temporaryStore();
    const [first, again, other] = [begin(store, 'one', 'p'), begin(store, 'two', 'p'), begin(store, 'three')];
    const uses = (run: typeof first) =>
      store.searches.gateUses(HASH, { runRow: run.row, planHash: run.planHash });
    expect([first, again, other].map(uses)).toEqual([0, 0, 0]);
    store.searches.useGate(first.row);
    // The same plan learns nothing new, a later one of another plan does.
    expect([first, again, other].map(uses)).toEqual([0, 0, 1]);
    store.searches.useGate(other.row);
    expect([first, again, other].map(uses)).toEqual([0, 0, 1]);
    expect(store.searches.newest(2)).toEqual([other.row, again.row]);
  });

  it('come to a database of the version before them, and its runs stay', () => {
    const file = path.join(temporaryFolder(), 'old.db');
    const old = connect(file, {});
    for (const statements of MIGRATIONS.slice(0, 5)) old.exec(statements);
    old.exec(
      `INSERT INTO runs (name, plan_hash, experiment, state, planned, started_at, snapshot)
       VALUES ('old', 'p', 'e', 'finished', 1, '2026-01-01', '{}')`,
    );
    old.exec('PRAGMA user_version = 5');
    old.close();
    const store = openStore(file);
    try {
      expect(store.runs.find('old')?.experiment).toBe('e');
      store.searches.create({ runRow: 1, splitHash: HASH, samples: 1 });
      expect(store.searches.find(1)?.samples).toBe(1);
    } finally {
      store.close();
    }
    const opened = connect(file, {});
    expect(readPragma(opened, 'user_version')).toBe(SCHEMA_VERSION);
    opened.close();
  });
});
