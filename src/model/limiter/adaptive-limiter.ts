import { setMaxListeners } from 'node:events';
import type { AttemptLimiter, AttemptPermit, LimiterTrace } from '../port.js';
import { type GivenQuota, Lane, type Waiter } from './lane.js';
import { quotaKey, quotaOf } from './quota-key.js';

/** A limiter with its end and its story. */
export interface AdaptiveLimiter extends AttemptLimiter {
  /** One for each model that was called, in the order of first calls. */
  traces(): readonly LimiterTrace[];
  /** Ends the timer, if there is one; calls that still wait are given up with an error. */
  close(): void;
}

export interface AdaptiveLimiterOptions {
  readonly region: string;
  /** Calls under way at once, over all models (`-j`). */
  readonly maxConcurrency: number;
  /** Quotas by model id, by quota key, or `*` for every model that is not named; each model has its own. */
  readonly quotas?: { readonly [model: string]: GivenQuota };
  /** Milliseconds, never going back. */
  readonly clock: () => number;
  /** Calls `run` after a time; answers with what cancels it. Default: a timer. */
  readonly schedule?: (run: () => void, delayMs: number) => () => void;
}

/**
 * Lets attempts leave as fast as the service takes them: one lane for each model (by its quota, see `quotaKey`) in one
 * Region, with a window of calls under way (additive increase, multiplicative decrease), a pace learned from throttles,
 * and paces for the quotas that were given. Within a lane calls leave in the order in which they came, and so do
 * those of several lanes that may leave at the same time.
 */
export function createAdaptiveLimiter(options: AdaptiveLimiterOptions): AdaptiveLimiter {
  const { clock, maxConcurrency, schedule = timer } = options;
  const lanes = new Map<string, Lane>();
  const waiting = new Set<(reason: unknown) => void>();
  let underWay = 0;
  let turn = 0;
  let alarm: { readonly atMs: number; readonly cancel: () => void } | undefined;

  const laneOf = (model: string): Lane => {
    const key = quotaKey(model);
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const { quotas = {}, region } = options;
    const quota = quotaOf(quotas, model) ?? {};
    const lane = new Lane({
      model: key,
      region,
      maxConcurrency,
      quota,
      clock,
      onChange: () => {
        underWay -= 1;
        pump();
      },
    });
    lanes.set(key, lane);
    return lane;
  };

  const wakeAt = (atMs: number, nowMs: number): void => {
    if (alarm?.atMs === atMs) return;
    alarm?.cancel();
    alarm = undefined;
    if (!Number.isFinite(atMs)) return;
    const ring = (): void => {
      alarm = undefined;
      pump();
    };
    alarm = { atMs, cancel: schedule(ring, Math.max(1, atMs - nowMs)) };
  };

  /** Lets go whoever may; then sees to it that the next one is not forgotten. */
  const pump = (): void => {
    const nowMs = clock();
    let nextMs = Number.POSITIVE_INFINITY;
    while (underWay < maxConcurrency) {
      let first: { readonly lane: Lane; readonly head: Waiter } | undefined;
      nextMs = Number.POSITIVE_INFINITY;
      for (const lane of lanes.values()) {
        const { head } = lane;
        if (head === undefined) continue;
        const readyAtMs = lane.readyAtMs(nowMs);
        if (readyAtMs > nowMs) nextMs = Math.min(nextMs, readyAtMs);
        else if (first === undefined || head.turn < first.head.turn) first = { lane, head };
      }
      if (first === undefined) break;
      underWay += 1;
      first.lane.grant(first.head, nowMs);
    }
    wakeAt(underWay < maxConcurrency ? nextMs : Number.POSITIVE_INFINITY, nowMs);
  };

  return {
    acquire(model, tokens, signal) {
      return new Promise<AttemptPermit>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const lane = laneOf(model);
        const leave = (): void => {
          signal.removeEventListener('abort', abandon);
          waiting.delete(giveUp);
        };
        const giveUp = (reason: unknown): void => {
          leave();
          lane.withdraw(waiter);
          reject(reason);
        };
        const abandon = (): void => {
          giveUp(signal.reason);
          pump();
        };
        const waiter: Waiter = {
          turn: turn++,
          tokens,
          grant(permit) {
            leave();
            resolve(permit);
          },
        };
        // Hundreds of calls may rightly wait on one signal; Node would take eleven for a leak.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', abandon, { once: true });
        waiting.add(giveUp);
        lane.enqueue(waiter);
        pump();
      });
    },
    traces: () => [...lanes.values()].map((lane) => lane.trace()),
    close() {
      alarm?.cancel();
      alarm = undefined;
      for (const giveUp of [...waiting]) giveUp(new Error('the limiter was closed'));
    },
  };
}

function timer(run: () => void, delayMs: number): () => void {
  const handle = setTimeout(run, delayMs);
  return () => clearTimeout(handle);
}
