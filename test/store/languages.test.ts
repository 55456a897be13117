import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/store/connection.js';
import { openStore } from '../../src/store/index.js';
import { MIGRATIONS } from '../../src/store/schema.js';
import { sampleMeta } from '../analyze/synthetic-run.js';
import { beginRun, completion, keyOf, request, temporaryFolder, temporaryStore } from './fixture.js';

const dataset = (languages: readonly (string | undefined)[]) => ({
  hash: 'h',
  name: 'golden',
  kind: 'golden' as const,
  count: languages.length,
  metas: () =>
    languages.map((language, at) => sampleMeta(`s${at}`, language === undefined ? {} : { language })),
});

describe('languages of samples', () => {
  it('are kept with the headers; unknown stays unknown', () => {
    const store = temporaryStore();
    store.runs.putSamples(dataset(['ja', undefined]));
    const samples = [...store.runs.samples({ hash: 'h', name: 'golden', kind: 'golden' })];
    expect(samples.map(({ language }) => language)).toEqual(['ja', undefined]);
    expect(samples[1]).not.toHaveProperty('language');
  });

  it('a database of schema 3 is brought forward, and its samples are completed when they are used again', () => {
    const file = path.join(temporaryFolder(), 'old.db');
    const old = connect(file, {});
    for (const statements of MIGRATIONS.slice(0, 3)) old.exec(statements);
    old.exec(`PRAGMA user_version = 3; INSERT INTO datasets VALUES (1, 'h', 2);
      INSERT INTO samples VALUES (1, 0, 's0', 'faq', 's0', '[]', 1), (1, 1, 's1', 'faq', 's1', '[]', 1)`);
    old.close();
    const store = openStore(file);
    const languages = () =>
      [...store.runs.samples({ hash: 'h', name: 'golden', kind: 'golden' })].map(({ language }) => language);
    expect(languages()).toEqual([undefined, undefined]);
    store.runs.putSamples(dataset([undefined, 'ja']));
    expect(languages()).toEqual([undefined, 'ja']);
    store.close();
  });
});

describe('refusals', () => {
  it('are kept with the trial; where nobody looked they are neither true nor false', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    await store.commits.enqueue(() => {
      const responseId = store.responses.put({
        key: keyOf('a'),
        runRow: run.row,
        request: request('q'),
        completion: completion('I cannot help with that.'),
      });
      for (const [cell, refused] of [true, false, undefined].entries()) {
        const base = {
          state: 'completed',
          responseId,
          costPico: null,
          judgePico: 0n,
          components: null,
        } as const;
        const scores = {};
        store.trials.put(run.row, {
          cell,
          result: { ...base, scores, ...(refused !== undefined && { refused }) },
        });
      }
    });
    const trials = [...store.trials.stream(run.row, { variants: 3, repeats: 1 })];
    expect(trials.map(({ outcome }) => outcome.state === 'completed' && outcome.refused)).toEqual([
      true,
      false,
      undefined,
    ]);
  });
});
