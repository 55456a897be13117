/** Events in virtual milliseconds: nothing sleeps, and a minute costs what its events cost. */
export class VirtualTime {
  #nowMs = 0;
  #serial = 0;
  readonly #heap: { readonly atMs: number; readonly serial: number; run: (() => void) | undefined }[] = [];

  readonly now = (): number => this.#nowMs;

  /** Pending events that were not cancelled. */
  get pending(): number {
    return this.#heap.filter(({ run }) => run !== undefined).length;
  }

  readonly schedule = (run: () => void, delayMs: number): (() => void) => {
    const event = {
      atMs: this.#nowMs + delayMs,
      serial: this.#serial++,
      run: run as (() => void) | undefined,
    };
    this.#push(event);
    return () => {
      event.run = undefined;
    };
  };

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.schedule(resolve, ms);
    });

  /** Runs events in order of time until there are none, letting promises settle between moments. */
  async drain(): Promise<void> {
    for (;;) {
      await settled();
      let next = this.#pop();
      while (next !== undefined && next.run === undefined) next = this.#pop();
      if (next === undefined) return;
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run?.();
    }
  }

  #before(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.atMs < other.atMs || (one.atMs === other.atMs && one.serial < other.serial);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }

  #push(event: { readonly atMs: number; readonly serial: number; run: (() => void) | undefined }): void {
    this.#heap.push(event);
    for (let at = this.#heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #pop(): { readonly atMs: number; run: (() => void) | undefined } | undefined {
    this.#swap(0, this.#heap.length - 1);
    const first = this.#heap.pop();
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = this.#before(right, left) ? right : left;
      if (!this.#before(least, at)) return first;
      this.#swap(at, least);
      at = least;
    }
  }
}

/** Microtasks run dry before the next macrotask. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
