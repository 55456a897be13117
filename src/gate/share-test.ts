import { betaCdf, betaQuantile, type Stat, undefinedStat } from '../stats/index.js';
import type { CheckTest } from './check-test.js';

/** A count of samples out of others. */
export interface Share {
  readonly count: number;
  readonly n: number;
  /** Clusters of the `n` samples; as many as samples where they are independent. */
  readonly clusters: number;
}

/** Most samples that are looked for when nothing settles a check. */
const MOST = 1_000_000;

/**
 * One-sided bounds of a share after Clopper and Pearson (1934), each at 1 − alpha: beta quantiles B(α; x, n−x+1) and
 * B(1−α; x+1, n−x). Samples of one cluster are not independent: n is then the number of clusters, and x the same share
 * of them, which is right where a cluster's samples go all together and too wide otherwise.
 */
export function shareBounds(share: Share, alpha: number): { readonly lower: number; readonly upper: number } {
  const { x, n } = effective(share);
  return {
    lower: share.count === 0 ? 0 : betaQuantile(alpha, x, n - x + 1),
    upper: share.count === share.n ? 1 : betaQuantile(1 - alpha, x + 1, n - x),
  };
}

/** A share against the highest one that is acceptable. */
export function shareTest(share: Share, threshold: number): Stat<CheckTest> {
  if (share.n === 0) return undefinedStat('no pair');
  const { x, n } = effective(share);
  return {
    state: 'defined',
    value: share.count / share.n,
    threshold,
    // P(X ≥ x) = I_p(x, n − x + 1) and P(X ≤ x) = 1 − I_p(x + 1, n − x) for X ~ Binomial(n, p).
    pAbove: x === 0 ? 1 : betaCdf(threshold, x, n - x + 1),
    pBelow: x === n ? 1 : 1 - betaCdf(threshold, x + 1, n - x),
    exact: false,
    bounds: (alpha) => shareBounds(share, alpha),
    mde: () => null,
    settle: (alpha) => settle(share, threshold, alpha),
    method: shareMethod(share),
    unreliable: null,
  };
}

export function shareMethod({ n, clusters }: Share): string {
  return `Clopper–Pearson, one-sided${clusters < n ? `, n counted as ${clusters} clusters` : ''}`;
}

function effective({ count, n, clusters }: Share): { readonly x: number; readonly n: number } {
  return clusters < n ? { x: (count / n) * clusters, n: clusters } : { x: count, n };
}

/** The fewest samples, doubled and then bisected, at which the same share would be decided. */
function settle({ count, n, clusters }: Share, threshold: number, alpha: number): number | null {
  const decided = (samples: number): boolean => {
    const scale = samples / n;
    const { lower, upper } = shareBounds(
      { count: count * scale, n: samples, clusters: clusters * scale },
      alpha,
    );
    return upper < threshold || lower > threshold;
  };
  let enough = n;
  while (!decided(enough)) {
    enough *= 2;
    if (enough > MOST) return null;
  }
  let few = enough / 2;
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (decided(middle)) enough = middle;
    else few = middle;
  }
  return Math.ceil(enough);
}
