import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ParsimonyError } from '../../src/domain/index.js';
import { connect, readPragma } from '../../src/store/connection.js';
import { GroupCommit } from '../../src/store/group-commit.js';
import { openStore } from '../../src/store/index.js';
import { openDatabase } from '../../src/store/open.js';
import { beginRun, completion, keyOf, request, temporaryFolder, temporaryStore } from './fixture.js';

function errorOf(action: () => unknown): ParsimonyError {
  try {
    action();
  } catch (error) {
    if (error instanceof ParsimonyError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('the response cache (law 2)', () => {
  it('answers the same request and repeat, and nothing else', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const put = (text: string, repeat: number) =>
      store.commits.enqueue(() =>
        store.responses.put({
          key: keyOf(text, repeat),
          runRow: run.row,
          request: request(text),
          completion: completion(`answer to ${text}, repeat ${repeat}`),
        }),
      );
    await Promise.all([put('a', 0), put('a', 1), put('b', 0)]);
    const find = (text: string, repeat: number) =>
      store.responses.find(keyOf(text, repeat), { runRow: run.row, shared: true })?.completion.text;
    expect(find('a', 0)).toBe('answer to a, repeat 0');
    expect(find('a', 1)).toBe('answer to a, repeat 1');
    expect(find('a', 2)).toBeUndefined();
    expect(find('c', 0)).toBeUndefined();
    expect(
      store.responses.find({ ...keyOf('a', 0), provider: 'emulator' }, { runRow: run.row, shared: true }),
    ).toBeUndefined();
  });

  it('keeps every field of a completion, unknown ones as null', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const full = completion('x', {
      emulated: true,
      attempts: 3,
      droppedParameters: ['temperature'],
      recordedScores: { correct: 1 },
    });
    const bare = completion('', { usage: null, latencyMs: null, stopReason: 'max_tokens' });
    const ids = await Promise.all(
      [full, bare].map((entry, position) =>
        store.commits.enqueue(() =>
          store.responses.put({
            key: keyOf(String(position)),
            runRow: run.row,
            request: request('q'),
            completion: entry,
          }),
        ),
      ),
    );
    expect(ids.map((id) => store.responses.get(id).completion)).toEqual([full, bare]);
  });

  it('offers other runs’ answers only when sharing, its own always; a cleared cache offers only its own', async () => {
    const store = temporaryStore();
    const [mine, theirs] = [beginRun(store), beginRun(store, { name: 'run-2' })];
    await store.commits.enqueue(() =>
      store.responses.put({
        key: keyOf('a'),
        runRow: mine.row,
        request: request('a'),
        completion: completion('x'),
      }),
    );
    const seen = (runRow: number, shared: boolean) =>
      store.responses.find(keyOf('a'), { runRow, shared }) !== undefined;
    expect([seen(mine.row, false), seen(theirs.row, false), seen(theirs.row, true)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(store.clearCache()).toEqual({ responses: 1, embeddings: 0 });
    expect([seen(mine.row, false), seen(theirs.row, true)]).toEqual([true, false]);
  });

  it('stores a shared text once', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const system = 'a long shared system prompt '.repeat(200);
    for (let n = 0; n < 50; n += 1) {
      await store.commits.enqueue(() =>
        store.responses.put({
          key: keyOf(`q${n}`),
          runRow: run.row,
          request: request(`q${n}`, system),
          completion: completion('same'),
        }),
      );
    }
    store.close();
    const db = connect(store.file, { readonly: true });
    expect(db.prepare('SELECT COUNT(*) FROM texts WHERE body = ?').pluck().get(system)).toBe(1);
    expect(db.prepare('SELECT COUNT(*) FROM texts').pluck().get()).toBe(50 + 3); // questions, shape, system, answer
    db.close();
  });
});

describe('group commit (law 1)', () => {
  it('resolves a write only after it is durable for other connections', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const other = connect(store.file, { readonly: true });
    const count = () => other.prepare('SELECT COUNT(*) FROM responses').pluck().get();
    const writes = [1, 2, 3].map((n) =>
      store.commits.enqueue(() =>
        store.responses.put({
          key: keyOf(`${n}`),
          runRow: run.row,
          request: request('q'),
          completion: completion('a'),
        }),
      ),
    );
    expect(count()).toBe(0);
    await writes[0];
    expect(count()).toBe(3);
    other.close();
  });

  it('undoes the whole group and tells every writer when one write fails', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const good = store.commits.enqueue(() =>
      store.responses.put({
        key: keyOf('a'),
        runRow: run.row,
        request: request('q'),
        completion: completion('a'),
      }),
    );
    const bad = store.commits.enqueue(() => {
      throw new Error('boom');
    });
    await expect(good).rejects.toThrow('boom');
    await expect(bad).rejects.toThrow('boom');
    expect(store.responses.find(keyOf('a'), { runRow: run.row, shared: true })).toBeUndefined();
    // Ids of texts that were rolled back must not be remembered.
    const again = await store.commits.enqueue(() =>
      store.responses.put({
        key: keyOf('a'),
        runRow: run.row,
        request: request('q'),
        completion: completion('a'),
      }),
    );
    expect(store.responses.get(again).completion.text).toBe('a');
  });
});

describe('the ledger (law 4)', () => {
  it('adds amounts beyond what a double holds exactly', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const amount = 9_007_199_254_740_993n;
    await store.commits.enqueue(() => {
      const responseId = store.responses.put({
        key: keyOf('a'),
        runRow: run.row,
        request: request('q'),
        completion: completion('a'),
      });
      store.ledger.put({ runRow: run.row, role: 'candidate', model: 'm', responseId, billedPico: amount });
      store.ledger.put({ runRow: run.row, role: 'judge', model: 'm', responseId, billedPico: 1n });
    });
    expect(store.ledger.billed(run.row)).toEqual({
      total: amount + 1n,
      byRole: { candidate: amount, judge: 1n, embedding: 0n },
    });
  });
});

describe('trials', () => {
  it('stream in cell order whatever the order they were written in, with their scores and reasons (law 3)', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const responseId = await store.commits.enqueue(() =>
      store.responses.put({
        key: keyOf('a'),
        runRow: run.row,
        request: request('q'),
        completion: completion('a'),
      }),
    );
    const cells = [5, 0, 3];
    await store.commits.enqueue(() => {
      for (const cell of cells) {
        store.trials.put(run.row, {
          cell,
          result: {
            state: 'completed',
            responseId,
            costPico: 7n,
            judgePico: 2n,
            components: { system: 1, tools: 0, fewShot: 2, documents: 3, history: 4, user: 5 },
            scores: {
              facts: { state: 'scored', value: cell / 10, detail: { missing: ['x'] } },
              tone: { state: 'unscored', reason: 'the judge answered nonsense' },
            },
          },
        });
      }
      store.trials.put(run.row, {
        cell: 1,
        result: { state: 'failed', failure: { code: 'timeout', message: 'too slow', attempts: 2 } },
      });
    });
    const trials = [...store.trials.stream(run.row, { variants: 3, repeats: 2 })];
    expect(trials.map((trial) => [trial.sampleIndex, trial.variantIndex, trial.repeat])).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 1],
      [0, 2, 1],
    ]);
    expect(trials[1]?.outcome).toEqual({
      state: 'failed',
      failure: { code: 'timeout', message: 'too slow', attempts: 2 },
    });
    expect(trials[3]?.scores).toEqual({
      facts: { state: 'scored', value: 0.5, detail: { missing: ['x'] } },
      tone: { state: 'unscored', reason: 'the judge answered nonsense' },
    });
    expect(trials[3]?.outcome).toMatchObject({
      costPico: 7n,
      latencyMs: 12.5,
      components: { user: 5, history: 4 },
    });
    expect(store.trials.get(run.row, 5, { variants: 3, repeats: 2 })).toEqual(trials[3]);
    expect(store.trials.counts(run.row)).toEqual({ completed: 3, failed: 1, cached: 2 });
    expect(store.trials.logicalPico(run.row)).toEqual({ candidate: 21n, judge: 6n });
    expect(store.trials.metricNames(run.row)).toEqual(['facts', 'tone']);
    expect([...store.trials.finishedCells(run.row, { retryFailed: true })]).toEqual([0, 3, 5]);
  });

  it('stream more than one page', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    await store.commits.enqueue(() => {
      for (let cell = 0; cell < 2_500; cell += 1) {
        store.trials.put(run.row, {
          cell,
          result: { state: 'failed', failure: { code: 'x', message: '', attempts: 1 } },
        });
      }
    });
    const seen = [...store.trials.stream(run.row, { variants: 1, repeats: 1 })].map(
      (trial) => trial.sampleIndex,
    );
    expect(seen).toEqual(Array.from({ length: 2_500 }, (_, n) => n));
  });
});

describe('a database that cannot be used says so', () => {
  it('from a newer version', () => {
    const file = path.join(temporaryFolder(), 'new.db');
    const db = connect(file, {});
    db.exec('PRAGMA user_version = 99');
    db.close();
    const error = errorOf(() => openStore(file));
    expect(error.code).toBe('store-unusable');
    expect(error.message).toContain('newer Parsimony (schema 99');
  });

  it('that is not a database, or not there, or in a place that is a file', () => {
    const folder = temporaryFolder();
    const text = path.join(folder, 'text.db');
    writeFileSync(
      text,
      'this is not a database, only words that are long enough to be read as a header'.repeat(20),
    );
    expect(errorOf(() => openStore(text)).message).toContain('not a Parsimony database');
    expect(errorOf(() => openStore(path.join(folder, 'none.db'), { mustExist: true })).message).toContain(
      'there is no database',
    );
    expect(errorOf(() => openStore(path.join(text, 'below.db'))).code).toBe('store-unusable');
    mkdirSync(path.join(folder, 'dir.db'));
    expect(errorOf(() => openStore(path.join(folder, 'dir.db'))).code).toBe('store-unusable');
  });

  it('on a full disk: what was committed stays, the error names the remedy', async () => {
    const db = openDatabase(path.join(temporaryFolder(), 'full.db'));
    const commits = new GroupCommit(db, () => {});
    const insert = (body: string) =>
      commits.enqueue(() => db.prepare('INSERT INTO texts (h, body) VALUES (1, ?)').run(body));
    await insert('kept');
    // SQLite answers as on a full disk when a database has reached its page limit.
    db.exec(`PRAGMA max_page_count = ${readPragma(db, 'page_count')}`);
    const error = await insert('x'.repeat(1_000_000)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'store-unusable', hint: expect.stringContaining('Free some space') });
    expect(db.prepare('SELECT body FROM texts').pluck().all()).toEqual(['kept']);
    db.close();
  });
});

describe('two processes on one database', () => {
  const script = (file: string) => `
    import { openStore } from ${JSON.stringify(path.resolve('src/store/index.ts'))};
    const store = openStore(${JSON.stringify(file)});
    try {
      store.lock({ command: 'run', waitMs: 50, now: () => new Date() });
      console.log('locked');
    } catch (error) { console.log(error.code + ': ' + error.message); }
    process.exit(0);
  `;
  const second = (file: string) =>
    spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script(file)], {
      encoding: 'utf8',
    });

  it('the second learns who holds it; a death gives it back', () => {
    const folder = temporaryFolder();
    const store = temporaryStore(folder);
    const lock = store.lock({ command: 'run', waitMs: 50, now: () => new Date(0) });
    const refused = second(store.file);
    expect(refused.stdout, refused.stderr).toContain(
      `store-busy: ${store.file} is in use by process ${process.pid}`,
    );
    expect(refused.stdout).toContain('since 1970-01-01');
    lock.release();
    // This one exits without releasing: the next still gets in.
    expect(second(store.file).stdout).toContain('locked');
    expect(second(store.file).stdout).toContain('locked');
    expect(existsSync(store.file)).toBe(true);
    expect(readFileSync(store.file).subarray(0, 15).toString()).toBe('SQLite format 3');
  });
});
