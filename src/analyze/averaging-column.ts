/** One number by sample: the mean of what was added for it, NaN where nothing was. */
export interface AveragingColumn {
  add(sample: number, value: number): void;
  /** The means, computed on the first call; nothing may be added after it. */
  means(): Float64Array;
}

/** `divisor` turns the unit that is added up exactly (pico-dollars) into that of the means (dollars). */
export function averagingColumn(size: number, divisor = 1): AveragingColumn {
  const sums = new Float64Array(size);
  const counts = new Uint16Array(size);
  let finished = false;
  return {
    add(sample, value) {
      if (finished) throw new Error('the column has been read');
      sums[sample] = (sums[sample] ?? 0) + value;
      counts[sample] = (counts[sample] ?? 0) + 1;
    },
    means() {
      if (!finished) {
        // In place: a second array of this size is not needed.
        for (let i = 0; i < size; i++) sums[i] = (sums[i] ?? 0) / ((counts[i] ?? 0) * divisor);
        finished = true;
      }
      return sums;
    },
  };
}
