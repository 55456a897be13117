import { normalise, scaleOf } from './normalise.js';
import type { Rows } from './rows.js';

/** A point of a front and how much of a knee it is. */
export interface Knee {
  readonly index: number;
  /** What its definition measures, greater for a sharper knee. */
  readonly sharpness: number;
}

/**
 * The knee by distance (Das 1999): the point of a non-dominated front that lies farthest from the line between the
 * extremes towards the ideal, objectives normalised by ideal and nadir; with more objectives, from the plane through
 * the nadir's intercepts. `sharpness` is that distance. Null where no point lies below the line: a straight or
 * hollow front has none.
 */
export function kneeByDistance(front: Rows): Knee | null {
  if (front.length < 3) return null;
  const scale = scaleOf(front);
  const active = scale.ideal.map((low, axis) => low !== scale.nadir[axis]);
  const axes = active.filter(Boolean).length;
  if (axes < 2) return null;
  let knee: Knee | null = null;
  for (const [index, point] of normalise(front, scale).entries()) {
    const sharpness = (1 - point.reduce((sum, value) => sum + value, 0)) / Math.sqrt(axes);
    // Rounding alone lifts points of a straight front off the line.
    if (sharpness > (knee?.sharpness ?? 1e-12)) knee = { index, sharpness };
  }
  return knee;
}

/**
 * The knee by trade-off (Rachmawati and Srinivasan 2009): the point that costs most to leave. Moving from it to any
 * other point of the front, objectives normalised, loses at least `sharpness` for every unit gained. Null for fewer
 * than two distinct points. Greater than 1 means that leaving it never pays in normalised units.
 */
export function kneeByTradeOff(front: Rows): Knee | null {
  if (front.length < 2) return null;
  const points = normalise(front, scaleOf(front));
  let knee: Knee | null = null;
  for (const [index, point] of points.entries()) {
    const sharpness = Math.min(...points.map((other) => tradeOff(point, other)));
    if (Number.isFinite(sharpness) && sharpness > (knee?.sharpness ?? 0)) knee = { index, sharpness };
  }
  return knee;
}

/** What is lost for a unit gained on the way from one point to another; +∞ where nothing is gained. */
function tradeOff(from: readonly number[], to: readonly number[]): number {
  let lost = 0;
  let gained = 0;
  for (const [axis, value] of from.entries()) {
    const change = (to[axis] ?? 0) - value;
    if (change > 0) lost += change;
    else gained -= change;
  }
  return gained === 0 ? Number.POSITIVE_INFINITY : lost / gained;
}
