import {
  type Arm,
  compareUnpaired,
  isDefined,
  newcombeUnpaired,
  type PassCount,
  type Stat,
  tCdf,
  tQuantile,
  undefinedStat,
  unpairedRatio,
} from '../../stats/index.js';
import type { CheckTest } from '../check-test.js';

const POWER = 0.8;
/** Where the search for a p ends: below, a verdict does not depend on it. */
const SMALLEST_P = 1e-9;

/** Difference of two independent arms, treatment − control, against a threshold; passes and failures by Newcombe's interval. */
export function armDifferenceTest(treatment: Arm, control: Arm, threshold: number): Stat<CheckTest> {
  const passes = passCounts(treatment, control);
  if (passes !== undefined) return proportionTest(passes, threshold);
  const comparison = compareUnpaired(treatment, control, { level: 0.95 });
  if (!isDefined(comparison)) return comparison;
  const { diff, interval } = comparison;
  if (!isDefined(interval)) return interval;
  const { se, df } = interval;
  if (se === 0) return undefinedStat('neither arm varies');
  const t = (diff - threshold) / se;
  return {
    state: 'defined',
    value: diff,
    threshold,
    pAbove: tCdf(-t, df),
    pBelow: tCdf(t, df),
    exact: false,
    bounds: (alpha) => {
      const half = tQuantile(1 - alpha, df) * se;
      return { lower: diff - half, upper: diff + half };
    },
    mde: (alpha) => (tQuantile(1 - alpha, df) + tQuantile(POWER, df)) * se,
    method: 'Welch’s t of independent arms, clustered SE',
    unreliable: null,
  };
}

/** Ratio of the means of two independent arms, treatment ÷ control, by Fieller. */
export function armRatioTest(treatment: Arm, control: Arm, threshold: number): Stat<CheckTest> {
  const known = unpairedRatio(treatment, control, { level: 0.9 });
  if (!isDefined(known)) return known;
  const boundsAt = (alpha: number) => {
    const found = unpairedRatio(treatment, control, { level: 1 - 2 * alpha });
    const interval = isDefined(found) ? found.interval : undefined;
    return interval !== undefined && isDefined(interval)
      ? { lower: interval.low, upper: interval.high }
      : { lower: null, upper: null };
  };
  return byBounds({
    value: known.ratio,
    threshold,
    boundsAt,
    method: 'Fieller’s ratio of independent arms, clustered SE',
  });
}

/** Counts of passes where both arms hold nothing but 0 and 1, and every row stands for itself. */
function passCounts(
  treatment: Arm,
  control: Arm,
): { readonly treatment: PassCount; readonly control: PassCount } | undefined {
  const count = ({ values, clusters }: Arm): PassCount | undefined => {
    if (clusters !== undefined && clusters.count !== values.length) return undefined;
    let successes = 0;
    for (let row = 0; row < values.length; row++) {
      if (values[row] !== 0 && values[row] !== 1) return undefined;
      successes += values[row] ?? 0;
    }
    return { successes, n: values.length };
  };
  const [a, b] = [count(treatment), count(control)];
  return a === undefined || b === undefined ? undefined : { treatment: a, control: b };
}

function proportionTest(
  { treatment, control }: { readonly treatment: PassCount; readonly control: PassCount },
  threshold: number,
): Stat<CheckTest> {
  const known = newcombeUnpaired(treatment, control, 0.9);
  if (!isDefined(known)) return known;
  const boundsAt = (alpha: number) => {
    const found = newcombeUnpaired(treatment, control, 1 - 2 * alpha);
    return isDefined(found) ? { lower: found.low, upper: found.high } : { lower: null, upper: null };
  };
  return byBounds({
    value: known.diff,
    threshold,
    boundsAt,
    method: 'Newcombe’s hybrid score interval of independent arms',
  });
}

/** A test whose p is the level at which its bound reaches the threshold. */
function byBounds(of: {
  readonly value: number;
  readonly threshold: number;
  readonly boundsAt: (alpha: number) => { readonly lower: number | null; readonly upper: number | null };
  readonly method: string;
}): Stat<CheckTest> {
  const { value, threshold, boundsAt, method } = of;
  const above = (alpha: number): boolean => (boundsAt(alpha).lower ?? Number.NEGATIVE_INFINITY) > threshold;
  const below = (alpha: number): boolean => (boundsAt(alpha).upper ?? Number.POSITIVE_INFINITY) < threshold;
  return {
    state: 'defined',
    value,
    threshold,
    pAbove: smallestLevel(above),
    pBelow: smallestLevel(below),
    exact: false,
    bounds: boundsAt,
    mde: () => null,
    method,
    unreliable: null,
  };
}

/** The smallest alpha at which a bound clears its threshold; bounds move monotonically with it. Beyond one half: 1. */
function smallestLevel(clears: (alpha: number) => boolean): number {
  const most = 0.4999;
  if (!clears(most)) return 1;
  if (clears(SMALLEST_P)) return SMALLEST_P;
  let [low, high] = [SMALLEST_P, most];
  for (let step = 0; step < 60 && high / low > 1 + 1e-9; step++) {
    const middle = Math.sqrt(low * high);
    if (clears(middle)) high = middle;
    else low = middle;
  }
  return high;
}
