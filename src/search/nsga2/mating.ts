import { childKey, permutationAt, type RandomKey, uniformAt } from '../random.js';
import { type Archive, writeGenome } from './archive.js';
import { type GeneTable, geneAt } from './genes.js';
import { genomeOf, type Pool } from './pool.js';
import type { Standing } from './survival.js';
import type { Preference } from './tournament.js';
import type { Crossover, Mutation } from './variation.js';

/** Pairs mated per offspring wanted, before fresh points take over. */
const PAIRS_PER_OFFSPRING = 25;

/** Random points tried per point wanted. */
const TRIES_PER_POINT = 100;

/** Spaces up to this size are searched to the end for points that are left. */
const SCANNED_SIZE = 1_000_000;

/** Streams below the key of a generation. */
const STREAM = { tournaments: 0, pairs: 1, coins: 2, fresh: 3, scan: 4 };

/** How offspring come about. */
export interface Breeding {
  readonly genes: GeneTable;
  readonly archive: Archive;
  readonly prefer: Preference;
  readonly crossover: Crossover;
  readonly mutation: Mutation;
}

/**
 * Up to `count` new genomes by mating: parents win binary tournaments in which every member takes part equally often,
 * children that are not new or not allowed are dropped. Pairs are bounded, so fewer may come.
 */
export function mate(
  breeding: Breeding,
  pool: Pool,
  standing: Standing,
  { count, key }: { readonly count: number; readonly key: RandomKey },
): readonly Float64Array[] {
  const { genes, archive, crossover, mutation } = breeding;
  const parents = tournaments(breeding.prefer, pool, standing, key);
  const pairs = childKey(key, STREAM.pairs);
  const children: Float64Array[] = [];
  for (let pair = 0; pair < PAIRS_PER_OFFSPRING * count && children.length < count; pair += 1) {
    const first = genomeOf(pool, parents(2 * pair), genes.count).slice();
    const second = genomeOf(pool, parents(2 * pair + 1), genes.count).slice();
    const own = childKey(pairs, pair);
    crossover(first, second, genes, childKey(own, 0));
    mutation(first, genes, childKey(own, 1));
    mutation(second, genes, childKey(own, 2));
    if (archive.admit(first)) children.push(first);
    if (children.length < count && archive.admit(second)) children.push(second);
  }
  return children;
}

/** The winner of each tournament, by number: contestants come from one random order of all members after another. */
function tournaments(
  prefer: Preference,
  pool: Pool,
  standing: Standing,
  key: RandomKey,
): (tournament: number) => number {
  const size = pool.points.count;
  const orders: Int32Array[] = [];
  const streams = childKey(key, STREAM.tournaments);
  const coins = childKey(key, STREAM.coins);
  const contestant = (place: number): number => {
    const round = Math.floor(place / size);
    orders[round] ??= permutationAt(childKey(streams, round), size);
    return orders[round]?.[place % size] ?? 0;
  };
  return (tournament) => {
    const a = contestant(2 * tournament);
    const b = contestant(2 * tournament + 1);
    const preference = prefer(pool, standing, a, b);
    if (preference === 0) return uniformAt(coins, tournament) < 0.5 ? a : b;
    return preference < 0 ? a : b;
  };
}

/**
 * Up to `count` new genomes at random. Where those are hard to find and the space is small, all of it is looked
 * through, so that fewer come only when no more exist.
 */
export function freshGenomes(
  { genes, archive }: Pick<Breeding, 'genes' | 'archive'>,
  { count, key }: { readonly count: number; readonly key: RandomKey },
): readonly Float64Array[] {
  const found: Float64Array[] = [];
  const stream = childKey(key, STREAM.fresh);
  for (let attempt = 0; attempt < TRIES_PER_POINT * count && found.length < count; attempt += 1) {
    const genome = new Float64Array(genes.count);
    for (let gene = 0; gene < genes.count; gene += 1) {
      genome[gene] = geneAt(genes, gene, uniformAt(stream, attempt, gene));
    }
    if (archive.admit(genome)) found.push(genome);
  }
  if (found.length === count || genes.size > SCANNED_SIZE) return found;
  const step = coprimeStep(genes.size);
  let number = Math.floor(uniformAt(childKey(key, STREAM.scan), 0) * genes.size);
  for (let visited = 0; visited < genes.size && found.length < count; visited += 1) {
    const genome = new Float64Array(genes.count);
    writeGenome(genes, number, genome);
    if (archive.admit(genome)) found.push(genome);
    number = (number + step) % genes.size;
  }
  return found;
}

/** A step near the golden section that visits every number below `size`, neighbours in time far apart in space. */
function coprimeStep(size: number): number {
  let step = Math.max(1, Math.floor(size * 0.618));
  while (commonDivisor(step, size) !== 1) step += 1;
  return step;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
