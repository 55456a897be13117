import type { GateCheck } from './port.js';

/**
 * How many samples would settle an inconclusive check with 80 % power, if the difference seen were the true one and
 * the spread stayed: n · (mde / |diff − threshold|)², since the detectable effect shrinks with √n. Null where more
 * samples are not the answer (a settled check, missing pairs, no spread known, a difference exactly at the threshold).
 */
export function settleN(check: GateCheck): number | null {
  const { verdict, diff, low, high, mde, n } = check;
  const threshold = thresholdOf(check);
  if (verdict !== 'inconclusive' || threshold === null) return null;
  if (diff === null || low === null || high === null || mde === null) return null;
  // The bounds have decided and the verdict is still open: something other than the spread holds it back.
  if (low > threshold || high < threshold) return null;
  const gap = Math.abs(diff - threshold);
  if (gap === 0) return null;
  return Math.max(n + 1, Math.ceil(n * (mde / gap) ** 2));
}

function thresholdOf({ margin, bound }: GateCheck): number | null {
  if (margin !== null) return -margin;
  return bound?.min ?? bound?.max ?? null;
}
