import {
  agrestiCaffo,
  bcaBootstrap,
  binomialCdf,
  binomialPmf,
  clopperPearson,
  cohenKappa,
  combineStrata,
  compareUnpaired,
  createRng,
  estimateMean,
  independentRows,
  newcombeInterval,
  newcombeUnpaired,
  type Partition,
  partition,
  percentileRanks,
  ppiMean,
  type Rng,
  ratioOfSums,
  roganGladen,
  type Stat,
  tangoInterval,
  wilson,
} from '../../src/stats/index.js';
import { cutExponential, gauss } from './shapes.js';

const LEVEL = 0.95;

/** How often an interval holds the truth. */
export interface CoverageRow {
  readonly interval: string;
  readonly data: string;
  readonly n: number;
  readonly level: number;
  readonly coverage: number;
  /** Share of data sets for which the interval is undefined; coverage is over the others. */
  readonly undefinedShare: number;
  /** null: not simulated, enumerated. */
  readonly replications: number | null;
}

interface Simulated {
  readonly interval: string;
  readonly data: string;
  readonly sizes: readonly number[];
  /** Fewer replications for what is slow. */
  readonly cost: number;
  readonly truth: number;
  readonly one: (n: number, rng: Rng) => Stat<{ readonly low: number; readonly high: number }>;
}

const SIZES = [30, 100, 500] as const;

/** Clusters of five, the last perhaps smaller. */
function fives(n: number): Partition {
  return partition(Array.from({ length: n }, (_, row) => Math.floor(row / 5)));
}

/** Rows of clusters of five that share an effect. */
function clusteredValues(n: number, shared: () => number, own: () => number): number[] {
  let effect = 0;
  return Array.from({ length: n }, (_, row) => {
    if (row % 5 === 0) effect = shared();
    return effect + own();
  });
}

function meanInterval(
  values: ArrayLike<number>,
  clusters?: Partition,
): Stat<{ readonly low: number; readonly high: number }> {
  const found = estimateMean(values, { level: LEVEL, ...(clusters && { clusters }) });
  return found.state === 'undefined' ? found : found.interval;
}

const draw = (n: number, one: () => number): number[] => Array.from({ length: n }, one);
const lognormal = (rng: Rng): number => Math.exp(gauss(rng));
const pile = (rng: Rng): number => {
  const u = rng();
  return u < 0.75 ? 1 : u < 0.9 ? 0 : rng();
};
const pass = (rng: Rng, p: number): number => (rng() < p ? 1 : 0);

/** A judge that agrees with the label nine times in ten, on answers of which seven in ten are good. */
function judged(rng: Rng): { readonly truth: number; readonly judge: number } {
  const truth = pass(rng, 0.7);
  return { truth, judge: rng() < 0.9 ? truth : 1 - truth };
}

const SIMULATED: readonly Simulated[] = [
  {
    interval: 'mean, t',
    data: 'normal',
    sizes: SIZES,
    cost: 1,
    truth: 0,
    one: (n, rng) => meanInterval(draw(n, () => gauss(rng))),
  },
  {
    interval: 'mean, t',
    data: 'lognormal (σ 1)',
    sizes: SIZES,
    cost: 1,
    truth: Math.exp(0.5),
    one: (n, rng) => meanInterval(draw(n, () => lognormal(rng))),
  },
  {
    interval: 'mean, t',
    data: 'piled at 0 and 1',
    sizes: SIZES,
    cost: 1,
    truth: 0.8,
    one: (n, rng) => meanInterval(draw(n, () => pile(rng))),
  },
  {
    interval: 'mean, t, clustered',
    data: 'normal, clusters of 5, ICC .5',
    sizes: SIZES,
    cost: 1,
    truth: 0,
    one: (n, rng) =>
      meanInterval(
        clusteredValues(
          n,
          () => gauss(rng),
          () => gauss(rng),
        ),
        fives(n),
      ),
  },
  {
    interval: 'mean, t, clustered',
    data: 'exponential, clusters of 5',
    sizes: SIZES,
    cost: 1,
    truth: 2,
    one: (n, rng) =>
      meanInterval(
        clusteredValues(
          n,
          () => cutExponential(rng, 50),
          () => cutExponential(rng, 50),
        ),
        fives(n),
      ),
  },
  {
    interval: 'mean by intent, stratified t',
    data: 'three intents, lognormal, 2:1:1 traffic',
    sizes: SIZES,
    cost: 1,
    truth: Math.exp(0.5),
    one: (n, rng) => {
      const clusters = independentRows(n).of;
      const rows = draw(n, () => lognormal(rng));
      const strata = [0.5, 0.25, 0.25].map((multiplier, at) => {
        const own = (_: unknown, row: number): boolean => row % 3 === at;
        const values = rows.filter(own);
        const weights = values.map(() => 1);
        return { name: String(at), multiplier, values, weights, clusters: Array.from(clusters).filter(own) };
      });
      const found = combineStrata(strata, { clusterCount: n, level: LEVEL });
      return found.state === 'undefined' ? found : found.interval;
    },
  },
  {
    interval: 'mean, BCa over clusters',
    data: 'lognormal (σ 1)',
    sizes: SIZES,
    cost: 40,
    truth: Math.exp(0.5),
    one: (n, rng) => {
      const found = bcaBootstrap({
        clusters: independentRows(n),
        statistic: { terms: [{ values: draw(n, () => lognormal(rng)), factor: 1 }] },
        level: LEVEL,
        replicates: 999,
        rng,
      });
      return found.state === 'undefined' ? found : found.interval;
    },
  },
  {
    interval: 'ratio of sums',
    data: 'quality ÷ lognormal tokens',
    sizes: SIZES,
    cost: 1,
    truth: 0.75 / Math.exp(0.5),
    one: (n, rng) => {
      const denominator = draw(n, () => lognormal(rng));
      // Longer answers are a little better: the two sides correlate.
      const numerator = denominator.map((tokens) => 0.5 + (0.25 * tokens) / Math.exp(0.5) + 0.2 * gauss(rng));
      const found = ratioOfSums({ numerator, denominator }, { level: LEVEL });
      if (found.state === 'undefined') return found;
      return found.spread.state === 'undefined' ? found.spread : found.spread.interval;
    },
  },
  {
    interval: 'unpaired difference, Welch',
    data: 'lognormal arms, split 4:1',
    sizes: SIZES,
    cost: 1,
    truth: 0,
    one: (n, rng) => {
      const arm = (size: number) => ({ values: draw(size, () => lognormal(rng)) });
      const found = compareUnpaired(arm(Math.round(0.2 * n)), arm(Math.round(0.8 * n)), { level: LEVEL });
      return found.state === 'undefined' ? found : found.interval;
    },
  },
  ...([newcombeUnpaired, agrestiCaffo] as const).map(
    (method): Simulated => ({
      interval: `unpaired passes, ${method === agrestiCaffo ? 'Agresti–Caffo' : 'Newcombe'}`,
      data: '.90 against .95, split 4:1',
      sizes: SIZES,
      cost: 1,
      truth: 0.05,
      one: (n, rng) => {
        const small = Math.round(0.2 * n);
        const count = (size: number, p: number) => ({
          successes: draw(size, () => pass(rng, p)).reduce((sum, x) => sum + x, 0),
          n: size,
        });
        return method(count(small, 0.95), count(n - small, 0.9), LEVEL);
      },
    }),
  ),
  {
    interval: 'paired passes, Newcombe',
    data: '.08 lost, .03 gained',
    sizes: SIZES,
    cost: 1,
    truth: -0.05,
    one: (n, rng) => {
      const table = { bothPass: 0, candidateOnly: 0, baselineOnly: 0, neitherPasses: 0 };
      for (let pair = 0; pair < n; pair++) {
        const u = rng();
        if (u < 0.03) table.candidateOnly++;
        else if (u < 0.11) table.baselineOnly++;
        else if (u < 0.25) table.neitherPasses++;
        else table.bothPass++;
      }
      return newcombeInterval(table, LEVEL);
    },
  },
  {
    interval: 'judge mean, PPI++ (tuned, t)',
    data: 'pass/fail judge right 9 in 10, 1,000 unlabelled',
    sizes: [30, 50, 100],
    cost: 8,
    truth: 0.7,
    one: (n, rng) => {
      const labelled = Array.from({ length: n }, () => judged(rng));
      const found = ppiMean(
        {
          truth: labelled.map(({ truth }) => truth),
          judged: labelled.map(({ judge }) => judge),
          unlabelled: draw(1000, () => judged(rng).judge),
        },
        { level: LEVEL },
      );
      return found.state === 'undefined' ? found : found.interval;
    },
  },
  {
    interval: 'pass rate behind a judge, Rogan–Gladen',
    data: 'the same, labels measured elsewhere',
    sizes: [30, 50, 100],
    cost: 8,
    truth: 0.7,
    one: (n, rng) => {
      const rate = (size: number, p: number) => ({
        rate: draw(size, () => pass(rng, p)).reduce((sum, x) => sum + x, 0) / size,
        n: size,
      });
      const rates = {
        judged: rate(1000, 0.66),
        specificity: rate(Math.round(0.3 * n), 0.9),
        sensitivity: rate(Math.round(0.7 * n), 0.9),
      };
      return roganGladen(rates, LEVEL);
    },
  },
  {
    interval: 'kappa, jackknife t',
    data: 'two raters of passes, agree 9 in 10',
    sizes: SIZES,
    cost: 8,
    // Agreement .9; chance .7·.66 + .3·.34.
    truth: (0.9 - (0.7 * 0.66 + 0.3 * 0.34)) / (1 - (0.7 * 0.66 + 0.3 * 0.34)),
    one: (n, rng) => {
      const pairs = Array.from({ length: n }, () => judged(rng));
      const found = cohenKappa(
        { reference: pairs.map(({ truth }) => truth), rated: pairs.map(({ judge }) => judge) },
        { weights: 'plain', level: LEVEL },
      );
      return found.state === 'undefined' ? found : found.interval;
    },
  },
];

/** What there is to simulate, as names that {@link coverageRows} takes. */
export const COVERAGE_SUBJECTS: readonly string[] = [
  'exact',
  ...SIMULATED.map(({ interval, data }) => `${interval}|${data}`),
];

/** Coverage of one subject at its sizes. */
export function coverageRows(
  subject: string,
  options: { readonly replications: number; readonly seed: number },
): readonly CoverageRow[] {
  if (subject === 'exact') return exactRows();
  const found = SIMULATED.find(({ interval, data }) => `${interval}|${data}` === subject);
  if (found === undefined) throw new RangeError(`no such interval: ${subject}`);
  const { interval, data, truth, one } = found;
  return found.sizes.map((n): CoverageRow => {
    const rng = createRng(options.seed, n, ...Array.from(subject, (letter) => letter.charCodeAt(0)));
    const replications = Math.max(200, Math.round(options.replications / found.cost));
    let held = 0;
    let lacking = 0;
    for (let replication = 0; replication < replications; replication++) {
      const stat = one(n, rng);
      if (stat.state === 'undefined') lacking++;
      else if (stat.low <= truth && truth <= stat.high) held++;
    }
    return {
      interval,
      data,
      n,
      level: LEVEL,
      coverage: held / Math.max(1, replications - lacking),
      undefinedShare: lacking / replications,
      replications,
    };
  });
}

/** Intervals of counts and ranks: their coverage is a sum over the binomial, not a simulation. */
function exactRows(): readonly CoverageRow[] {
  return SIZES.flatMap((n) => {
    const row = (interval: string, data: string, coverage: number): CoverageRow => ({
      interval,
      data,
      n,
      level: LEVEL,
      coverage,
      undefinedShare: 0,
      replications: null,
    });
    return [
      ...[0.5, 0.9, 0.98].flatMap((p) => [
        row('pass rate, Wilson', `p = ${p}`, passRateCoverage(wilson, n, p)),
        row('pass rate, Clopper–Pearson', `p = ${p}`, passRateCoverage(clopperPearson, n, p)),
      ]),
      row('paired passes, Tango', '.15 lost, .10 gained', tangoCoverage(n, 0.15, 0.1)),
      row('paired passes, Tango', '.06 lost, .01 gained', tangoCoverage(n, 0.06, 0.01)),
      ...[0.5, 0.95].flatMap((p) => {
        const held = percentileCoverage(n, p);
        return held === null ? [] : [row('percentile, order statistics', `p${100 * p}`, held)];
      }),
    ];
  });
}

function passRateCoverage(method: typeof wilson, n: number, p: number): number {
  let held = 0;
  for (let x = 0; x <= n; x++) {
    const found = method(x, n, LEVEL);
    if (found.state === 'defined' && found.low <= p && p <= found.high) held += binomialPmf(x, n, p);
  }
  return held;
}

/** The quantile lies between ranks l and u when l ≤ #(values below it) < u; null where n is too small for ranks. */
function percentileCoverage(n: number, p: number): number | null {
  const ranks = percentileRanks(n, p, LEVEL);
  if (ranks.state === 'undefined') return null;
  const { low, high } = ranks;
  return binomialCdf(high - 1, n, p) - (low === null ? 0 : binomialCdf(low - 1, n, p));
}

function tangoCoverage(n: number, lost: number, gained: number): number {
  let held = 0;
  const changed = lost + gained;
  for (let pairs = 0; pairs <= n; pairs++) {
    const chance = binomialPmf(pairs, n, changed);
    if (chance < 1e-9) continue;
    for (let candidateOnly = 0; candidateOnly <= pairs; candidateOnly++) {
      const split = binomialPmf(candidateOnly, pairs, gained / changed);
      if (chance * split < 1e-9) continue;
      const found = tangoInterval({ candidateOnly, baselineOnly: pairs - candidateOnly, n }, LEVEL);
      if (found.state === 'defined' && found.low <= gained - lost && gained - lost <= found.high) {
        held += chance * split;
      }
    }
  }
  return held;
}
