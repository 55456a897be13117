/**
 * Scores whose mean is the ratio of sums R = Σq/Σt and whose variance is its delta variance: R + (q_i − R t_i)/t̄. What
 * holds for a mean (clusters, pairs, arms) then holds for the ratio, to first order. A row that lacks either value is
 * NaN; so is every row where Σt is 0.
 */
export function ratioScores(numerator: ArrayLike<number>, denominator: ArrayLike<number>): Float64Array {
  const isKnown = (row: number): boolean =>
    Number.isFinite((numerator[row] ?? Number.NaN) + (denominator[row] ?? Number.NaN));
  let [sumOfNumerators, sumOfDenominators, n] = [0, 0, 0];
  for (let row = 0; row < numerator.length; row++) {
    if (!isKnown(row)) continue;
    sumOfNumerators += numerator[row] ?? 0;
    sumOfDenominators += denominator[row] ?? 0;
    n += 1;
  }
  const ratio = sumOfNumerators / sumOfDenominators;
  const mean = sumOfDenominators / n;
  return Float64Array.from(numerator, (value, row) =>
    isKnown(row) ? ratio + (value - ratio * (denominator[row] ?? 0)) / mean : Number.NaN,
  );
}
