/** How much may leave per unit of time; amounts are whatever the caller counts (calls, tokens). */
export interface PaceOptions {
  /** Amount a millisecond. */
  readonly perMs: number;
  /** What may leave at once after a rest. */
  readonly burst: number;
  readonly nowMs: number;
}

/**
 * A token bucket on the sender's side, full at the start. An amount larger than the burst leaves when the bucket is
 * full and puts it into debt, so that nothing is ever refused for good.
 */
export class Pace {
  #perMs: number;
  #burst: number;
  #level: number;
  #atMs: number;

  constructor({ perMs, burst, nowMs }: PaceOptions) {
    this.#perMs = perMs;
    this.#burst = burst;
    this.#level = burst;
    this.#atMs = nowMs;
  }

  /** What is already earned stays, up to the new burst. */
  change({ perMs, burst, nowMs }: PaceOptions): void {
    this.#refill(nowMs);
    this.#perMs = perMs;
    this.#burst = burst;
    this.#level = Math.min(this.#level, burst);
  }

  /** When `amount` may leave; not after `nowMs`: at once. */
  readyAtMs(nowMs: number, amount: number): number {
    this.#refill(nowMs);
    const missing = Math.min(amount, this.#burst) - this.#level;
    return missing <= 0 ? nowMs : nowMs + missing / this.#perMs;
  }

  take(nowMs: number, amount: number): void {
    this.#refill(nowMs);
    this.#level -= amount;
  }

  /** Corrects an amount taken earlier: more was used when positive. */
  settle(nowMs: number, difference: number): void {
    this.#refill(nowMs);
    this.#level = Math.min(this.#burst, this.#level - difference);
  }

  #refill(nowMs: number): void {
    this.#level = Math.min(this.#burst, this.#level + Math.max(0, nowMs - this.#atMs) * this.#perMs);
    this.#atMs = Math.max(this.#atMs, nowMs);
  }
}
