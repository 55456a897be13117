/** Rate right after a throttle, as a share of the estimate. */
const KEPT = 0.85;

/** Calls from a throttle until the rate is back at the estimate; as many again until it is as far above. */
const CALLS_TO_PLATEAU = 100;

/** The same in time, at least: feedback takes a round trip, and a faster curve would overshoot by more. */
const MIN_PLATEAU_MS = 5_000;

/** A curve is at most so many times as long as the evidence for its plateau: a poor estimate is soon left. */
const CURVE_PER_EVIDENCE = 3;

/** Throttles that come after fewer calls than this make the curve longer, later ones shorter again. */
const CALLS_BETWEEN_THROTTLES = 130;
const CAUTION_STEP = 1.5;
const MAX_CAUTION = 4;

/** So many admitted calls between two empty moments make an estimate that is good to 3 %. */
const ENOUGH_CALLS = 40;

/** Throttles of calls that left so soon after a decrease belong to the same event. */
const MIN_ROUND_MS = 250;
const ROUND_CALLS = 3;

const MAX_MOMENTS = 64;

/** A moment at which the quota was used up, and the calls admitted until then. */
interface EmptyMoment {
  readonly atMs: number;
  readonly admitted: number;
}

/** A throttled call, as the rate learns of it. */
export interface ThrottledCall {
  readonly nowMs: number;
  readonly sentAtMs: number;
  /** Calls admitted in all before it left. */
  readonly admitted: number;
  /** Calls admitted a millisecond, since the first. */
  readonly meanPerMs: number;
}

/**
 * Learns the refill rate of a quota that nobody told, from the moments at which calls are throttled.
 *
 * Quotas per minute behave like token buckets: a call is throttled when less is left than it needs. Two throttles
 * are therefore two moments at which the bucket was as good as empty, and what was admitted between them is what
 * flowed in: rate = admitted / time, wrong by about one call, whatever the pattern of sending and however large the
 * bucket. (Were it full in between, the estimate would be too low, never too high.) A window of calls under way alone
 * cannot find such a rate: at 60 requests a minute and answers of half a second even one call at a time is too much.
 *
 * After a throttle the rate drops to 85 % of the estimate, so that a little is saved up, returns to it along a cubic
 * curve with its plateau there, and leaves it upwards, slowly first, to find out whether the quota has grown. (That is
 * the shape of CUBIC, RFC 9438 §4.2, which the AWS SDKs' adaptive retry mode uses for its client-side rate as well.)
 * What was saved below the plateau is spent above it, so that throughput between two throttles equals the refill, and
 * a throttle comes once in about 200 calls. Where sizes vary, chance uses up what was saved, throttles come sooner,
 * and the curve is made longer to save more.
 *
 * Several senders under one quota each learn the share that they get; together they use all of it.
 */
export class LearnedRate {
  readonly #moments: EmptyMoment[] = [];
  #plateau: number | undefined;
  /** Time on the curve. It runs with what is sent, so that a rate that nobody uses does not grow. */
  #curveMs = 0;
  #curveCalls = 0;
  #caution = 1;
  #deafUntilMs = Number.NEGATIVE_INFINITY;

  /** Calls a millisecond; `Infinity` until the first throttle. */
  get perMs(): number {
    if (this.#plateau === undefined) return Number.POSITIVE_INFINITY;
    const plateauAtMs = Math.max(MIN_PLATEAU_MS, this.#curveCalls / this.#plateau);
    return this.#plateau * (1 + (1 - KEPT) * ((this.#curveMs - plateauAtMs) / plateauAtMs) ** 3);
  }

  /** So many calls of mean size have left. */
  sent(calls: number): void {
    if (this.#plateau !== undefined) this.#curveMs += calls / this.perMs;
  }

  /** Learns from a throttled call; false: it belongs to a congestion event that was reacted to already. */
  throttled({ nowMs, sentAtMs, admitted, meanPerMs }: ThrottledCall): boolean {
    if (sentAtMs < this.#deafUntilMs) return false;
    this.#adjustCaution(admitted);
    const bound = this.#upperBound(sentAtMs, admitted);
    // Nothing is known of the first bucket but that it was full: half of what it took is a guess to begin with.
    this.#plateau = Math.min(this.perMs, bound?.perMs ?? meanPerMs / 2);
    this.#curveMs = 0;
    this.#curveCalls = Math.min(CURVE_PER_EVIDENCE * (bound?.calls ?? 0), CALLS_TO_PLATEAU * this.#caution);
    this.#deafUntilMs = nowMs + Math.max(MIN_ROUND_MS, ROUND_CALLS / this.perMs);
    this.#moments.push({ atMs: sentAtMs, admitted });
    if (this.#moments.length > MAX_MOMENTS) this.#moments.shift();
    return true;
  }

  /** Only a curve of full length can be too short. */
  #adjustCaution(admitted: number): void {
    const last = this.#moments.at(-1);
    if (last === undefined || this.#curveCalls < CALLS_TO_PLATEAU) return;
    const factor = admitted - last.admitted < CALLS_BETWEEN_THROTTLES ? CAUTION_STEP : 1 / CAUTION_STEP;
    this.#caution = Math.min(MAX_CAUTION, Math.max(1, this.#caution * factor));
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
