import { describe, expect, it } from 'vitest';
import { picoUsd, SpendGuard } from '../../src/cost/index.js';
import type { CompletionOutcome } from '../../src/domain/index.js';
import { hashRequest } from '../../src/model/index.js';
import type { Model, ModelCall } from '../../src/model/port.js';
import {
  compareAnswers,
  createGateway,
  executeRun,
  gatewayAsModel,
  JudgeCosts,
} from '../../src/run/index.js';
import { createPairwiseScorer } from '../../src/scorer/index.js';
import type { Store } from '../../src/store/index.js';
import { shippedRubric } from '../scorer/judge/rubrics.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import {
  CALL_COST,
  lengthScorer,
  memoryDataset,
  PRICE,
  plan,
  sample,
  scriptedModel,
  variant,
} from './fixture.js';

const SAMPLES = Array.from({ length: 20 }, (_, n) => sample(`s${n}`));
const VARIANTS = [variant('base'), variant('next', 60), variant('third', 70)];
const SHAPE = { variants: 3, repeats: 2 };
const EXPIRED = { code: 'ExpiredTokenException', message: 'the token has expired', attempts: 2 };

type Answer = (call: ModelCall, judged: number) => 'fail' | 'die' | 'expired' | undefined;

/** Candidates answer by their maxTokens; the judge prefers the longer limit wherever it stands. */
function service(trouble: Answer = () => undefined): Model & { readonly calls: ModelCall[] } {
  const candidates = scriptedModel();
  const calls: ModelCall[] = [];
  let judged = 0;
  return {
    ...candidates,
    calls,
    async complete(call, signal): Promise<CompletionOutcome> {
      if (call.role === 'judge') judged += 1;
      const wrong = trouble(call, judged);
      if (wrong === 'die') throw new Error('the process died');
      if (wrong === 'expired') return { state: 'failed', failure: EXPIRED };
      if (wrong === 'fail')
        return { state: 'failed', failure: { code: 'http-500', message: 'no', attempts: 3 } };
      calls.push(call);
      const outcome = await candidates.complete(call, signal);
      if (call.role === 'candidate' || outcome.state === 'failed') return outcome;
      const [first = 0, second = 0] = [
        ...(call.request.messages[0]?.content ?? '').matchAll(/\((\d+), \d\)/g),
      ].map((match) => Number(match[1]));
      const text = JSON.stringify({ addressed: [], reason: 'longer', winner: first > second ? 'A' : 'B' });
      return { ...outcome, completion: { ...outcome.completion, text } };
    },
  };
}

interface Sitting {
  readonly store: Store;
  readonly runRow: number;
  readonly model: Model;
  readonly cap?: bigint;
  readonly retryFailed?: boolean;
  readonly stop?: AbortSignal;
  readonly dataset?: ReturnType<typeof memoryDataset>;
  readonly onProgress?: (done: number, planned: number) => void;
}

/** One sitting: the cells, and then what compares them. */
async function sit({ store, runRow, model, ...options }: Sitting) {
  const guard = new SpendGuard({
    cap: options.cap === undefined ? null : picoUsd(options.cap),
    spent: picoUsd(store.ledger.billed(runRow).total),
  });
  const gateway = createGateway({ model, store, runRow, price: () => PRICE, guard, shareCache: true });
  const judgeCosts = new JudgeCosts();
  const never = new AbortController().signal;
  const work = plan({
    datasets: [options.dataset ?? memoryDataset(SAMPLES)],
    variants: VARIANTS,
    repeats: 2,
  });
  const common = { plan: work, store, runRow, judgeCosts, stop: never, abort: never };
  const executed = await executeRun({
    ...common,
    planned: SAMPLES.length * 6,
    gateway,
    guard,
    scorers: [lengthScorer],
    concurrency: 4,
    retryFailed: options.retryFailed ?? false,
    now: () => 0,
    onProgress: () => {},
  });
  if (executed.end !== 'finished') return { end: executed.end, guard };
  const judge = gatewayAsModel(
    () => gateway,
    'emulator',
    (call, id, cost) => judgeCosts.add(call, id, cost),
    (call, failure) => failure.code === EXPIRED.code && judgeCosts.lose(call, failure),
  );
  const scorer = createPairwiseScorer({
    name: 'duel',
    against: 'base',
    rubrics: [shippedRubric('helpfulness')],
    settings: { models: ['test-model'], combine: 'mean', repeats: 1, maxTokens: 300 },
    model: judge,
    hashRequest,
  });
  const compared = await compareAnswers({
    ...common,
    stop: options.stop ?? never,
    scorers: [scorer],
    onProgress: ({ done, planned }) => options.onProgress?.(done, planned),
  });
  return { ...compared, guard };
}

const trialsOf = (store: Store, runRow: number) => [...store.trials.stream(runRow, SHAPE)];
const judgeCalls = (model: { readonly calls: readonly ModelCall[] }) =>
  model.calls.filter(({ role }) => role === 'judge').length;

async function finished() {
  const store = temporaryStore();
  const { row } = beginRun(store);
  const model = service();
  await sit({ store, runRow: row, model });
  return { store, row, model, figures: figuresOf(store, row) };
}

/** What is kept of a run: every trial, what its work costs, and what was paid. */
function figuresOf(store: Store, row: number) {
  const { total } = store.ledger.billed(row);
  return { trials: trialsOf(store, row), logical: store.trials.logicalPico(row), billed: total };
}

let known: ReturnType<typeof figuresOf> | undefined;

/** The figures of a run that nothing happened to. */
async function undisturbed() {
  known ??= (await finished()).figures;
  return known;
}

// Two candidates, two orders, 20 samples in two repeats.
const JUDGE_CALLS = 2 * 2 * 20 * 2;

describe('comparing the answers of a run', () => {
  it('adds scores and judge costs to the trials, in both orders for every candidate, sample and repeat', async () => {
    const { store, row, model, figures } = await finished();
    expect(judgeCalls(model)).toBe(JUDGE_CALLS);
    for (const { variantIndex, scores } of figures.trials) {
      expect(scores.length?.state).toBe('scored');
      expect(scores.duel).toMatchObject({ state: 'scored', value: variantIndex === 0 ? 0.5 : 1 });
    }
    expect(store.trials.logicalPico(row).judge).toBe(BigInt(JUDGE_CALLS) * CALL_COST);
    expect(store.ledger.billed(row).total).toBe(BigInt(JUDGE_CALLS + 120) * CALL_COST);
    expect([...store.judgeCalls(row)]).toHaveLength(JUDGE_CALLS);
    expect([...store.judgeCalls(row)].every(({ compares }) => compares === true)).toBe(true);
    expect(store.trials.metricNames(row)).toEqual(['duel', 'helpfulness_preference', 'length']);
  });

  it('does nothing twice: a finished comparison reads no sample and asks nobody', async () => {
    const { store, row, figures } = await finished();
    const model = service();
    const dataset = memoryDataset(SAMPLES);
    const end = await sit({ store, runRow: row, model, dataset });
    expect(end.end).toBe('finished');
    expect(model.calls).toEqual([]);
    expect(dataset.read).toEqual([]);
    expect(figuresOf(store, row)).toEqual(figures);
  });

  it.each([1, 70, 130, JUDGE_CALLS - 1])(
    'law 1: killed at judge call %d, the same command pays for nothing twice and ends with the same trials',
    async (at) => {
      const store = temporaryStore();
      const run = beginRun(store);
      const dying = service((call, judged) => (call.role === 'judge' && judged >= at ? 'die' : undefined));
      await expect(sit({ store, runRow: run.row, model: dying })).rejects.toThrow('the process died');
      const again = service();
      const end = await sit({ store, runRow: run.row, model: again });
      expect(end.end).toBe('finished');
      expect(judgeCalls(dying) + judgeCalls(again)).toBe(JUDGE_CALLS);
      expect(figuresOf(store, run.row)).toEqual(await undisturbed());
    },
  );

  it('law 3: without the answer to compare with, the others are unscored; once it is there, only they are compared again', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const fails = (call: ModelCall): boolean =>
      call.role === 'candidate' &&
      call.cell?.variantName === 'base' &&
      call.cell.sampleId === 's3' &&
      call.repeat === 1;
    const first = service((call) => (fails(call) ? 'fail' : undefined));
    await sit({ store, runRow: run.row, model: first });
    const unscored = trialsOf(store, run.row).filter(({ scores }) => scores.duel?.state === 'unscored');
    expect(
      unscored.map(({ sampleIndex, repeat, variantIndex }) => [sampleIndex, repeat, variantIndex]),
    ).toEqual([
      [3, 1, 1],
      [3, 1, 2],
    ]);
    expect(unscored[0]?.scores.duel).toMatchObject({
      reason: 'nothing to compare with: base failed: http-500: no',
    });
    expect(judgeCalls(first)).toBe(JUDGE_CALLS - 4);

    const dataset = memoryDataset(SAMPLES);
    const second = service();
    await sit({ store, runRow: run.row, model: second, retryFailed: true, dataset });
    expect(judgeCalls(second)).toBe(4);
    expect(new Set(dataset.read)).toEqual(new Set(['s3']));
    expect(figuresOf(store, run.row)).toEqual(await undisturbed());
  });

  it('a candidate that is carried out again is compared anew, and no cost of its group is counted twice', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const fails = (call: ModelCall): boolean =>
      call.role === 'candidate' && call.cell?.variantName === 'third';
    await sit({ store, runRow: run.row, model: service((call) => (fails(call) ? 'fail' : undefined)) });
    const second = service();
    await sit({ store, runRow: run.row, model: second, retryFailed: true });
    // What compared the second variant with the base was paid for: it comes from the store.
    expect(judgeCalls(second)).toBe(JUDGE_CALLS / 2);
    expect(figuresOf(store, run.row)).toEqual(await undisturbed());
    expect([...store.judgeCalls(run.row)]).toHaveLength(JUDGE_CALLS);
  });

  it('law 5: stops before the cap, says so, and goes on when there is more money', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const cap = 120n * CALL_COST + 28_000_000_000n;
    const poor = await sit({ store, runRow: run.row, model: service(), cap });
    expect(poor.end).toBe('exhausted');
    expect(store.ledger.billed(run.row).total).toBeLessThanOrEqual(cap);
    const rich = await sit({ store, runRow: run.row, model: service() });
    expect(rich.end).toBe('finished');
    expect(figuresOf(store, run.row)).toEqual(await undisturbed());
  });

  it('begins no group once it is told to stop, and says that it was interrupted', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const stopping = new AbortController();
    const model = service();
    const seen: number[] = [];
    const onProgress = (done: number) => {
      seen.push(done);
      if (done > 0) stopping.abort();
    };
    const end = await sit({ store, runRow: run.row, model, stop: stopping.signal, onProgress });
    expect(end.end).toBe('interrupted');
    expect(seen.at(0)).toBe(0);
    expect(seen.at(-1)).toBeLessThan(40);
    const left = service();
    await sit({ store, runRow: run.row, model: left });
    expect(judgeCalls(model) + judgeCalls(left)).toBe(JUDGE_CALLS);
  });

  it('leaves a group open whose judge could not be asked for the account’s sake', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const expired = service((call, judged) => (call.role === 'judge' && judged > 50 ? 'expired' : undefined));
    const end = await sit({ store, runRow: run.row, model: expired });
    expect(end).toMatchObject({ end: 'hopeless', failure: EXPIRED });
    const mended = service();
    await sit({ store, runRow: run.row, model: mended });
    expect(judgeCalls(expired) + judgeCalls(mended)).toBe(JUDGE_CALLS);
    expect(figuresOf(store, run.row)).toEqual(await undisturbed());
  });
});
