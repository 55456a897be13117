/** One shape for every figure. `low` and `high` are null, with a `reason`, where the interval is undefined. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Confidence level of the interval, for example 0.95. */
  readonly level: number;
  /** Names formula and variant, for example `t, CR1 clustered SE, df clusters-1`. */
  readonly method: string;
  /** How many samples (not trials) the figure rests on. */
  readonly n: number;
  readonly reason?: string;
}

/** An estimate without a value, and why. */
export function undefinedEstimate(
  reason: string,
  options: { readonly level: number; readonly method: string; readonly n: number },
): Estimate {
  return { value: null, low: null, high: null, ...options, reason };
}

export type Verdict = 'pass' | 'fail' | 'inconclusive';
