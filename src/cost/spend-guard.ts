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
 * settled when it returns, so that spent + outstanding + unseen never crosses the cap: the bound of an attempt that
 * may have been billed and said nothing stays held for good. As long as no call costs more than
 * its bound, billed cannot cross it either; one that did is recorded as it is, and the guard grants nothing more
 * than what is left. A cap covers all sittings of a run: `spent` and `unseen` start at what earlier ones left.
 */
export class SpendGuard {
  readonly cap: PicoUsd | null;
  private paid: PicoUsd;
  private held: PicoUsd = ZERO_USD;
  private lost: PicoUsd;
  private kept: PicoUsd = ZERO_USD;
  private waiting: readonly Waiter[] = [];

  /** `cap` null: unlimited. */
  constructor(options: {
    readonly cap: PicoUsd | null;
    readonly spent: PicoUsd;
    readonly unseen?: PicoUsd;
  }) {
    const { cap, spent, unseen = ZERO_USD } = options;
    if ((cap ?? ZERO_USD) < 0n || spent < 0n || unseen < 0n) throw new RangeError('money is not negative');
    this.cap = cap;
    this.paid = spent;
    this.lost = unseen;
  }

  /** What was billed so far. */
  get spent(): PicoUsd {
    return this.paid;
  }

  /** What calls in flight may still cost. */
  get outstanding(): PicoUsd {
    return this.held;
  }

  /** What attempts that said nothing may have been billed at most. */
  get unseen(): PicoUsd {
    return this.lost;
  }

  /**
   * Reserves now, or returns null when spent + outstanding + unseen + bound would cross the cap (or when others wait
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
   * Keeps so much of the cap for later work: nothing is granted that would use it, until less is kept back. Calls that
   * wait for money that is now kept back are told so. Replaces what was kept back before.
   */
  keepBack(amount: PicoUsd): void {
    if (amount < 0n) throw new RangeError('money is not negative');
    this.kept = amount;
    this.wake();
  }

  /** Whether a refusal now is for the sake of what is kept back, and not of the cap alone. */
  get isKeepingBack(): boolean {
    return this.kept > 0n;
  }

  /** Holds for good what may have been billed without our being told. Hold it before its reservation is released. */
  holdUnseen(bound: PicoUsd): void {
    if (bound < 0n) throw new RangeError('an upper bound is not negative');
    this.lost = picoUsd(this.lost + bound);
    this.wake();
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
    return this.cap === null || this.paid + this.held + this.lost + this.kept + bound <= this.cap;
  }

  private neverFits(bound: PicoUsd): boolean {
    return this.cap !== null && this.paid + this.lost + this.kept + bound > this.cap;
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
