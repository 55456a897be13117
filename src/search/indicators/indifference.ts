/**
 * What counts as better where it is asked who stands on a front: by more than this share of the front's range. Where intents
 * are chosen for themselves there are so many choices that one of them is better by a hair in nearly every draw, which says
 * nothing about the point.
 */
export const INDIFFERENCE = 0.02;
/** Of a margin: less than this is no difference. */
const ROUNDING = 1e-6;

/** By objective, the share of a front's range that nobody minds. The front is minimised rows, one after the other. */
export function marginsOf(front: Float64Array, dimension: number): Float64Array {
  return Float64Array.from({ length: dimension }, (_, k) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = k; at < front.length; at += dimension) {
      low = Math.min(low, front[at] as number);
      high = Math.max(high, front[at] as number);
    }
    return high > low ? INDIFFERENCE * (high - low) : 0;
  });
}

/**
 * True where some row of the front is nowhere worse and in some objective better by more than its margin. Rows of the front
 * may have further columns behind the objectives; `counts`: which of them are asked, all where it is absent.
 */
export function isBeaten(
  row: Float64Array,
  front: Float64Array,
  margins: Float64Array,
  options: { readonly width?: number; readonly counts?: (row: number) => boolean } = {},
): boolean {
  const width = options.width ?? margins.length;
  for (let from = 0; from < front.length; from += width) {
    let isWorse = false;
    let isBetter = false;
    for (let k = 0; k < margins.length && !isWorse; k++) {
      const gain = (row[k] as number) - (front[from + k] as number);
      // Sums of the same parts in another order differ in their last bits.
      isWorse = gain < -ROUNDING * (margins[k] as number);
      if (gain > (margins[k] as number)) isBetter = true;
    }
    if (isBetter && !isWorse && (options.counts?.(from / width) ?? true)) return true;
  }
  return false;
}
