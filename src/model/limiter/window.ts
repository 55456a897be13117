/** Share of the calls under way that stays after a throttle. */
const DECREASE = 0.7;

/** Latency is smoothed over about so many answers. */
const LATENCY_SPAN = 16;

/**
 * How many calls may be under way: additive increase, multiplicative decrease, within 1 and `max` (`-j`).
 *
 * Until the first throttle every answer that met a full window widens it by one, so that it doubles in each round of
 * answers (slow start, RFC 5681 §3.1); afterwards a whole round widens it by one (congestion avoidance). A throttle
 * leaves 70 % of what was under way. What the learned pace needs by Little's law (L = λW, Little 1961) is always
 * allowed: the pace, not the window, keeps to a quota per minute.
 */
export class CallWindow {
  readonly #max: number;
  #width: number;
  #slowStart = true;
  #latencyMs: number | undefined;

  constructor(options: { readonly max: number; readonly first: number }) {
    this.#max = options.max;
    this.#width = Math.min(options.first, options.max);
  }

  /** Calls that may be under way while calls leave at `perMs`; `Infinity`: no pace is known. */
  limit(perMs: number): number {
    const needed =
      Number.isFinite(perMs) && this.#latencyMs !== undefined
        ? Math.ceil(perMs * this.#latencyMs * 1.5) + 1
        : 1;
    return Math.max(1, Math.min(this.#max, Math.max(Math.floor(this.#width), needed)));
  }

  /** An answer came; `full`: the window was what held calls back when it did. */
  answered(latencyMs: number, full: boolean): void {
    this.#latencyMs =
      (this.#latencyMs ?? latencyMs) + (latencyMs - (this.#latencyMs ?? latencyMs)) / LATENCY_SPAN;
    if (full) this.#width = Math.min(this.#max, this.#width + (this.#slowStart ? 1 : 1 / this.#width));
  }

  /** One congestion event, however many calls it met. */
  congested(underWay: number): void {
    this.#slowStart = false;
    this.#width = Math.max(1, Math.min(this.#width, underWay) * DECREASE);
  }
}
