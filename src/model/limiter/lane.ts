import type { AttemptPermit, LimiterTrace } from '../port.js';
import { LearnedRate } from './learned-rate.js';
import { Pace } from './pace.js';
import { LimiterStory } from './trace.js';
import { CallWindow } from './window.js';

/** Quotas that the user knows; absent: not given. */
export interface GivenQuota {
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
}

/** A call that waits for its place. */
export interface Waiter {
  /** Order of arrival over all models. */
  readonly turn: number;
  readonly tokens: number;
  readonly grant: (permit: AttemptPermit) => void;
}

export interface LaneOptions {
  readonly model: string;
  readonly region: string;
  readonly maxConcurrency: number;
  readonly quota: GivenQuota;
  readonly clock: () => number;
  /** A place has become free, or the pace has changed. */
  readonly onChange: () => void;
}

/** A run that nobody throttles must not be slowed by caution: so many calls go out at once. */
const FIRST_WINDOW = 16;

/** A given quota is used evenly; after a rest so much of a minute may go at once. */
const GIVEN_BURST_MS = 6_000;

/** Timers are late; so much of the learned pace is made good. */
const LEARNED_BURST_MS = 50;

const MINUTE_MS = 60_000;

/** Weight of one answer in the share of reserved tokens that calls really use. */
const USED_SHARE_WEIGHT = 0.05;

/** The calls of one model in one Region: its queue, its window, its paces, its story. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #queue = new Set<Waiter>();
  readonly #window: CallWindow;
  readonly #learned = new LearnedRate();
  /** Undefined until the first throttle. */
  #learnedPace: Pace | undefined;
  readonly #requests: Pace | undefined;
  readonly #tokens: Pace | undefined;
  readonly #story = new LimiterStory();
  #startMs: number | undefined;
  #underWay = 0;
  #calls = 0;
  #throttled = 0;
  #lowestLimit: number;
  /** Admitted so far: what left and was not throttled, as far as is known. */
  #admittedCalls = 0;
  #admittedTokens = 0;
  #usedShare = 1;

  constructor(options: LaneOptions) {
    const { quota, maxConcurrency: max, clock } = options;
    this.#options = options;
    this.#window = new CallWindow({ max, first: FIRST_WINDOW });
    this.#requests = givenPace(quota.requestsPerMinute, clock());
    this.#tokens = givenPace(quota.tokensPerMinute, clock());
    this.#lowestLimit = this.limit;
  }

  get model(): string {
    return this.#options.model;
  }

  /** Calls that may be under way now. */
  get limit(): number {
    return this.#window.limit(this.#learned.perMs);
  }

  get head(): Waiter | undefined {
    for (const waiter of this.#queue) return waiter;
    return undefined;
  }

  enqueue(waiter: Waiter): void {
    this.#queue.add(waiter);
  }

  withdraw(waiter: Waiter): void {
    this.#queue.delete(waiter);
  }

  /** When the first in the queue may leave; `Infinity`: not before a call under way ends, or nobody waits. */
  readyAtMs(nowMs: number): number {
    const { head } = this;
    if (head === undefined || this.#underWay >= this.limit) return Number.POSITIVE_INFINITY;
    const tokens = this.#expected(head.tokens);
    return Math.max(
      this.#learnedPace?.readyAtMs(nowMs, this.#work(tokens)) ?? nowMs,
      this.#requests?.readyAtMs(nowMs, 1) ?? nowMs,
      this.#tokens?.readyAtMs(nowMs, tokens) ?? nowMs,
    );
  }

  /** Lets a waiter go. */
  grant(waiter: Waiter, nowMs: number): void {
    this.#queue.delete(waiter);
    this.#startMs ??= nowMs;
    const tokens = this.#expected(waiter.tokens);
    const work = this.#work(tokens);
    const before = this.#admittedCalls;
    this.#learnedPace?.take(nowMs, work);
    this.#requests?.take(nowMs, 1);
    this.#tokens?.take(nowMs, tokens);
    this.#learned.sent(work);
    this.#adjustPace(nowMs);
    this.#underWay += 1;
    this.#calls += 1;
    this.#admittedCalls += 1;
    this.#admittedTokens += tokens;
    this.#note(nowMs, { calls: 1, throttled: 0 });
    let open = true;
    waiter.grant({
      done: (outcome, usedTokens) => {
        if (!open) return;
        open = false;
        const endMs = this.#options.clock();
        const full = this.#underWay >= this.limit;
        const underWay = this.#underWay;
        this.#underWay -= 1;
        if (outcome === 'throttled') this.#onThrottle({ sentAtMs: nowMs, endMs, tokens, before, underWay });
        else if (usedTokens !== null)
          this.#settle(endMs, { reserved: waiter.tokens, taken: tokens, used: usedTokens });
        if (outcome === 'answered') this.#window.answered(endMs - nowMs, full);
        this.#options.onChange();
      },
    });
  }

  trace(): LimiterTrace {
    const { model, region, maxConcurrency, quota } = this.#options;
    return {
      model,
      region,
      maxConcurrency,
      ...quota,
      calls: this.#calls,
      throttled: this.#throttled,
      finalLimit: this.limit,
      lowestLimit: this.#lowestLimit,
      points: this.#story.points,
    };
  }

  #onThrottle(call: {
    readonly sentAtMs: number;
    readonly endMs: number;
    readonly tokens: number;
    /** Calls admitted before it left, as far as was known then. */
    readonly before: number;
    readonly underWay: number;
  }): void {
    const { sentAtMs, endMs } = call;
    this.#throttled += 1;
    this.#admittedCalls -= 1;
    this.#admittedTokens -= call.tokens;
    const elapsedMs = Math.max(1, endMs - (this.#startMs ?? endMs));
    const event = this.#learned.throttled({
      nowMs: endMs,
      sentAtMs,
      admitted: Math.min(call.before, this.#admittedCalls),
      meanPerMs: this.#admittedCalls / elapsedMs,
    });
    if (event) {
      this.#window.congested(call.underWay);
      this.#adjustPace(endMs);
    }
    this.#note(endMs, { calls: 0, throttled: 1 });
  }

  #settle(
    nowMs: number,
    { reserved, taken, used }: { readonly reserved: number; readonly taken: number; readonly used: number },
  ): void {
    this.#tokens?.settle(nowMs, used - taken);
    this.#admittedTokens += used - taken;
    if (reserved > 0) this.#usedShare += (used / reserved - this.#usedShare) * USED_SHARE_WEIGHT;
  }

  /** The tokens that a call which reserves so many is likely to use. */
  #expected(reserved: number): number {
    return reserved * this.#usedShare;
  }

  /**
   * Work of a call in calls of mean size, half by count and half by tokens: a quota of requests and one of tokens are
   * throttled alike, and which one it was is not said. Either way half of the variation of sizes is followed.
   */
  #work(tokens: number): number {
    const mean = this.#admittedTokens / this.#admittedCalls;
    return mean > 0 ? (1 + tokens / mean) / 2 : 1;
  }

  #adjustPace(nowMs: number): void {
    const { perMs } = this.#learned;
    if (!Number.isFinite(perMs)) return;
    const options = { perMs, burst: Math.max(1, perMs * LEARNED_BURST_MS), nowMs };
    if (this.#learnedPace === undefined) this.#learnedPace = new Pace(options);
    else this.#learnedPace.change(options);
  }

  #note(nowMs: number, what: { readonly calls: number; readonly throttled: number }): void {
    const { limit } = this;
    this.#lowestLimit = Math.min(this.#lowestLimit, limit);
    this.#story.note(nowMs, { limit, ...what });
  }
}

function givenPace(perMinute: number | undefined, nowMs: number): Pace | undefined {
  if (perMinute === undefined) return undefined;
  const perMs = perMinute / MINUTE_MS;
  return new Pace({ perMs, burst: Math.max(1, perMs * GIVEN_BURST_MS), nowMs });
}
