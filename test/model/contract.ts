import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashRequest, limitConcurrency, type Model, type ModelCall } from '../../src/model/index.js';

/** What an adapter gives the suite: itself, freshly made, and calls whose outcome is known. */
export interface ContractSubject {
  readonly model: Model;
  /** A call that completes. */
  readonly answerable: ModelCall;
  /** A call that fails, and the code of its failure. */
  readonly failing: { readonly call: ModelCall; readonly code: string };
  /** A call that would take very long, for adapters that wait for something. */
  readonly hanging?: ModelCall;
  /** Most calls seen at once by what answers, and the bound the adapter was given; where it can be seen. */
  readonly mostAtOnce?: { readonly seen: () => number; readonly bound: number };
  /** Connections that stand between the adapter and what answers; for adapters that have any. */
  readonly connections?: () => Promise<number>;
  /** Ends what the suite's subject needs besides the model (a server, a folder). */
  readonly dispose?: () => Promise<void>;
}

/** The laws that every `Model` obeys, whatever stands behind it. */
export function describeModelContract(name: string, create: () => Promise<ContractSubject>): void {
  describe(`model contract: ${name}`, () => {
    let subject: ContractSubject;
    beforeEach(async () => {
      subject = await create();
    });
    afterEach(async () => {
      await subject.model.close();
      await subject.dispose?.();
    });

    it('completes with text, a known stop reason, one attempt or more', async () => {
      const outcome = await subject.model.complete(subject.answerable, new AbortController().signal);
      expect(outcome).toMatchObject({
        state: 'completed',
        completion: { text: expect.any(String), stopReason: 'end_turn', droppedParameters: [] },
      });
      if (outcome.state !== 'completed') return;
      expect(outcome.completion.text).not.toBe('');
      expect(outcome.completion.attempts).toBeGreaterThanOrEqual(1);
      expect(outcome.completion.emulated).toBe(subject.model.provider === 'emulator');
    });

    it('answers the same call twice with the same text', async () => {
      const [first, second] = await Promise.all(
        [1, 2].map(() => subject.model.complete(subject.answerable, new AbortController().signal)),
      );
      expect(first?.state).toBe('completed');
      expect(textOf(second)).toBe(textOf(first));
    });

    it('gives a failed call as a value with code, message and attempts', async () => {
      const { call, code } = subject.failing;
      const outcome = await subject.model.complete(call, new AbortController().signal);
      expect(outcome).toMatchObject({ state: 'failed', failure: { code, attempts: expect.any(Number) } });
      expect(outcome.state === 'failed' && outcome.failure.message).toMatch(/\S/);
    });

    it('throws the very reason of a signal that was aborted before the call', async () => {
      const reason = new Error('stopped before');
      const aborted = subject.model.complete(subject.answerable, AbortSignal.abort(reason));
      await expect(aborted).rejects.toBe(reason);
    });

    it('throws the very reason of a signal that aborts while the call waits', async () => {
      const call = subject.hanging;
      if (call === undefined) return;
      const controller = new AbortController();
      const reason = new Error('stopped during');
      const pending = subject.model.complete(call, controller.signal);
      setTimeout(() => controller.abort(reason), 20);
      await expect(pending).rejects.toBe(reason);
    });

    it('leaves the request and its hash as they were, and metadata out of the hash', async () => {
      const { request } = subject.answerable;
      const before = hashRequest(request);
      const labelled = { ...subject.answerable, metadata: { team: 'search', ticket: '42' } };
      const outcome = await subject.model.complete(labelled, new AbortController().signal);
      expect(outcome.state).toBe('completed');
      expect(hashRequest(labelled.request)).toBe(before);
    });

    it('keeps to a limit of calls at once, and still answers all of them', async () => {
      let running = 0;
      let most = 0;
      const counted: Model = {
        ...subject.model,
        async complete(call, signal) {
          most = Math.max(most, ++running);
          const outcome = await subject.model.complete(call, signal);
          await delay(1);
          running -= 1;
          return outcome;
        },
      };
      const limited = limitConcurrency(counted, 3);
      const signal = new AbortController().signal;
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, () => limited.complete(subject.answerable, signal)),
      );
      expect(outcomes.filter((outcome) => outcome.state === 'completed')).toHaveLength(12);
      expect(most).toBe(3);
    });

    it('never has more calls under way than it was made for', async () => {
      const { mostAtOnce } = subject;
      if (mostAtOnce === undefined) return;
      const signal = new AbortController().signal;
      await Promise.all(
        Array.from({ length: mostAtOnce.bound * 3 }, () =>
          subject.model.complete(subject.answerable, signal),
        ),
      );
      expect(mostAtOnce.seen()).toBeGreaterThan(1);
      expect(mostAtOnce.seen()).toBeLessThanOrEqual(mostAtOnce.bound);
    });

    it('holds no connection after close, so that the process can end; closing twice is harmless', async () => {
      await subject.model.complete(subject.answerable, new AbortController().signal);
      const { connections } = subject;
      if (connections !== undefined) expect(await connections()).toBeGreaterThan(0);
      await subject.model.close();
      await subject.model.close();
      if (connections !== undefined) await expect.poll(connections, { timeout: 3_000 }).toBe(0);
    });
  });
}

/** A candidate call with what the suite does not care about filled in. */
export function callOf(text: string, overrides: Partial<ModelCall> = {}): ModelCall {
  const request = overrides.request ?? {
    model: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
    messages: [{ role: 'user' as const, content: text }],
    maxTokens: 100,
  };
  return { repeat: 0, role: 'candidate', ...overrides, request, requestHash: hashRequest(request) };
}

function textOf(outcome: Awaited<ReturnType<Model['complete']>> | undefined): string | undefined {
  return outcome?.state === 'completed' ? outcome.completion.text : undefined;
}
