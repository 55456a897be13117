/** Rate right after a throttle, as a share of the estimate. */
const KEPT = 0.85;

/** Calls from a throttle until the rate is back at the estimate; as many again until it is as far above. */
const CALLS_TO_PLATEAU = 100;

/** The same in time, at least: feedback takes a round trip, and a faster curve would overshoot by more. */
const MIN_PLATEAU_MS = 5_000;

/** So many admitted calls between two empty moments make an estimate that is good to 3 %. */
const ENOUGH_CALLS = 40;

/** Throttles of calls that left so soon after a decrease say nothing new. */
const MIN_ROUND_MS = 250;
const ROUND_CALLS = 3;

const MAX_MARKS = 64;

/** A moment at which the quota was used up, and the work admitted until then. */
interface EmptyMoment {
  readonly atMs: number;
  readonly admitted: number;
}

/**
 * Learns the refill rate of a quota that nobody told, from the moments at which calls are throttled.
 *
 * Per-minute quotas behave like token buckets: a call is throttled when less than its own need is left. Two throttles
 * are therefore two moments at which the bucket was empty but for less than one call, and what was admitted between
 * them is what flowed in: rate = admitted / time, wrong by at most one call, whatever the pattern of sending and
 * however large the bucket is. (That holds while the bucket did not run full in between; then the estimate is too
 * low, never too high.)
 *
 * After a throttle the rate drops to 85 % of the estimate, so that a little is saved up, returns to the estimate along
 * a cubic curve with its plateau there, and leaves it upwards, slowly first, to find out whether the quota has grown
 * (the shape of CUBIC, RFC 9438 §4.2; the AWS SDKs' adaptive retry mode uses it for its client-side rate as well).
 * What was saved below the plateau is spent above it, so throughput between throttles equals the refill rate, and
 * throttles come once in about 200 calls.
 *
 * Work is counted in calls of mean size (see the lane), so one curve serves quotas of requests and of tokens.
 */
export class LearnedRate {
  readonly #moments: EmptyMoment[] = [];
  #plateau = Number.POSITIVE_INFINITY;
  /** Time on the curve; it runs with what is sent, so that a rate nobody uses does not grow. */
  #curveMs = 0;
  /** Calls that the estimate rests on. */
  #evidence = 0;
  #deafUntilMs = Number.NEGATIVE_INFINITY;

  /** Work a millisecond; `Infinity` until the first throttle. */
  get perMs(): number {
    if (this.#plateau === Number.POSITIVE_INFINITY) return this.#plateau;
    const k = this.#plateauMs;
    return this.#plateau * (1 + (1 - KEPT) * ((this.#curveMs - k) / k) ** 3);
  }

  /** Work has left. */
  sent(work: number): void {
    if (this.#plateau !== Number.POSITIVE_INFINITY) this.#curveMs += work / this.perMs;
  }

  /**
   * A call that left at `sentAtMs`, when `admitted` had been admitted in all, was throttled. `sinceStart`: mean rate of
   * admissions so far. Answers whether this is a congestion event of its own.
   */
  throttled(event: {
    readonly nowMs: number;
    readonly sentAtMs: number;
    readonly admitted: number;
    readonly meanPerMs: number;
  }): boolean {
    const { nowMs, sentAtMs, admitted } = event;
    if (sentAtMs < this.#deafUntilMs) return false;
    const bound = this.#upperBound(sentAtMs, admitted);
    this.#plateau = Math.min(this.perMs, bound?.perMs ?? event.meanPerMs / 2);
    this.#evidence = Math.min(bound?.calls ?? 0, CALLS_TO_PLATEAU);
    this.#curveMs = 0;
    this.#deafUntilMs = nowMs + Math.max(MIN_ROUND_MS, ROUND_CALLS / this.perMs);
    this.#moments.push({ atMs: sentAtMs, admitted });
    if (this.#moments.length > MAX_MARKS) this.#moments.shift();
    return true;
  }

  get #plateauMs(): number {
    return Math.max(MIN_PLATEAU_MS, this.#evidence / this.#plateau);
  }

  /** The least bound that recent empty moments put on the refill rate; older ones may be from before a change. */
  #upperBound(
    atMs: number,
    admitted: number,
  ): { readonly perMs: number; readonly calls: number } | undefined {
    let least: { readonly perMs: number; readonly calls: number } | undefined;
    for (const moment of this.#moments.toReversed()) {
      const calls = Math.max(0, admitted - moment.admitted);
      const perMs = (calls + 1) / Math.max(1, atMs - moment.atMs);
      if (least === undefined || perMs < least.perMs) least = { perMs, calls };
      if (calls >= ENOUGH_CALLS) break;
    }
    return least;
  }
}
