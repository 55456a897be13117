import { type PicoUsd, picoUsd, ZERO_USD } from './money.js';

/** Money put aside for one call in flight. Only the first `settle` or `release` counts. */
export interface Reservation {
  readonly bound: PicoUsd;
  /** The call came back and was billed `actual`. */
  settle(actual: PicoUsd): void;
  /** The call was never billed. */
  release(): void;
}

interface Waiter {
  readonly bound: PicoUsd;
  grant(outcome: Reservation | 'exhausted'): void;
}

/**
 * Keeps what is billed at or under a cap (law 5): an upper bound of each call is reserved before it is made and
 * settled when it returns, so that spent + outstanding never crosses the cap. As long as no call costs more than
 * its bound, billed cannot cross it either; one that did is recorded as it is, and the guard grants nothing more
 * than what is left. A cap covers all sittings of a run: `spent` starts at what earlier ones paid.
 */
export class SpendGuard {
  readonly cap: PicoUsd | null;
  private paid: PicoUsd;
  private held: PicoUsd = ZERO_USD;
  private waiting: readonly Waiter[] = [];

  /** `cap` null: unlimited. */
  constructor(options: { readonly cap: PicoUsd | null; readonly spent: PicoUsd }) {
    if ((options.cap ?? ZERO_USD) < 0n || options.spent < 0n) throw new RangeError('money is not negative');
    this.cap = options.cap;
    this.paid = options.spent;
  }

  /** What was billed so far. */
  get spent(): PicoUsd {
    return this.paid;
  }

  /** What calls in flight may still cost. */
  get outstanding(): PicoUsd {
    return this.held;
  }

  /**
   * Reserves now, or returns null when spent + outstanding + bound would cross the cap (or when others wait
   * already: nobody overtakes them).
   */
  reserve(bound: PicoUsd): Reservation | null {
    if (bound < 0n) throw new RangeError('an upper bound is not negative');
    return this.waiting.length === 0 && this.fits(bound) ? this.hold(bound) : null;
  }

  /**
   * Holds money that is committed already (a batch job that runs on whatever this process does), even where that
   * crosses the cap: nothing else is granted then.
   */
  holdCommitted(bound: PicoUsd): Reservation {
    if (bound < 0n) throw new RangeError('an upper bound is not negative');
    return this.hold(bound);
  }

  /**
   * Reserves as soon as there is room, in order of asking. Resolves `exhausted` once no settlement of what is
   * outstanding could free enough. Rejects with the signal's reason when it aborts while waiting.
   */
  reserveWhenPossible(bound: PicoUsd, signal?: AbortSignal): Promise<Reservation | 'exhausted'> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const reservation = this.reserve(bound);
    if (reservation !== null) return Promise.resolve(reservation);
    if (this.neverFits(bound)) return Promise.resolve('exhausted');
    return new Promise((resolve, reject) => {
      const abandon = () => {
        this.waiting = this.waiting.filter((other) => other !== waiter);
        this.wake();
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        bound,
        grant: (outcome) => {
          signal?.removeEventListener('abort', abandon);
          resolve(outcome);
        },
      };
      signal?.addEventListener('abort', abandon, { once: true });
      this.waiting = [...this.waiting, waiter];
    });
  }

  private fits(bound: PicoUsd): boolean {
    return this.cap === null || this.paid + this.held + bound <= this.cap;
  }

  private neverFits(bound: PicoUsd): boolean {
    return this.cap !== null && this.paid + bound > this.cap;
  }

  private hold(bound: PicoUsd): Reservation {
    this.held = picoUsd(this.held + bound);
    let open = true;
    const close = (actual: PicoUsd) => {
      if (!open) return;
      if (actual < 0n) throw new RangeError('a bill is not negative');
      open = false;
      this.held = picoUsd(this.held - bound);
      this.paid = picoUsd(this.paid + actual);
      this.wake();
    };
    return { bound, settle: close, release: () => close(ZERO_USD) };
  }

  private wake(): void {
    const hopeless = this.waiting.filter((waiter) => this.neverFits(waiter.bound));
    this.waiting = this.waiting.filter((waiter) => !this.neverFits(waiter.bound));
    for (const waiter of hopeless) waiter.grant('exhausted');
    for (let next = this.waiting[0]; next !== undefined && this.fits(next.bound); next = this.waiting[0]) {
      this.waiting = this.waiting.slice(1);
      next.grant(this.hold(next.bound));
    }
  }
}
