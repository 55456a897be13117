import { performance } from 'node:perf_hooks';
import { median, rounded } from './parts/figures.mjs';

export const title =
  'BCa bootstrap: 10,000 resamples of 1,000 samples over clusters, sums of clusters against rows';

const TIMES = 5;
const SAMPLES = 1_000;
const REPLICATES = 10_000;

/** Both paths draw the same clusters, so that their intervals are the same figures: `sameInterval` says so. */
export async function run({ log }) {
  const stats = await import('../dist/stats/index.js');
  const results = {};
  for (const clusterCount of [SAMPLES, 250]) {
    const data = samples(stats, clusterCount);
    for (const [name, { linear, rows }] of Object.entries(statistics(data))) {
      const options = { clusters: data.clusters, level: 0.95, replicates: REPLICATES };
      const measure = (statistic) =>
        timed(() => stats.bcaBootstrap({ ...options, statistic, rng: stats.createRng(7) }));
      const fast = Array.from({ length: TIMES }, () => measure(linear));
      const general = Array.from({ length: TIMES }, () => measure(rows));
      const ms = (runs) => rounded(median(runs.map((one) => one.ms)));
      results[`${name}, ${clusterCount} clusters`] = {
        linearMs: ms(fast),
        linearSlowestMs: rounded(Math.max(...fast.map((one) => one.ms))),
        generalMs: ms(general),
        ratio: rounded(ms(general) / ms(fast)),
        sameInterval: same(fast[0].value.interval, general[0].value.interval),
      };
      log(`${name}, ${clusterCount} clusters: ${ms(fast)} ms, of rows ${ms(general)} ms`);
    }
  }
  return { samples: SAMPLES, replicates: REPLICATES, bca: results };
}

function samples(stats, clusterCount) {
  const rng = stats.createRng(1);
  const column = (draw) => Array.from({ length: SAMPLES }, draw);
  return {
    candidate: column(() => rng()),
    baseline: column(() => rng() ** 2),
    weights: column(() => 1 + rng()),
    clusters: stats.partition(column((_, row) => row % clusterCount)),
  };
}

function statistics({ candidate, baseline, weights }) {
  const mean = (rows, values) => {
    let sum = 0;
    let total = 0;
    for (const row of rows) {
      sum += weights[row] * values[row];
      total += weights[row];
    }
    return sum / total;
  };
  return {
    weightedMean: {
      linear: { terms: [{ values: candidate, weights }] },
      rows: (rows) => mean(rows, candidate),
    },
    weightedDifference: {
      linear: {
        terms: [
          { values: candidate, weights },
          { values: baseline, weights, factor: -1 },
        ],
      },
      rows: (rows) => mean(rows, candidate) - mean(rows, baseline),
    },
  };
}

function same(a, b) {
  return Math.abs(a.low - b.low) < 1e-9 && Math.abs(a.high - b.high) < 1e-9;
}

function timed(work) {
  const started = performance.now();
  const value = work();
  return { value, ms: performance.now() - started };
}
