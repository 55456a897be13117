import type { SampleMeta } from '../domain/index.js';
import {
  bettingSequence,
  bettingTest,
  clusterAverages,
  isDefined,
  partition,
  type Stat,
  undefinedStat,
  type ValueRange,
} from '../stats/index.js';
import type { CheckTest } from './check-test.js';
import type { SequentialLook } from './context.js';

/** What figures that have no anytime-valid form are answered with while samples are still coming. */
const NOT_YET =
  'not decided while samples are still coming: this figure has no test that may be looked at twice';

/** Blocks a check at an interim look. */
export function undecidedYet(test: Stat<CheckTest>): Stat<CheckTest> {
  return isDefined(test) ? { ...test, unreliable: test.unreliable ?? NOT_YET } : test;
}

/**
 * The test of a mean that may be looked at after every block: betting on whole clusters in the order in which they
 * come (Waudby-Smith and Ramdas), with anytime-valid p and bounds. Needs a figure whose range is known, and no
 * adversarial samples among the others, since those do not come by chance.
 */
export function sequentialMeanTest(
  values: ArrayLike<number>,
  options: {
    readonly samples: readonly SampleMeta[];
    readonly threshold: number;
    readonly range: ValueRange | undefined;
    readonly look: SequentialLook;
    /** Of the gate: the bets are made for it. */
    readonly alpha: number;
  },
): Stat<CheckTest> {
  const { samples, threshold, range, look, alpha } = options;
  if (range === undefined || threshold < range.low || threshold > range.high) return undefinedStat(NOT_YET);
  if (samples.some(({ datasetKind }) => datasetKind === 'adversarial')) return undefinedStat(NOT_YET);
  const order = samples
    .map((sample, row) => ({ row, rank: look.rankOf(sample) }))
    .sort((a, b) => a.rank - b.rank);
  const ordered = order.map(({ row }) => values[row] ?? Number.NaN);
  const sorted = order.flatMap(({ row }) => samples[row] ?? []);
  const clusters = partition(sorted.map(({ cluster }) => cluster));
  const weights = sorted.map(({ weight }) => weight);
  const means = clusterAverages(ordered, clusters, weights);
  if (!isDefined(means)) return means;
  const { averages } = means;
  const test = bettingTest({ alpha, threshold, ...range });
  test.add(averages);
  const evidence = test.evidence();
  if (!isDefined(evidence)) return evidence;
  return {
    state: 'defined',
    value: averages.reduce((sum, x) => sum + x, 0) / averages.length,
    threshold,
    pAbove: evidence.pAbove,
    pBelow: evidence.pBelow,
    exact: false,
    bounds: (level) => boundsOf(averages, { level, alpha, range }),
    mde: () => null,
    settle: () => null,
    method: 'anytime-valid betting on whole clusters in seeded order',
    unreliable: null,
  };
}

function boundsOf(
  averages: Float64Array,
  at: { readonly level: number; readonly alpha: number; readonly range: ValueRange },
): { readonly lower: number | null; readonly upper: number | null } {
  const sequence = bettingSequence({ alpha: at.level, betAlpha: at.alpha, sides: 1, ...at.range });
  sequence.add(averages);
  const bounds = sequence.bounds();
  return isDefined(bounds) ? { lower: bounds.lower, upper: bounds.upper } : { lower: null, upper: null };
}
