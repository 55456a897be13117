import { type Partition, type Stat, tQuantile, undefinedStat } from '../../stats/index.js';

/** A slope with its clustered standard error. */
export interface Slope {
  readonly slope: number;
  readonly se: number;
  /** Clusters − 1. */
  readonly df: number;
  readonly low: number;
  readonly high: number;
  /** Samples that entered. */
  readonly n: number;
}

const MOST_SWEEPS = 500;
const SETTLED = 1e-10;

/**
 * Slope of y on x with one fixed effect for each variant and, with `bySample`, one for each sample: least squares on
 * what is left when the means of variants (and samples) have been swept out, which is the same as with dummies for all
 * of them (Frisch–Waugh–Lovell). What makes one sample harder or one variant better than another cancels. Standard
 * error: sandwich over clusters · C/(C−1), t with C − 1 df. `x[v][i]`, `y[v][i]`: variant v, sample i, NaN is missing.
 */
export function demeanedSlope(
  x: readonly Float64Array[],
  y: readonly Float64Array[],
  options: {
    readonly rows: Int32Array;
    readonly clusters: Partition;
    readonly level: number;
    readonly bySample: boolean;
  },
): Stat<Slope> {
  const cells = usableCells(x, y, options);
  if (cells.samples.size < 3) return undefinedStat(cells.reason);
  const left = sweep(cells.x, cells, options.bySample);
  const right = sweep(cells.y, cells, options.bySample);
  let xx = 0;
  let xy = 0;
  let raw = 0;
  for (let at = 0; at < left.length; at++) {
    xx += (left[at] ?? 0) ** 2;
    xy += (left[at] ?? 0) * (right[at] ?? 0);
    raw += (cells.x[at] ?? 0) ** 2;
  }
  if (!(xx > 1e-12 * Math.max(1, raw))) return undefinedStat('the compared answers do not differ in length');
  const slope = xy / xx;
  const scores = new Map<number, number>();
  for (let at = 0; at < left.length; at++) {
    const cluster = options.clusters.of[cells.sample[at] ?? 0] ?? 0;
    const score = (left[at] ?? 0) * ((right[at] ?? 0) - slope * (left[at] ?? 0));
    scores.set(cluster, (scores.get(cluster) ?? 0) + score);
  }
  const count = scores.size;
  if (count < 3) return undefinedStat(`${count} clusters are too few`);
  let meat = 0;
  for (const score of scores.values()) meat += score * score;
  const se = Math.sqrt((meat * count) / (count - 1)) / xx;
  const half = tQuantile((1 + options.level) / 2, count - 1) * se;
  return {
    state: 'defined',
    slope,
    se,
    df: count - 1,
    low: slope - half,
    high: slope + half,
    n: cells.samples.size,
  };
}

interface Cells {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly variant: Int32Array;
  readonly sample: Int32Array;
  readonly samples: ReadonlySet<number>;
  readonly reason: string;
}

function usableCells(
  x: readonly Float64Array[],
  y: readonly Float64Array[],
  { rows, bySample }: { readonly rows: Int32Array; readonly bySample: boolean },
): Cells {
  const cells: { x: number; y: number; variant: number; sample: number }[] = [];
  const samples = new Set<number>();
  for (const sample of rows) {
    const of = x.flatMap((column, variant) => {
      const cell = {
        x: column[sample] ?? Number.NaN,
        y: y[variant]?.[sample] ?? Number.NaN,
        variant,
        sample,
      };
      return Number.isNaN(cell.x) || Number.isNaN(cell.y) ? [] : [cell];
    });
    // One answer of a sample has nothing to be compared with.
    if (of.length < (bySample ? 2 : 1)) continue;
    cells.push(...of);
    samples.add(sample);
  }
  return {
    x: Float64Array.from(cells, (cell) => cell.x),
    y: Float64Array.from(cells, (cell) => cell.y),
    variant: Int32Array.from(cells, (cell) => cell.variant),
    sample: Int32Array.from(cells, (cell) => cell.sample),
    samples,
    reason: bySample
      ? 'fewer than three samples have judged answers of two variants'
      : 'fewer than three samples have a judged answer',
  };
}

/** Sweeps the means out in turn until both are gone; a complete table takes one turn. */
function sweep(values: Float64Array, cells: Cells, bySample: boolean): Float64Array {
  const rest = Float64Array.from(values);
  for (let turn = 0; turn < MOST_SWEEPS; turn++) {
    const moved = bySample ? sweepMeans(rest, cells.sample) : 0;
    const last = sweepMeans(rest, cells.variant);
    if (!bySample || Math.max(moved, last) < SETTLED) break;
  }
  return rest;
}

/** Takes each group's mean away in place; answers with the largest. */
function sweepMeans(values: Float64Array, groups: Int32Array): number {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [at, group] of groups.entries()) {
    const total = sums.get(group) ?? { sum: 0, count: 0 };
    total.sum += values[at] ?? 0;
    total.count++;
    sums.set(group, total);
  }
  let most = 0;
  for (const { sum, count } of sums.values()) most = Math.max(most, Math.abs(sum / count));
  for (const [at, group] of groups.entries()) {
    const { sum, count } = sums.get(group) ?? { sum: 0, count: 1 };
    values[at] = (values[at] ?? 0) - sum / count;
  }
  return most;
}
