/** A distribution in one pass. */
export interface Summary {
  readonly n: number;
  /** Null when there is nothing to take a mean of. */
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export interface RunningSummary {
  add(value: number): void;
  result(): Summary;
}

/** Collects n, mean, minimum and maximum without keeping values. */
export function runningSummary(): RunningSummary {
  let n = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  return {
    add(value) {
      n += 1;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    },
    result: () => (n === 0 ? { n, mean: null, min: null, max: null } : { n, mean: sum / n, min, max }),
  };
}
