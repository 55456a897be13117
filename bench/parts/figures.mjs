/** The middle of the values; of an even number of them the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Rounded to three significant digits, so that nobody reads more into a figure than there is. */
export function rounded(value) {
  return Number(value.toPrecision(3));
}

/** The median of every figure of several measurements of one thing. */
export function medians(measurements) {
  const keys = Object.keys(measurements[0]).filter((key) => typeof measurements[0][key] === 'number');
  return Object.fromEntries(keys.map((key) => [key, median(measurements.map((one) => one[key]))]));
}
