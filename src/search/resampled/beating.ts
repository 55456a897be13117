import type { Combination } from '../exact/index.js';
import { isBeaten } from '../indicators/index.js';
import type { PointSet } from '../nsga2/index.js';

/** Combinations that are begun at most before the question is left open. */
const MOST_STEPS = 20_000;
/** Steps between 0 and 1 of a weight, by number of summed columns; more columns: 3. */
const FINENESS = [1, 1, 16, 8, 5];
/** Of a margin: less than this is no difference. */
const ROUNDING = 1e-6;

/** What is known of a row. */
export type Verdict = 'beaten' | 'stands' | 'open';

/** Rows that may be combined, one of each list, and what decides between combinations. */
export interface Contest {
  readonly lists: readonly PointSet[];
  /** By column. */
  readonly combine: readonly Combination[];
  /** By objective, which are the first columns: what counts as better. */
  readonly margins: Float64Array;
  /** By column behind the objectives: no combination above it counts. */
  readonly limits: readonly number[];
  /** Asked of combinations (a row of each list) that would beat: whether they may. */
  readonly counts: (choice: Int32Array) => boolean;
}

/**
 * Asks whether a combination is nowhere worse than a row and in some objective better by more than its margin, without
 * listing the combinations. Such a one has, for all weights w ≥ 0 of the objectives, w · x ≤ w · row − min_k w_k margin_k. For a
 * few weights every row of a list has its excess over the least of its list; excesses add up, none is below 0, and what
 * is above the budget in one weight is left out, begun combinations and single rows alike. Exact, unless the steps run out.
 */
export function createBeating(contest: Contest): (row: Float64Array) => Verdict {
  const { lists, combine, margins, limits } = contest;
  const width = combine.length;
  const weights = weightsOf(contest);
  // excess[list][row · weights + w]
  const least = new Float64Array(weights.length);
  const excess = lists.map((list) => excessOf(list, weights, least));
  const target = new Float64Array(width);

  return (row) => {
    target.set(row);
    target.set(limits, margins.length);
    const budget = Float64Array.from(weights, (weight, w) => {
      const slack = margins.reduce(
        (low, margin, k) => Math.min(low, (weight[k] as number) * margin),
        Number.POSITIVE_INFINITY,
      );
      const rounding = margins.reduce((sum, margin, k) => sum + ROUNDING * margin * (weight[k] as number), 0);
      const whole = weight.reduce(
        (sum, value, k) => (value > 0 ? sum + value * (target[k] as number) : sum),
        0,
      );
      return whole - slack + rounding - (least[w] as number);
    });
    // Weights that leave the least room say most, and alone may say that there is none.
    if (budget.some((room) => room < 0)) return 'stands';
    const fitting = lists.map((list, at) =>
      fittingRows(list, { excess: excess[at], budget, combine, target }),
    );
    if (fitting.some((rows) => rows.length === 0)) return 'stands';
    return walk({ contest, fitting, excess, budget, row });
  };
}

/** Weights of a simplex grid over summed objectives, each by its margin, and the summed columns behind them by themselves. */
function weightsOf({ combine, margins }: Contest): readonly Float64Array[] {
  const summed = [...margins.keys()].filter((k) => combine[k] === 'sum');
  const fineness = FINENESS[summed.length] ?? 3;
  const found: Float64Array[] = [];
  const spread = (at: number, left: number, weight: Float64Array): void => {
    const k = summed[at];
    if (k === undefined) return;
    const unit = (margins[k] as number) > 0 ? 1 / (margins[k] as number) : 1;
    if (at === summed.length - 1) {
      weight[k] = left * unit;
      found.push(weight.slice());
      return;
    }
    for (let part = 0; part <= left; part++) {
      weight[k] = part * unit;
      spread(at + 1, left - part, weight);
    }
  };
  spread(0, fineness, new Float64Array(combine.length));
  for (let k = margins.length; k < combine.length; k++) {
    if (combine[k] === 'sum') found.push(Float64Array.from(combine, (_, other) => (other === k ? 1 : 0)));
  }
  return found;
}

/** By row and weight what it has above the least of the list, which is added to `least`. */
function excessOf(list: PointSet, weights: readonly Float64Array[], least: Float64Array): Float64Array {
  const found = new Float64Array(list.count * weights.length);
  for (const [w, weight] of weights.entries()) {
    let low = Number.POSITIVE_INFINITY;
    for (let row = 0; row < list.count; row++) {
      let sum = 0;
      for (let k = 0; k < list.dimension; k++) {
        if ((weight[k] as number) > 0)
          sum += (weight[k] as number) * (list.values[row * list.dimension + k] as number);
      }
      found[row * weights.length + w] = sum;
      low = Math.min(low, sum);
    }
    for (let row = 0; row < list.count; row++) {
      const place = row * weights.length + w;
      found[place] = (found[place] as number) - low;
    }
    least[w] = (least[w] as number) + low;
  }
  return found;
}

/** Rows that are within every budget by themselves, those that use the least part of any first. */
function fittingRows(
  list: PointSet,
  of: {
    readonly excess: Float64Array | undefined;
    readonly budget: Float64Array;
    readonly combine: readonly Combination[];
    readonly target: Float64Array;
  },
): Int32Array {
  const { budget, combine, target } = of;
  const used = new Float64Array(list.count);
  for (let row = 0; row < list.count; row++) {
    for (let w = 0; w < budget.length; w++) {
      const excess = of.excess?.[row * budget.length + w] ?? 0;
      const part = excess <= 0 ? 0 : excess / (budget[w] as number);
      used[row] = Math.max(used[row] as number, part);
    }
    for (let k = 0; k < combine.length; k++) {
      // Of a greatest part each has to be small enough by itself.
      const isOver = (list.values[row * list.dimension + k] as number) > (target[k] as number);
      if (combine[k] === 'max' && isOver) used[row] = Number.POSITIVE_INFINITY;
    }
  }
  return Int32Array.from({ length: list.count }, (_, row) => row)
    .filter((row) => (used[row] as number) <= 1)
    .sort((a, b) => (used[a] as number) - (used[b] as number) || a - b);
}

/** Depth first through the lists, the one with the fewest rows first. */
function walk(of: {
  readonly contest: Contest;
  readonly fitting: readonly Int32Array[];
  readonly excess: readonly Float64Array[];
  readonly budget: Float64Array;
  readonly row: Float64Array;
}): Verdict {
  const { contest, fitting, excess, budget, row } = of;
  const { lists, combine, margins, limits, counts } = contest;
  const order = [...lists.keys()].sort(
    (a, b) => (fitting[a]?.length ?? 0) - (fitting[b]?.length ?? 0) || a - b,
  );
  const count = budget.length;
  const rooms = Array.from({ length: lists.length + 1 }, () => budget.slice());
  const choice = new Int32Array(lists.length);
  const rival = new Float64Array(combine.length);
  let steps = 0;

  const beats = (): boolean => {
    for (const [k, how] of combine.entries()) {
      let value = how === 'sum' ? 0 : how === 'max' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
      // In the order of the lists, as the row itself was added up.
      for (const [at, list] of lists.entries()) {
        const part = list.values[(choice[at] as number) * list.dimension + k] as number;
        value = how === 'sum' ? value + part : how === 'max' ? Math.max(value, part) : Math.min(value, part);
      }
      rival[k] = value;
    }
    if (limits.some((limit, at) => (rival[margins.length + at] as number) > limit)) return false;
    return isBeaten(row, rival, margins, { width: rival.length }) && counts(choice);
  };
  const isFound = (depth: number): boolean => {
    const list = order[depth];
    if (list === undefined) return beats();
    const [room, next] = [rooms[depth] as Float64Array, rooms[depth + 1] as Float64Array];
    const own = excess[list] as Float64Array;
    for (const candidate of fitting[list] ?? []) {
      if (++steps > MOST_STEPS) return false;
      let fits = true;
      for (let w = 0; w < count && fits; w++) {
        next[w] = (room[w] as number) - (own[candidate * count + w] as number);
        fits = (next[w] as number) >= 0;
      }
      choice[list] = candidate;
      if (fits && isFound(depth + 1)) return true;
    }
    return false;
  };
  if (isFound(0)) return 'beaten';
  return steps > MOST_STEPS ? 'open' : 'stands';
}
