/** Time as jobs are paced by it; tests give one that they advance themselves. */
export interface Clock {
  /** Unix time in milliseconds. */
  now(): number;
  /** Resolves after that long, or as soon as `signal` aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** A timer of Node takes no more than 2³¹ − 1 ms: a longer one would end at once. */
const longestTimerMs = 2_147_483_647;

/** The clock of the machine. */
export const machineClock: Clock = {
  now: Date.now,
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timerFor = (leftMs: number): NodeJS.Timeout =>
        setTimeout(
          () => {
            if (leftMs <= longestTimerMs) return end();
            timer = timerFor(leftMs - longestTimerMs);
          },
          Math.min(leftMs, longestTimerMs),
        );
      let timer = timerFor(milliseconds);
      signal.addEventListener('abort', end);
    }),
};

/**
 * The clock of one job. It is moved by what the job does, never by how fast this machine is: real time only paces it
 * (`timeScale` times slower). So a busy machine makes no job run out of time, and a restart loses none.
 */
export interface Timeline {
  readonly elapsedMs: number;
  add(milliseconds: number): void;
  /** Waits until real time has caught up. */
  pace(signal: AbortSignal): Promise<void>;
}

/** Shorter real waits are saved up: a timer is no more exact. */
const leastWaitMs = 5;

export function createTimeline(options: {
  readonly clock: Clock;
  readonly timeScale: number;
  readonly elapsedMs: number;
}): Timeline {
  const { clock, timeScale } = options;
  const startMs = clock.now();
  let elapsedMs = options.elapsedMs;
  return {
    get elapsedMs() {
      return elapsedMs;
    },
    add(milliseconds) {
      elapsedMs += milliseconds;
    },
    async pace(signal) {
      const dueMs = startMs + (elapsedMs - options.elapsedMs) / timeScale;
      const waitMs = dueMs - clock.now();
      if (waitMs < leastWaitMs) return;
      await clock.wait(waitMs, signal);
      // A wait that was broken off has not passed: what comes next would wait for the rest of it.
      const reached = options.elapsedMs + (clock.now() - startMs) * timeScale;
      if (signal.aborted) elapsedMs = Math.min(elapsedMs, reached);
    },
  };
}
