/** Where lengths are centred and scaled: mean and standard deviation of ln(1 + words). */
export interface LengthScale {
  readonly mean: number;
  readonly sd: number;
}

/** ln(1 + words): an answer twice as long is a step of about 0.7 wherever it starts. */
export function logLength(words: number): number {
  return Math.log1p(Math.max(0, words));
}

/** Scale of log lengths; NaN entries are left out. Null where there are fewer than two, or all are equal. */
export function lengthScale(logLengths: ArrayLike<number>): LengthScale | null {
  let n = 0;
  let sum = 0;
  for (let at = 0; at < logLengths.length; at++) {
    const value = logLengths[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    n++;
    sum += value;
  }
  if (n < 2) return null;
  const mean = sum / n;
  let squares = 0;
  for (let at = 0; at < logLengths.length; at++) {
    const value = logLengths[at] ?? Number.NaN;
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  const sd = Math.sqrt(squares / (n - 1));
  return sd > 1e-9 ? { mean, sd } : null;
}

/** tanh of the standardised log length: about 1 for each standard deviation near the mean, level at both ends. */
export function lengthFeature(logLengthOfAnswer: number, scale: LengthScale): number {
  return Math.tanh((logLengthOfAnswer - scale.mean) / scale.sd);
}
