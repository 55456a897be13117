import { hash32 } from '../chance.js';

/** Faults to inject. `…Every: n` hits every n-th call, `…Rate` a seeded share of calls; 0 or undefined: none. */
export interface FaultOptions {
  /** 429 ThrottlingException. */
  readonly throttleEvery?: number;
  readonly throttleRate?: number;
  /** 500 InternalServerException and 503 ServiceUnavailableException in turn. */
  readonly errorEvery?: number;
  readonly errorRate?: number;
  /** The connection is destroyed before anything is answered. */
  readonly resetEvery?: number;
  readonly resetRate?: number;
  /** The connection is destroyed after the work is done and billed, before the answer is sent. */
  readonly loseAnswerEvery?: number;
  /** Every call waits this long first. */
  readonly delayMs?: number;
}

export type Fault = 'throttle' | 'error' | 'reset' | 'lose-answer';

/** Decides, call by call in order of arrival, which fault strikes. */
export function createFaultPlan(options: FaultOptions, seed: number): () => Fault | undefined {
  let call = 0;
  const strikes = (kind: Fault, every: number | undefined, rate: number | undefined): boolean => {
    if (every !== undefined && every > 0 && call % every === 0) return true;
    return rate !== undefined && rate > 0 && hash32(`${kind}:${call}`, seed) / 4294967296 < rate;
  };
  return () => {
    call += 1;
    if (strikes('reset', options.resetEvery, options.resetRate)) return 'reset';
    if (strikes('throttle', options.throttleEvery, options.throttleRate)) return 'throttle';
    if (strikes('error', options.errorEvery, options.errorRate)) return 'error';
    return strikes('lose-answer', options.loseAnswerEvery, undefined) ? 'lose-answer' : undefined;
  };
}
