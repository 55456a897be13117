/** A stretch of a text's pieces that goes through the encoder in one pass. */
export interface TokenWindow {
  /** First piece that it reads; special pieces of the text are not counted. */
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
  /** The pieces whose vectors are taken from this window. */
  readonly keepFrom: number;
  readonly keepTo: number;
}

/**
 * Windows over `length` pieces of which the encoder reads `reach` at a time. Neighbours share a quarter of the reach,
 * and a shared piece takes its vector from the window in which it has more context on its shorter side: the border is
 * the middle of what they share. The last window is moved back to be full. One window where everything fits.
 */
export function tokenWindows(length: number, reach: number): readonly TokenWindow[] {
  if (length <= reach) return [{ start: 0, end: length, keepFrom: 0, keepTo: length }];
  const step = reach - Math.floor(reach / 4);
  const count = Math.ceil((length - reach) / step) + 1;
  const starts = Array.from({ length: count }, (_, at) => Math.min(at * step, length - reach));
  const borders = starts
    .slice(1)
    .map((start, at) => Math.floor((start + Math.min((starts[at] ?? 0) + reach, length)) / 2));
  return starts.map((start, at) => ({
    start,
    end: start + reach,
    keepFrom: borders[at - 1] ?? 0,
    keepTo: borders[at] ?? length,
  }));
}
