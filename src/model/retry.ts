import { setTimeout as delay } from 'node:timers/promises';
import type { CallFailure } from '../domain/index.js';
import { linkSignal } from './linked-signal.js';
import type { UnseenWatch } from './port.js';

/**
 * What a failure says about trying again: `never`; `once` (a second try is worth it, a third is not);
 * `transient` (the service or the way to it stumbled); `throttle` (it asks for less).
 */
export type RetryClass = 'never' | 'once' | 'transient' | 'throttle';

/** One attempt that brought no answer. */
export interface AttemptFailure extends CallFailure {
  readonly retry: RetryClass;
  /** The service asked for less; absent: where `retry` is `throttle`. */
  readonly throttled?: boolean;
  /** The attempt may have been billed although it brought no answer; absent: it was not. */
  readonly mayBeBilled?: boolean;
  /** How long the service asks to wait; null where it does not say. */
  readonly retryAfterMs: number | null;
}

/** What one attempt came to; `attempts` counts the requests that it sent (an SDK may repeat by itself). */
export type AttemptResult<T> =
  | { readonly state: 'answered'; readonly value: T; readonly attempts: number }
  | { readonly state: 'failed'; readonly failure: AttemptFailure };

/** What all attempts together came to. */
export type RetriedResult<T> =
  | {
      readonly state: 'answered';
      readonly value: T;
      readonly attempts: number;
      /** Attempts that the service throttled. */
      readonly throttles: number;
      /** Attempts that may have been billed all the same and said nothing. */
      readonly unseen: number;
    }
  | { readonly state: 'failed'; readonly failure: CallFailure };

/** How often and how patiently to try. Time and randomness come in, so that tests wait for nothing. */
export interface RetryPolicy {
  /** Attempts in all, 1 or more. */
  readonly maxAttempts: number;
  /** Time for all attempts and waits together; waiting for admission is not part of it. */
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

/** Told how an admitted attempt ended; null: it was broken off. */
export type Settle<T> = (result: AttemptResult<T> | null) => void;

/** Waits until an attempt may leave. Rejects only when `signal` aborts. */
export type Admit<I, T> = (input: I, signal: AbortSignal) => Promise<Settle<T>>;

/**
 * Repeats an attempt while its failures allow it. The wait before try i + 2 is drawn uniformly from
 * [0, w), w = min(cap, base · 2^i) ("full jitter", Brooker, AWS Architecture Blog, 2015), after throttling from
 * [w/2, w) ("equal jitter", the same): quotas count by the minute, and only a wait with a floor is sure to outlast
 * one. Eight attempts from 1 s, capped at 60 s, wait 61.5 s or more. When the service names a time (Retry-After),
 * at least that time plus one draw of the first step is waited, so that calls that were told the same do not return
 * together. A wait that would pass the deadline is not begun: the last failure stands. A failure of class `once` is
 * followed by one more attempt in a call, whatever else failed before.
 *
 * `attempt` is given a signal that also ends at the deadline and throws only when that aborts. Each attempt waits
 * for `admit` first, and a call that waits to be repeated holds no admission. Throws only when `signal` aborts, with
 * its reason.
 *
 * `billing` is given where attempts cost money: those that may have been billed and said nothing are then counted,
 * one that was broken off among them, and its watch is told of each at once and asked before it is repeated.
 */
export function withRetry<I, T>(
  attempt: (input: I, signal: AbortSignal) => Promise<AttemptResult<T>>,
  policy: RetryPolicy,
  admit?: Admit<I, T>,
  billing?: (input: I) => UnseenWatch | undefined,
): (input: I, signal: AbortSignal) => Promise<RetriedResult<T>> {
  const sleep = policy.sleep ?? ((ms, signal) => delay(ms, undefined, { signal }));
  return async (input, signal) => {
    let endMs = policy.clock() + policy.deadlineMs;
    const { counts, add, addUnseen, affords } = createTally(billing !== undefined, billing?.(input));
    let secondChance = true;
    for (let tries = 1; ; tries += 1) {
      const askedMs = policy.clock();
      const settle = await admit?.(input, signal);
      endMs += policy.clock() - askedMs;
      const result = await attemptBefore(endMs - policy.clock(), attempt, input, signal, settle);
      if (result === 'deadline' || result === 'aborted') {
        // It was broken off on its way, wherever it was.
        addUnseen();
        signal.throwIfAborted();
        return { state: 'failed', failure: pastDeadline(policy, counts) };
      }
      if (result.state === 'answered') {
        const { throttles, unseen } = counts;
        return { ...result, attempts: counts.attempts + result.attempts, throttles, unseen };
      }
      const { retry, retryAfterMs } = result.failure;
      add(result.failure);
      const final = { state: 'failed', failure: callFailure(result.failure, counts) } as const;
      if (retry === 'never' || tries >= policy.maxAttempts || (retry === 'once' && !secondChance))
        return final;
      if (retry === 'once') secondChance = false;
      const waitMs = backoffMs(policy, retry, tries - 1, retryAfterMs);
      if (waitMs >= endMs - policy.clock()) return withMessage(final, policy, waitMs);
      if (!(await affords(result.failure))) return final;
      try {
        await sleep(waitMs, signal);
      } finally {
        signal.throwIfAborted();
      }
    }
  };
}

/** Counts the attempts of a call; where they cost money, those that said nothing apart, and tells the watch of each. */
function createTally(isBilled: boolean, watch: UnseenWatch | undefined) {
  const counts = { attempts: 0, throttles: 0, unseen: 0 };
  const addUnseen = (): void => {
    if (!isBilled) return;
    counts.unseen += 1;
    watch?.add();
  };
  return {
    counts,
    addUnseen,
    add(failure: AttemptFailure): void {
      counts.attempts += failure.attempts;
      if (isThrottled(failure)) counts.throttles += 1;
      if (isUnseen(failure)) addUnseen();
    },
    /** Whether there is money to repeat an attempt that failed so. */
    affords: async (failure: AttemptFailure): Promise<boolean> =>
      !isUnseen(failure) || watch === undefined || watch.affords(),
  };
}

/** True when the service asked for less. */
export function isThrottled(failure: AttemptFailure): boolean {
  return failure.throttled ?? failure.retry === 'throttle';
}

/** True when the attempt may have been billed and the service did not say what. */
function isUnseen(failure: AttemptFailure): boolean {
  return failure.mayBeBilled === true && failure.usage === undefined;
}

/** The failure of a call whose last attempt failed so: without what only a retry needs. */
export function callFailure(
  failure: AttemptFailure,
  counts: AttemptCounts = {
    attempts: failure.attempts,
    throttles: isThrottled(failure) ? 1 : 0,
    unseen: 0,
  },
): CallFailure {
  return {
    code: failure.code,
    message: failure.message,
    // A call that was refused before it left is still one attempt: who counts retries subtracts one.
    attempts: Math.max(1, counts.attempts),
    ...(counts.throttles > 0 && { throttles: counts.throttles }),
    ...(failure.usage !== undefined && { usage: failure.usage }),
    ...(counts.unseen > 0 && { unseenAttempts: counts.unseen }),
  };
}

interface AttemptCounts {
  readonly attempts: number;
  readonly throttles: number;
  readonly unseen: number;
}

async function attemptBefore<I, T>(
  leftMs: number,
  attempt: (input: I, signal: AbortSignal) => Promise<AttemptResult<T>>,
  input: I,
  signal: AbortSignal,
  settle: Settle<T> | undefined,
): Promise<AttemptResult<T> | 'deadline' | 'aborted'> {
  const deadline = new Error('deadline');
  const linked = linkSignal(signal, leftMs, deadline);
  let result: AttemptResult<T> | null = null;
  try {
    result = await attempt(input, linked.signal);
    return result;
  } catch (error) {
    if (signal.aborted) return 'aborted';
    if (linked.signal.reason === deadline) return 'deadline';
    throw error;
  } finally {
    linked.release();
    settle?.(result);
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
  const highMs = Math.min(capMs, baseMs * 2 ** retriesBefore);
  const draw = policy.rng();
  const ownMs = retry === 'throttle' ? (highMs / 2) * (1 + draw) : highMs * draw;
  return retryAfterMs === null ? ownMs : Math.max(ownMs, retryAfterMs + draw * Math.min(capMs, baseMs));
}

function pastDeadline(policy: RetryPolicy, counts: AttemptCounts): CallFailure {
  return {
    code: 'timeout',
    message: `no answer within the deadline of ${policy.deadlineMs} ms`,
    attempts: counts.attempts + 1,
    ...(counts.throttles > 0 && { throttles: counts.throttles }),
    ...(counts.unseen > 0 && { unseenAttempts: counts.unseen }),
  };
}

function withMessage<F extends { readonly failure: CallFailure }>(
  final: F,
  policy: RetryPolicy,
  waitMs: number,
): F {
  const gaveUp = `not tried again: a wait of ${Math.round(waitMs)} ms would pass the deadline of ${policy.deadlineMs} ms`;
  return { ...final, failure: { ...final.failure, message: `${final.failure.message} (${gaveUp})` } };
}
