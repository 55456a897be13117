import { setTimeout as delay } from 'node:timers/promises';
import type { CallFailure } from '../domain/index.js';
import { linkSignal } from './linked-signal.js';

/**
 * What a failure says about trying again: `never`; `once` (a second try is worth it, a third is not);
 * `transient` (the service or the way to it stumbled); `throttle` (it asks for less).
 */
export type RetryClass = 'never' | 'once' | 'transient' | 'throttle';

/** One attempt that brought no answer. */
export interface AttemptFailure extends CallFailure {
  readonly retry: RetryClass;
  /** How long the service asks to wait; null where it does not say. */
  readonly retryAfterMs: number | null;
}

/** What one attempt came to; `attempts` counts the requests that it sent (an SDK may repeat by itself). */
export type AttemptResult<T> =
  | { readonly state: 'answered'; readonly value: T; readonly attempts: number }
  | { readonly state: 'failed'; readonly failure: AttemptFailure };

/** What all attempts together came to. */
export type RetriedResult<T> =
  | { readonly state: 'answered'; readonly value: T; readonly attempts: number }
  | { readonly state: 'failed'; readonly failure: CallFailure };

/** How often and how patiently to try. Time and randomness come in, so that tests wait for nothing. */
export interface RetryPolicy {
  /** Attempts in all, 1 or more. */
  readonly maxAttempts: number;
  /** Time for all attempts and waits together. */
  readonly deadlineMs: number;
  readonly backoff: {
    readonly transientBaseMs: number;
    readonly throttleBaseMs: number;
    readonly capMs: number;
  };
  /** Milliseconds, never going back. */
  readonly clock: () => number;
  /** Uniform on [0, 1). */
  readonly rng: () => number;
  /** Rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Repeats an attempt while its failures allow it. The wait before try i + 2 is drawn uniformly from
 * [0, min(cap, base · 2^i)] ("full jitter", Brooker, AWS Architecture Blog, 2015); when the service names a time
 * (Retry-After), that time plus one draw of the first step is waited, so that calls that were told the same do
 * not return together. A wait that would pass the deadline is not begun: the last failure stands.
 *
 * `attempt` is given a signal that also ends at the deadline and throws only when that aborts. Throws only when
 * `signal` aborts, with its reason.
 */
export function withRetry<I, T>(
  attempt: (input: I, signal: AbortSignal) => Promise<AttemptResult<T>>,
  policy: RetryPolicy,
): (input: I, signal: AbortSignal) => Promise<RetriedResult<T>> {
  const sleep = policy.sleep ?? ((ms, signal) => delay(ms, undefined, { signal }));
  return async (input, signal) => {
    const startMs = policy.clock();
    const leftMs = () => policy.deadlineMs - (policy.clock() - startMs);
    let attempts = 0;
    for (let tries = 1; ; tries += 1) {
      const result = await attemptBefore(leftMs(), attempt, input, signal);
      if (result === 'deadline') return { state: 'failed', failure: pastDeadline(policy, attempts + 1) };
      if (result.state === 'answered') return { ...result, attempts: attempts + result.attempts };
      attempts += result.failure.attempts;
      const { retry, retryAfterMs, ...failure } = result.failure;
      // A call that was refused before it left is still one attempt: who counts retries subtracts one.
      const final = { state: 'failed', failure: { ...failure, attempts: Math.max(1, attempts) } } as const;
      if (
        retry === 'never' ||
        tries >= (retry === 'once' ? Math.min(2, policy.maxAttempts) : policy.maxAttempts)
      )
        return final;
      const waitMs = backoffMs(policy, retry, tries - 1, retryAfterMs);
      if (waitMs >= leftMs()) return withMessage(final, policy, waitMs);
      try {
        await sleep(waitMs, signal);
      } finally {
        signal.throwIfAborted();
      }
    }
  };
}

async function attemptBefore<I, T>(
  leftMs: number,
  attempt: (input: I, signal: AbortSignal) => Promise<AttemptResult<T>>,
  input: I,
  signal: AbortSignal,
): Promise<AttemptResult<T> | 'deadline'> {
  const deadline = new Error('deadline');
  const linked = linkSignal(signal, leftMs, deadline);
  try {
    return await attempt(input, linked.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (linked.signal.reason === deadline) return 'deadline';
    throw error;
  } finally {
    linked.release();
  }
}

function backoffMs(
  policy: RetryPolicy,
  retry: Exclude<RetryClass, 'never'>,
  retriesBefore: number,
  retryAfterMs: number | null,
): number {
  const { throttleBaseMs, transientBaseMs, capMs } = policy.backoff;
  const baseMs = retry === 'throttle' ? throttleBaseMs : transientBaseMs;
  if (retryAfterMs !== null) return retryAfterMs + policy.rng() * Math.min(capMs, baseMs);
  return policy.rng() * Math.min(capMs, baseMs * 2 ** retriesBefore);
}

function pastDeadline(policy: RetryPolicy, attempts: number): CallFailure {
  return { code: 'timeout', message: `no answer within the deadline of ${policy.deadlineMs} ms`, attempts };
}

function withMessage<F extends { readonly failure: CallFailure }>(
  final: F,
  policy: RetryPolicy,
  waitMs: number,
): F {
  const gaveUp = `not tried again: a wait of ${Math.round(waitMs)} ms would pass the deadline of ${policy.deadlineMs} ms`;
  return { ...final, failure: { ...final.failure, message: `${final.failure.message} (${gaveUp})` } };
}
