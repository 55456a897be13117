import type { TokenEmbedder, TokenVectors } from '../../embed/index.js';
import { type Rng, randomIndex } from '../../stats/index.js';
import { type Match, matchGreedily } from './match.js';
import { toSide } from './side.js';

/** A text and the group of texts that it must not be paired with. */
export interface BaselineText {
  readonly text: string;
  readonly cluster: string;
}

/** The mean of P, R and F over pairs of texts that have nothing to do with each other. */
export interface RandomBaseline extends Match {
  /** Of each mean, by leaving out one cluster at a time: pairs that share a text are not independent. */
  readonly standardError: Match;
  readonly pairs: number;
}

const ENCODED_AT_ONCE = 64;
const FIGURES = ['precision', 'recall', 'f1'] as const satisfies readonly (keyof Match)[];

/**
 * Draws ordered pairs of texts of different clusters, without replacement, and averages P, R and F: what the authors
 * of BERTScore rescale by. All texts' token vectors are held at once. At most all pairs that there are are taken.
 */
export async function measureRandomBaseline(options: {
  readonly texts: readonly BaselineText[];
  readonly pairs: number;
  readonly rng: Rng;
  readonly embedder: Pick<TokenEmbedder, 'embedTokens'>;
  readonly onProgress?: (done: string) => void;
}): Promise<RandomBaseline> {
  const { texts, rng, embedder, onProgress = () => {} } = options;
  const vectors: TokenVectors[] = [];
  for (let from = 0; from < texts.length; from += ENCODED_AT_ONCE) {
    const part = texts.slice(from, from + ENCODED_AT_ONCE).map(({ text }) => text);
    vectors.push(...(await embedder.embedTokens(part)));
    onProgress(`${vectors.length} of ${texts.length} texts encoded`);
  }
  const sides = vectors.map((one) => toSide(one, null));
  const dimensions = (vectors[0]?.vectors.length ?? 0) / Math.max(1, vectors[0]?.ids.length ?? 1);
  const clusters = texts.map(({ cluster }) => cluster);
  const matches: PairMatch[] = [];
  for (const [a, b] of drawPairs(clusters, options.pairs, rng)) {
    const [candidate, reference] = [sides[a], sides[b]];
    if (candidate === undefined || reference === undefined) throw new Error('the encoder lost a text');
    const match = matchGreedily({ candidate, reference, dimensions });
    matches.push({ match, clusters: [clusters[a] ?? '', clusters[b] ?? ''] });
  }
  return { ...summarise(matches), pairs: matches.length };
}

interface PairMatch {
  readonly match: Match;
  readonly clusters: readonly [string, string];
}

/** Ordered pairs of positions whose clusters differ, each at most once, in the order drawn. */
export function drawPairs(
  clusters: readonly string[],
  count: number,
  rng: Rng,
): readonly (readonly [number, number])[] {
  const all = possiblePairs(clusters);
  if (count * 2 >= all) return shuffle([...everyPair(clusters)], rng).slice(0, count);
  const drawn = new Map<number, readonly [number, number]>();
  while (drawn.size < count) {
    const [a, b] = [randomIndex(rng, clusters.length), randomIndex(rng, clusters.length)];
    if (clusters[a] !== clusters[b]) drawn.set(a * clusters.length + b, [a, b]);
  }
  return [...drawn.values()];
}

function possiblePairs(clusters: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + size * (clusters.length - size), 0);
}

function* everyPair(clusters: readonly string[]): Generator<readonly [number, number]> {
  for (const [a, cluster] of clusters.entries()) {
    for (const [b, other] of clusters.entries()) if (cluster !== other) yield [a, b];
  }
}

/** Fisher and Yates. */
function shuffle<T>(items: T[], rng: Rng): T[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const at = randomIndex(rng, last + 1);
    const [a, b] = [items[last], items[at]];
    if (a === undefined || b === undefined) continue;
    items[last] = b;
    items[at] = a;
  }
  return items;
}

/** Means with the delete-one-cluster jackknife: SE² = (G − 1)/G Σ (m₍g₎ − m̄)², m₍g₎ without the pairs that touch g. */
export function summarise(matches: readonly PairMatch[]): Match & { readonly standardError: Match } {
  const total = emptySums();
  const byCluster = new Map<string, Sums>();
  for (const { match, clusters } of matches) {
    add(total, match);
    for (const cluster of clusters) {
      const sums = byCluster.get(cluster) ?? emptySums();
      byCluster.set(cluster, sums);
      add(sums, match);
    }
  }
  const mean = (of: keyof Match): number => total[of] / total.count;
  const standardError = (of: keyof Match): number => {
    const without = [...byCluster.values()].flatMap((sums) =>
      sums.count === total.count ? [] : [(total[of] - sums[of]) / (total.count - sums.count)],
    );
    const centre = without.reduce((sum, value) => sum + value, 0) / without.length;
    const squares = without.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return Math.sqrt(((without.length - 1) / without.length) * squares);
  };
  const each = (of: (figure: keyof Match) => number): Match => ({
    precision: of('precision'),
    recall: of('recall'),
    f1: of('f1'),
  });
  return { ...each(mean), standardError: each(standardError) };
}

type Sums = { count: number } & { -readonly [figure in keyof Match]: number };

function emptySums(): Sums {
  return { count: 0, precision: 0, recall: 0, f1: 0 };
}

function add(sums: Sums, match: Match): void {
  sums.count += 1;
  for (const figure of FIGURES) sums[figure] += match[figure];
}
