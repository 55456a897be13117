/** What a choice costs, and what else it is. */
export interface PricedChoice {
  /** Cost by what is priced (models, say), at today's prices; they add up. */
  readonly costs: { readonly [model: string]: number };
  /** Every other objective, minimised. */
  readonly others: readonly number[];
}

/** Multiples of today's price between which a choice is not dominated. Null: no bound on that side. */
export interface StayingRange {
  readonly low: number | null;
  readonly high: number | null;
  /** Whether today's price lies inside. */
  readonly containsToday: boolean;
}

/**
 * For which multiples t > 0 of the prices of `models` no candidate beats a choice: cost is fixed + t · moving, a straight
 * line for each, so every rival that is no worse in all other objectives rules out one side of a crossing, and what
 * is left is an interval, exactly. A rival that is equal in all others has to be cheaper, any other at most as dear.
 * Null where no multiple is left.
 */
export function priceRange(
  own: PricedChoice,
  candidates: readonly PricedChoice[],
  models: readonly string[],
): StayingRange | null {
  const line = lineOf(own, models);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (const rival of candidates) {
    if (rival === own || !own.others.every((value, at) => (rival.others[at] ?? value) <= value)) continue;
    const isEqual = own.others.every((value, at) => rival.others[at] === value);
    const theirs = lineOf(rival, models);
    // The rival costs `gap + slope t` more; at or below 0 it beats us.
    const gap = theirs.fixed - line.fixed;
    const slope = theirs.moving - line.moving;
    if (slope === 0) {
      if (gap < 0 || (gap === 0 && !isEqual)) return null;
    } else if (slope > 0) {
      low = Math.max(low, -gap / slope);
    } else {
      high = Math.min(high, -gap / slope);
    }
  }
  if (!(low < high)) return null;
  return {
    low: low > 0 ? low : null,
    high: Number.isFinite(high) ? high : null,
    containsToday: low <= 1 && 1 <= high,
  };
}

function lineOf(
  { costs }: PricedChoice,
  models: readonly string[],
): { readonly fixed: number; readonly moving: number } {
  let fixed = 0;
  let moving = 0;
  for (const [model, cost] of Object.entries(costs)) {
    if (models.includes(model)) moving += cost;
    else fixed += cost;
  }
  return { fixed, moving };
}
