import { type Rng, randomIndex } from '../../src/stats/index.js';

/** Paired scores of one simulated evaluation, in [0, 1], with the cluster of each sample. */
export interface Scores {
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
  readonly clusters: readonly number[];
}

/** A law from which evaluations are drawn, with a mean difference known exactly. */
export interface Shape {
  readonly name: string;
  /** The power formula that the shape has: t's, from the true error of the mean where it is known, or that of pairs. */
  readonly theory:
    | { readonly kind: 't'; readonly se?: (n: number) => number }
    | { readonly kind: 'pairs'; readonly discordant: number }
    | null;
  /** Mean of candidate − baseline is `mean` ≤ 0, exactly. */
  readonly draw: (n: number, mean: number, rng: Rng) => Scores;
}

export function gauss(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
}

/** Exponential with mean 1, cut at `most`; its mean is then 1 − e^−most. */
export function cutExponential(rng: Rng, most: number): number {
  return Math.min(most, -Math.log(1 - rng()));
}

/** Independent samples, a difference each. */
const differences =
  (one: (mean: number, rng: Rng) => number): Shape['draw'] =>
  (n, mean, rng) =>
    ofDifferences(
      Array.from({ length: n }, () => one(mean, rng)),
      Array.from({ length: n }, (_, row) => row),
    );

/** Samples in clusters of the given size; the effect of a cluster is shared. */
const clustered =
  (size: (rng: Rng) => number, shared: (rng: Rng) => number, own: (rng: Rng) => number): Shape['draw'] =>
  (n, mean, rng) => {
    const drawn: number[] = [];
    const clusters: number[] = [];
    for (let cluster = 0; drawn.length < n; cluster++) {
      const members = Math.min(n - drawn.length, Math.max(1, Math.round(size(rng))));
      const effect = shared(rng);
      for (let member = 0; member < members; member++) {
        drawn.push(mean + effect + own(rng));
        clusters.push(cluster);
      }
    }
    return ofDifferences(drawn, clusters);
  };

/** Scores whose difference is the given one: a baseline in the middle of what keeps both in [0, 1]. */
function ofDifferences(drawn: readonly number[], clusters: readonly number[]): Scores {
  const baseline = Float64Array.from(drawn, (d) => 0.5 - d / 2);
  const candidate = Float64Array.from(drawn, (d) => 0.5 + d / 2);
  return { baseline, candidate, clusters };
}

/** A normal deviate cut at ±3.5: symmetric, so that its mean stays 0. */
const cutGauss = (rng: Rng): number => Math.max(-3.5, Math.min(3.5, gauss(rng)));
const exponentialMean = (most: number): number => 1 - Math.exp(-most);

/** Mean of min(e^Z, most), Z standard normal. */
const LOGNORMAL_CUT = 9;
const LOGNORMAL_MEAN = 1.5841332521;

/** Passes and fails: `gained` and `lost` are the shares of pairs that change. */
const passFail = (gained: number): Shape['draw'] =>
  differences((mean, rng) => {
    const u = rng();
    return u < gained ? 1 : u < 2 * gained - mean ? -1 : 0;
  });

/** A sample's own chance to state its facts; none is below .4, so that 12.5 points can be taken off each. */
const FACT_CHANCES = [0.97, 0.97, 0.9, 0.75, 0.5];

/**
 * Quality as products have it: 0.4 facts (pass or fail) + 0.4 judge (levels 1 to 5) + 0.2 similarity, three repeats
 * averaged, samples of unequal difficulty. What the candidate loses it loses in facts.
 */
function composite(n: number, mean: number, rng: Rng): Scores {
  const baseline = new Float64Array(n);
  const candidate = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const chance = FACT_CHANCES[randomIndex(rng, FACT_CHANCES.length)] ?? 1;
    const level = 0.45 + 0.4 * rng();
    const quality = (passes: number): number => {
      let sum = 0;
      for (let repeat = 0; repeat < 3; repeat++) {
        const judged = Math.round(4 * Math.max(0, Math.min(1, level + 0.12 * gauss(rng)))) / 4;
        const similar = 0.6 + 0.3 * (rng() - 0.5);
        sum += 0.4 * (rng() < passes ? 1 : 0) + 0.4 * judged + 0.2 * similar;
      }
      return sum / 3;
    };
    baseline[row] = quality(chance);
    candidate[row] = quality(chance + mean / 0.4);
  }
  return { baseline, candidate, clusters: Array.from(baseline, (_, row) => row) };
}

/** Scores piled up at 0 and 1, a tenth of them answered anew by the candidate; its losses are complete. */
function piled(n: number, mean: number, rng: Rng): Scores {
  const score = (): number => {
    const u = rng();
    return u < 0.7 ? 1 : u < 0.9 ? 0 : rng();
  };
  const baseline = Float64Array.from({ length: n }, score);
  const candidate = baseline.map((before) => (rng() < 0.1 ? score() : before));
  // E[score] = .75: a share of −mean/.75 of the answers falls to 0.
  const fallen = candidate.map((after) => (rng() < -mean / 0.75 ? 0 : after));
  return { baseline, candidate: fallen, clusters: Array.from(baseline, (_, row) => row) };
}

/** A twentieth of the samples moves up or down by .3 to 1; the candidate's further losses are as large. */
const fewDrops = differences((mean, rng) => {
  const size = 0.3 + 0.7 * rng();
  const u = rng();
  return u < 0.025 ? size : u < 0.05 - mean / 0.65 ? -size : 0;
});

/** Whole clusters of five lose: of a cluster hit, seven in ten samples fall from 1 to 0. */
const clusterFailures: Shape['draw'] = (n, mean, rng) => {
  const drawn: number[] = [];
  const clusters: number[] = [];
  for (let cluster = 0; drawn.length < n; cluster++) {
    const u = rng();
    const hit = u < 0.02 ? 1 : u < 0.04 - mean / 0.7 ? -1 : 0;
    for (let member = 0; member < 5 && drawn.length < n; member++) {
      drawn.push(rng() < 0.7 ? hit : 0);
      clusters.push(cluster);
    }
  }
  return ofDifferences(drawn, clusters);
};

const exponentialLoss = (scale: number) => (rng: Rng) =>
  scale * (exponentialMean(4) - cutExponential(rng, 4));

/** What the gate is tried on. */
export const SHAPES: readonly Shape[] = [
  {
    name: 'normal',
    theory: { kind: 't', se: (n) => 0.2 / Math.sqrt(n) },
    draw: differences((mean, rng) => mean + 0.2 * cutGauss(rng)),
  },
  {
    name: 'skewed, exponential losses',
    theory: null,
    draw: differences((mean, rng) => mean + exponentialLoss(0.2)(rng)),
  },
  {
    name: 'skewed, lognormal losses',
    theory: null,
    draw: differences(
      (mean, rng) => mean + 0.1 * (LOGNORMAL_MEAN - Math.min(LOGNORMAL_CUT, Math.exp(gauss(rng)))),
    ),
  },
  {
    name: 'skewed, exponential gains',
    theory: null,
    draw: differences((mean, rng) => mean - exponentialLoss(0.2)(rng)),
  },
  { name: 'few drops, many zeros', theory: null, draw: fewDrops },
  { name: 'pass/fail, 20 % change', theory: { kind: 'pairs', discordant: 0.2 }, draw: passFail(0.1) },
  { name: 'rare pass/fail, 4 % change', theory: { kind: 'pairs', discordant: 0.04 }, draw: passFail(0.02) },
  { name: 'rare failures, nothing gained', theory: null, draw: passFail(0) },
  { name: 'piled at 0 and 1', theory: null, draw: piled },
  { name: 'quality, three repeats', theory: { kind: 't' }, draw: composite },
  {
    name: 'clusters of 5, ICC .3',
    theory: { kind: 't', se: (n) => Math.sqrt((5 * 0.11 ** 2 + 0.168 ** 2) / n) },
    draw: clustered(
      () => 5,
      (rng) => 0.11 * cutGauss(rng),
      (rng) => 0.168 * cutGauss(rng),
    ),
  },
  {
    name: 'clusters of unequal size, ICC .3',
    theory: null,
    draw: clustered(
      (rng) => Math.exp(1 + gauss(rng)),
      (rng) => 0.11 * cutGauss(rng),
      (rng) => 0.168 * cutGauss(rng),
    ),
  },
  {
    name: 'skewed clusters of 5',
    theory: null,
    draw: clustered(() => 5, exponentialLoss(0.1), exponentialLoss(0.15)),
  },
  { name: 'failing clusters of 5', theory: null, draw: clusterFailures },
];
