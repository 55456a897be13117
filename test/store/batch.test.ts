import { describe, expect, it } from 'vitest';
import { picoUsd } from '../../src/cost/index.js';
import { hashRequest } from '../../src/model/index.js';
import type { ModelCall, ModelRequest } from '../../src/model/port.js';
import type { Store } from '../../src/store/index.js';
import { answered, BATCH_PRICE } from '../run/batch-fixture.js';
import { beginRun, temporaryStore } from './fixture.js';

const REQUEST: ModelRequest = {
  model: 'test-model',
  system: 'Be brief.',
  messages: [
    { role: 'user', content: 'One' },
    { role: 'assistant', content: 'Two' },
    { role: 'user', content: 'Three' },
  ],
  maxTokens: 10,
  temperature: 0.5,
  // Not in the order of the alphabet: a model writes the reason first because the schema has it first.
  output: { name: 'grade', schema: { type: 'object', properties: { score: {}, reason: {}, all: {} } } },
};

const CALL: ModelCall = {
  request: REQUEST,
  requestHash: hashRequest(REQUEST),
  repeat: 3,
  role: 'judge',
  cell: { sampleId: 's1', variantName: 'base' },
  metadata: { purpose: 'judge', criterion: 'clarity' },
};

function openPart(store: Store, runRow: number, part = 1): number {
  return store.batch.open({
    runRow,
    part,
    role: 'judge',
    provider: 'emulator',
    model: 'test-model',
    region: 'us-east-1',
    price: BATCH_PRICE,
    jobName: `job-${runRow}-${part}`,
    clientToken: `token-${runRow}-${part}`,
    inputUri: 's3://bucket/in',
    outputUri: 's3://bucket/out/',
    roleArn: 'arn:aws:iam::123456789012:role/batch',
    timeoutHours: 24,
  });
}

function planned(store: Store, runRow: number, records = 1): number {
  const id = openPart(store, runRow);
  for (let position = 0; position < records; position += 1)
    store.batch.records.add(id, { position, call: CALL, bytes: 100, boundPico: 7n });
  store.batch.settleDrafts(runRow, [id]);
  return id;
}

const ANSWER = answered('x', 'an answer');
const COMPLETION =
  ANSWER.state === 'read' && ANSWER.outcome.state === 'completed' ? ANSWER.outcome.completion : null;

describe('the manifest of batch work', () => {
  it('gives a call back as it went in, text, keys and order alike', () => {
    const store = temporaryStore();
    const id = planned(store, beginRun(store).row);
    const [record] = [...store.batch.records.read(store.batch.get(id))];
    expect(JSON.stringify(record?.call.request.output)).toBe(JSON.stringify(REQUEST.output));
    expect(record?.call).toEqual(CALL);
    expect(hashRequest(record?.call.request ?? REQUEST)).toBe(CALL.requestHash);
    expect(store.batch.get(id)).toMatchObject({
      records: 1,
      bytes: 100,
      state: 'planned',
      price: BATCH_PRICE,
    });
  });

  it('keeps drafts together or not at all', () => {
    const store = temporaryStore();
    const { row } = beginRun(store);
    const [kept] = [openPart(store, row, 1), openPart(store, row, 2)];
    store.batch.records.add(kept, { position: 0, call: CALL, bytes: 100, boundPico: 7n });
    expect(store.batch.parts(row)).toEqual([]);
    store.batch.settleDrafts(row, [kept]);
    expect(store.batch.parts(row).map(({ part }) => part)).toEqual([1]);
    expect(store.batch.nextPart(row)).toBe(2);
    expect(store.batch.runRows()).toEqual([row]);
  });

  it('books an answer once, with its response, at batch price, and serves it from then on', () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const id = planned(store, run.row);
    const part = store.batch.get(id);
    if (COMPLETION === null) throw new Error('the fixture has no completion');
    const answer = { completion: COMPLETION, billedPico: 52n };
    expect(store.batch.records.answer(part, 0, answer)).toBe(true);
    expect(store.batch.records.answer(part, 0, answer)).toBe(false);
    expect(store.batch.records.answer(part, 1, answer)).toBe(false);
    expect(store.ledger.billed(run.row)).toMatchObject({ total: 52n, byRole: { judge: 52n } });
    expect(store.batch.get(id).billedPico).toBe(52n);
    const found = store.responses.find(
      { requestHash: CALL.requestHash, repeat: 3, provider: 'emulator' },
      { runRow: run.row, shared: false },
    );
    expect(found?.completion).toMatchObject({ text: 'an answer', batch: true });
    expect(store.responses.lastUserMessage(found?.id ?? 0)).toBe('Three');
    expect(store.batch.records.counts(id)).toEqual({ answered: 1, failed: 0, openPico: 0n });
  });

  it('law 4: books what a failed record cost once, and an answer that comes later beside it', () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const id = planned(store, run.row, 2);
    const part = store.batch.get(id);
    const failure = { code: 'unknown-stop-reason', message: 'odd', attempts: 1 };
    store.batch.records.fail(part, 0, failure, 5n);
    store.batch.records.fail(part, 0, failure, 5n);
    expect(store.ledger.billed(run.row).total).toBe(5n);
    expect(store.batch.records.counts(id)).toEqual({ answered: 0, failed: 1, openPico: 7n });
    expect([...store.batch.records.unanswered(run.row)]).toEqual([]);
    const unseen = { attempts: 2, atMostPico: 7n };
    store.batch.setCollected(id, { note: 'odd', unreadPico: picoUsd(3n), unseen }, store);
    store.batch.setCollected(id, { note: 'again', unreadPico: picoUsd(3n), unseen }, store);
    expect(store.ledger.billed(run.row).total).toBe(8n);
    expect(store.unseen.total(run.row)).toEqual(unseen);
    expect(store.batch.get(id)).toMatchObject({ state: 'collected', note: 'odd', billedPico: 8n });
    expect([...store.batch.records.unanswered(run.row)]).toEqual([
      { requestHash: CALL.requestHash, repeat: 3, role: 'judge' },
      { requestHash: CALL.requestHash, repeat: 3, role: 'judge' },
    ]);
  });
});
