import { describe, expect, it } from 'vitest';
import { type CompletionOutcome, hashText } from '../../src/domain/index.js';
import type { ModelCall } from '../../src/model/port.js';
import { JudgeCosts } from '../../src/run/index.js';
import type { Scorer } from '../../src/scorer/port.js';
import type { Store } from '../../src/store/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import {
  CALL_COST,
  lengthScorer,
  memoryDataset,
  plan,
  sample,
  scriptedModel,
  sit,
  variant,
} from './fixture.js';

const TEN = Array.from({ length: 10 }, (_, n) => sample(`s${n}`));

const EXPIRED = { code: 'ExpiredTokenException', message: 'the token has expired', attempts: 2 };
const JUDGE_CALL: Omit<ModelCall, 'cell' | 'repeat'> = {
  request: { model: 'judge', messages: [{ role: 'user', content: 'Grade this.' }], maxTokens: 50 },
  requestHash: hashText('judge'),
  role: 'judge',
};

function trialsOf(store: Store, runRow: number, variants = 2, repeats = 1) {
  return [...store.trials.stream(runRow, { variants, repeats })];
}

describe('executing a plan', () => {
  it('carries out every cell once, scored, with its cost', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const model = scriptedModel();
    const summary = await sit({
      store,
      runRow: run.row,
      plan: plan({ datasets: [memoryDataset(TEN)], repeats: 2 }),
      model,
    });
    expect(summary).toMatchObject({ end: 'finished', calls: 40 });
    const trials = trialsOf(store, run.row, 2, 2);
    expect(trials).toHaveLength(40);
    expect(trials.every((trial) => trial.scores.length?.state === 'scored')).toBe(true);
    expect(store.trials.logicalPico(run.row).candidate).toBe(40n * CALL_COST);
    expect(store.ledger.billed(run.row).total).toBe(40n * CALL_COST);
  });

  it('law 6: gives the same trials at any concurrency', async () => {
    const runs = await Promise.all(
      [1, 3, 16].map(async (concurrency) => {
        const store = temporaryStore();
        const run = beginRun(store);
        const model = scriptedModel(async (call) => {
          for (let turn = (call.request.messages[0]?.content.length ?? 0) % 7; turn > 0; turn -= 1)
            await Promise.resolve();
        });
        await sit({
          store,
          runRow: run.row,
          plan: plan({ datasets: [memoryDataset(TEN)] }),
          model,
          concurrency,
        });
        return trialsOf(store, run.row);
      }),
    );
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });

  it('law 2: cells with equal requests share one call, in flight and later', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const model = scriptedModel();
    const twins = plan({ datasets: [memoryDataset(TEN)], variants: [variant('a'), variant('b')] });
    const summary = await sit({ store, runRow: run.row, plan: twins, model, concurrency: 20 });
    expect(summary.calls).toBe(10);
    expect(store.trials.counts(run.row)).toEqual({ completed: 20, failed: 0, cached: 10 });
    // Logical cost is what the work costs without the cache; billed is what was paid (law 4).
    expect(store.trials.logicalPico(run.row).candidate).toBe(20n * CALL_COST);
    expect(store.ledger.billed(run.row).total).toBe(10n * CALL_COST);
  });

  it('serves a repeated run wholly from the store, at the same logical cost', async () => {
    const store = temporaryStore();
    const [first, second] = [beginRun(store), beginRun(store, { name: 'run-2' })];
    const work = plan({ datasets: [memoryDataset(TEN)] });
    await sit({ store, runRow: first.row, plan: work, model: scriptedModel() });
    const model = scriptedModel();
    await sit({ store, runRow: second.row, plan: work, model });
    expect(model.calls).toHaveLength(0);
    expect(store.ledger.billed(second.row).total).toBe(0n);
    expect(store.trials.logicalPico(second.row)).toEqual(store.trials.logicalPico(first.row));
    expect(trialsOf(store, second.row)).toEqual(trialsOf(store, first.row));
  });

  it('law 3: a failed call is a counted failure with its reason, not a zero', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const model = scriptedModel(async (call) => (call.cell?.sampleId === 's3' ? 'fail' : undefined));
    const work = plan({ datasets: [memoryDataset(TEN)] });
    await sit({ store, runRow: run.row, plan: work, model });
    const failed = trialsOf(store, run.row).filter((trial) => trial.outcome.state === 'failed');
    expect(failed.map((trial) => trial.sampleIndex)).toEqual([3, 3]);
    expect(failed[0]?.scores).toEqual({});
    // An honest second sitting leaves failures alone unless told to take them up.
    const again = scriptedModel();
    await sit({ store, runRow: run.row, plan: work, model: again });
    expect(again.calls).toHaveLength(0);
    await sit({ store, runRow: run.row, plan: work, model: again, retryFailed: true });
    expect(again.calls.map((call) => call.cell?.sampleId)).toEqual(['s3', 's3']);
    expect(store.trials.counts(run.row)).toEqual({ completed: 20, failed: 0, cached: 0 });
  });

  it('law 11: parses no sample whose cells are all finished, and reads no further than it must', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const stop = new AbortController();
    const dataset = memoryDataset(TEN);
    const work = plan({ datasets: [dataset] });
    const model = scriptedModel(async () => {
      if (model.calls.length === 6) stop.abort();
    });
    const summary = await sit({
      store,
      runRow: run.row,
      plan: work,
      model,
      concurrency: 1,
      stop: stop.signal,
    });
    expect(summary.end).toBe('interrupted');
    expect(dataset.read).toEqual(['s0', 's1', 's2']);
    dataset.read.length = 0;
    const rest = scriptedModel();
    await sit({ store, runRow: run.row, plan: work, model: rest });
    expect(dataset.read).toEqual(['s3', 's4', 's5', 's6', 's7', 's8', 's9']);
    expect(rest.calls).toHaveLength(14);
  });

  it('law 1: a response whose scoring never happened is not paid for again', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const abort = new AbortController();
    const dying = {
      ...lengthScorer,
      score: async () => {
        abort.abort(new Error('interrupted'));
        throw new Error('interrupted');
      },
    };
    const work = plan({ datasets: [memoryDataset(TEN)] });
    const first = scriptedModel();
    const summary = await sit({
      store,
      runRow: run.row,
      plan: work,
      model: first,
      scorers: [dying],
      abort: abort.signal,
    });
    expect(summary.end).toBe('interrupted');
    expect(first.calls).toHaveLength(20);
    expect(store.trials.counts(run.row).completed).toBe(0);
    const second = scriptedModel();
    expect((await sit({ store, runRow: run.row, plan: work, model: second })).end).toBe('finished');
    expect(second.calls).toHaveLength(0);
    expect(store.ledger.billed(run.row).total).toBe(20n * CALL_COST);
    // Paid in an earlier sitting of the same run is not "cached".
    expect(store.trials.counts(run.row).cached).toBe(0);
  });

  it('law 5: stops before crossing the cap, counting calls in flight, and goes on with a higher one', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const work = plan({ datasets: [memoryDataset(TEN)] });
    const cap = 15n * CALL_COST; // the bound of one call is about twelve
    const stopped = await sit({
      store,
      runRow: run.row,
      plan: work,
      model: scriptedModel(),
      cap,
      concurrency: 8,
    });
    expect(stopped.end).toBe('exhausted');
    const paid = store.ledger.billed(run.row).total;
    expect(paid).toBeGreaterThan(0n);
    expect(paid).toBeLessThanOrEqual(cap);
    const rest = scriptedModel();
    expect((await sit({ store, runRow: run.row, plan: work, model: rest, cap: 100n * cap })).end).toBe(
      'finished',
    );
    expect(BigInt(rest.calls.length)).toBe((20n * CALL_COST - paid) / CALL_COST);
    expect(store.trials.counts(run.row)).toEqual({ completed: 20, failed: 0, cached: 0 });
  });

  it('stops early when every call fails for want of access, and takes those cells up again', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const many = plan({ datasets: [memoryDataset(Array.from({ length: 200 }, (_, n) => sample(`s${n}`)))] });
    const denied = {
      ...scriptedModel(),
      complete: async () => ({
        state: 'failed' as const,
        failure: { code: 'AccessDeniedException', message: 'no access to the model', attempts: 1 },
      }),
    };
    const summary = await sit({ store, runRow: run.row, plan: many, model: denied });
    expect(summary).toMatchObject({ end: 'hopeless', failure: { code: 'AccessDeniedException' } });
    expect(summary.calls).toBeLessThan(40);
    const mended = scriptedModel();
    await sit({ store, runRow: run.row, plan: many, model: mended });
    expect(store.trials.counts(run.row)).toEqual({ completed: 400, failed: 0, cached: 0 });
  });

  it('stops at the first call for want of credentials, even when the cache has answered others', async () => {
    const store = temporaryStore();
    const few = plan({ datasets: [memoryDataset(TEN.slice(0, 2))] });
    const earlier = beginRun(store, { name: 'earlier' });
    await sit({ store, runRow: earlier.row, plan: few, model: scriptedModel() });
    const run = beginRun(store);
    const nobody = {
      ...scriptedModel(),
      complete: async () => ({
        state: 'failed' as const,
        failure: { code: 'CredentialsProviderError', message: 'no credentials', attempts: 1 },
      }),
    };
    const all = plan({ datasets: [memoryDataset(TEN)] });
    const summary = await sit({ store, runRow: run.row, plan: all, model: nobody });
    expect(summary).toMatchObject({ end: 'hopeless', failure: { code: 'CredentialsProviderError' } });
    expect(store.trials.counts(run.row).failed).toBe(0);
  });

  it('stops when credentials expire in mid-run, keeps every answer, and goes on where it stopped', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const work = plan({ datasets: [memoryDataset(Array.from({ length: 100 }, (_, n) => sample(`s${n}`)))] });
    const good = scriptedModel();
    let answered = 0;
    const expiring = {
      ...good,
      complete: async (call: ModelCall, signal: AbortSignal): Promise<CompletionOutcome> => {
        answered += 1;
        return answered <= 50 ? good.complete(call, signal) : { state: 'failed', failure: EXPIRED };
      },
    };
    const summary = await sit({ store, runRow: run.row, plan: work, model: expiring });
    expect(summary).toMatchObject({ end: 'hopeless', failure: { code: 'ExpiredTokenException' } });
    expect(answered).toBeLessThan(80);
    expect(store.trials.counts(run.row)).toEqual({ completed: 50, failed: 0, cached: 0 });
    const mended = scriptedModel();
    await sit({ store, runRow: run.row, plan: work, model: mended });
    expect(mended.calls).toHaveLength(150);
    expect(store.trials.counts(run.row)).toEqual({ completed: 200, failed: 0, cached: 0 });
  });

  it('takes the last cells up again too when they are fewer than it takes to give up', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const work = plan({ datasets: [memoryDataset(TEN)] });
    const good = scriptedModel();
    let answered = 0;
    const expiring = {
      ...good,
      complete: async (call: ModelCall, signal: AbortSignal): Promise<CompletionOutcome> => {
        answered += 1;
        return answered <= 18 ? good.complete(call, signal) : { state: 'failed', failure: EXPIRED };
      },
    };
    const summary = await sit({ store, runRow: run.row, plan: work, model: expiring });
    expect(summary.end).toBe('hopeless');
    expect(store.trials.counts(run.row)).toEqual({ completed: 18, failed: 0, cached: 0 });
  });

  it('forgets what failed for want of access, not what failed for itself', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const work = plan({ datasets: [memoryDataset(TEN)] });
    let calls = 0;
    const mixed = {
      ...scriptedModel(),
      complete: async (): Promise<CompletionOutcome> => {
        calls += 1;
        const own = { code: 'ValidationException', message: 'too long', attempts: 1 };
        return { state: 'failed', failure: calls === 1 ? own : EXPIRED };
      },
    };
    await sit({ store, runRow: run.row, plan: work, model: mixed });
    expect(store.trials.counts(run.row)).toMatchObject({ completed: 0, failed: 1 });
  });

  it('does not keep a cell whose judge could not sign in, and scores it later without paying again', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const work = plan({ datasets: [memoryDataset(TEN)] });
    const judgeCosts = new JudgeCosts();
    const judging: Scorer = {
      ...lengthScorer,
      score: async (trials, signal) => {
        for (const { sample: one, variantName, repeat } of trials) {
          judgeCosts.lose({ ...JUDGE_CALL, repeat, cell: { sampleId: one.id, variantName } }, EXPIRED);
        }
        return lengthScorer.score(trials, signal);
      },
    };
    const first = scriptedModel();
    const summary = await sit({
      store,
      runRow: run.row,
      plan: work,
      model: first,
      scorers: [judging],
      judgeCosts,
    });
    expect(summary).toMatchObject({ end: 'hopeless', failure: EXPIRED });
    expect(store.trials.counts(run.row)).toMatchObject({ completed: 0, failed: 0 });
    const again = scriptedModel();
    await sit({ store, runRow: run.row, plan: work, model: again, scorers: [lengthScorer] });
    expect(again.calls).toHaveLength(0);
    expect(store.trials.counts(run.row)).toMatchObject({ completed: 20, failed: 0 });
  });

  it('passes a fault of our own on, after saving what was received', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const broken = { ...lengthScorer, score: () => Promise.reject(new TypeError('a bug')) };
    const model = scriptedModel();
    const work = plan({ datasets: [memoryDataset(TEN)] });
    await expect(sit({ store, runRow: run.row, plan: work, model, scorers: [broken] })).rejects.toThrow(
      'a bug',
    );
    const again = scriptedModel();
    await sit({ store, runRow: run.row, plan: work, model: again });
    expect(again.calls).toHaveLength(0);
  });

  it('a metric that a scorer forgot is unscored with its reason', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const forgetful = {
      ...lengthScorer,
      score: async (trials: readonly unknown[]) => trials.map(() => ({})),
    };
    await sit({
      store,
      runRow: run.row,
      plan: plan({ datasets: [memoryDataset(TEN)] }),
      model: scriptedModel(),
      scorers: [forgetful],
    });
    expect(trialsOf(store, run.row)[0]?.scores).toEqual({
      length: { state: 'unscored', reason: 'length gave no length' },
    });
  });
});
