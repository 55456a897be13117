import { randomKey } from '../random.js';
import { createArchive } from './archive.js';
import { type Batch, createBatch } from './batch.js';
import { checkedGenome, geneTable } from './genes.js';
import { freshGenomes, mate } from './mating.js';
import { completeOptions, type Nsga2Options } from './options.js';
import { emptyPool, genomeOf, joinPools, type Pool } from './pool.js';
import type { EvaluatedIndividual, Individual, Nsga2Problem, Told } from './problem.js';
import { batchFromState, batchState, checkState, type Nsga2State, poolOf, poolState } from './state.js';
import { type Standing, standingOf, survivors } from './survival.js';

/** Streams below the seed; the generation is the word after. */
const STREAM = { sampling: 0, mating: 1, survival: 2, fresh: 3 };

/** A search that asks for evaluations and is told them. */
export interface Nsga2 {
  /**
   * The individuals that wait for an evaluation: those of the generation under way, else a new generation's. Empty
   * once no genome is left that was not handed out; in spaces of more than a million, once thousands of tries found
   * none.
   */
  ask(): readonly Individual[];
  /**
   * Takes evaluations, all at once or bit by bit, in any order. When the last of a generation is in, the survivors
   * are chosen. The result depends on what is told, not on when.
   */
  tell(results: readonly Told[]): void;
  /** The survivors of the last finished generation, by id. */
  population(): readonly EvaluatedIndividual[];
  /** Its feasible non-dominated members, by id. */
  front(): readonly EvaluatedIndividual[];
  /** Individuals handed out so far. */
  handedOut(): number;
  /** Generations that are finished, the first population among them. */
  generation(): number;
  /** Everything needed to go on later, as plain JSON; also in the midst of a generation. */
  state(): Nsga2State;
}

/**
 * NSGA-II (Deb, Pratap, Agarwal and Meyarivan 2002) with sequential pruning and without duplicates. The search is a
 * pure function of problem, options and evaluations: random numbers are addressed by seed, generation, pair and gene.
 */
export function createNsga2(problem: Nsga2Problem, options: Nsga2Options): Nsga2 {
  return assemble(problem, options, undefined);
}

/** A search that goes on where `state` was written; problem, options and operators must be the same. */
export function restoreNsga2(problem: Nsga2Problem, options: Nsga2Options, state: Nsga2State): Nsga2 {
  return assemble(problem, options, state);
}

function assemble(problem: Nsga2Problem, given: Nsga2Options, from: Nsga2State | undefined): Nsga2 {
  const options = completeOptions(given);
  const genes = geneTable(problem.genes);
  const dimension = problem.objectives;
  if (!(Number.isSafeInteger(dimension) && dimension > 0)) {
    throw new RangeError(`a search has one objective or more, not ${dimension}`);
  }
  const owner = {
    problem: { genes: problem.genes, objectives: dimension },
    options: { seed: options.seed, population: options.population, offspring: options.offspring },
  };
  if (from !== undefined) checkState(from, owner);

  const archive = createArchive(genes, problem, from?.seen);
  const breeding = { ...options, genes, archive };
  let generation = from?.generation ?? 0;
  let handedOut = from?.handedOut ?? 0;
  let isExhausted = from?.isExhausted ?? false;
  let pool: Pool = from === undefined ? emptyPool(dimension) : poolOf(from.population, dimension);
  let standing: Standing = standingOf(pool);
  let batch: Batch | undefined =
    from === undefined || from.batch === null ? undefined : batchFromState(from.batch, dimension);

  const firstGenomes = (): readonly Float64Array[] => {
    const rows = options.sampling(genes, options.population, randomKey(options.seed, STREAM.sampling));
    const sampled = Array.from({ length: options.population }, (_, row) =>
      genomeOf({ genomes: rows }, row, genes.count).slice(),
    );
    const known = options.initial.map((genome) => checkedGenome(genes, genome));
    const first: Float64Array[] = [];
    for (const genome of [...known, ...sampled]) {
      if (first.length < options.population && archive.admit(genome)) first.push(genome);
    }
    return first;
  };

  /** Mated genomes, or sampled ones at first, filled up with random ones where those are too few. */
  const newGenomes = (): readonly Float64Array[] => {
    const isFirst = pool.points.count === 0;
    const count = isFirst ? options.population : options.offspring;
    const key = randomKey(options.seed, STREAM.mating, generation);
    const bred = isFirst ? firstGenomes() : mate(breeding, pool, standing, { count, key });
    if (bred.length === count) return bred;
    const fresh = freshGenomes(breeding, {
      count: count - bred.length,
      key: randomKey(options.seed, STREAM.fresh, generation),
    });
    return [...bred, ...fresh];
  };

  const finishGeneration = (finished: Batch) => {
    pool = survivors(joinPools(pool, finished.pool), {
      keep: options.population,
      geneCount: genes.count,
      truncate: options.truncate,
      key: randomKey(options.seed, STREAM.survival, generation),
    });
    standing = standingOf(pool);
    batch = undefined;
    generation += 1;
  };

  const members = (): readonly EvaluatedIndividual[] =>
    Array.from(pool.ids, (id, row) => ({
      id,
      generation: pool.generations[row] ?? 0,
      genes: genomeOf(pool, row, genes.count).slice(),
      objectives: [...pool.points.values.subarray(row * dimension, (row + 1) * dimension)],
      violation: pool.violations[row] ?? 0,
      rank: standing.ranks[row] ?? 0,
      crowding: standing.crowding[row] ?? 0,
    }));

  return {
    ask() {
      if (batch !== undefined) return batch.waiting();
      if (isExhausted) return [];
      const genomes = newGenomes();
      if (genomes.length === 0) {
        isExhausted = true;
        return [];
      }
      batch = createBatch(genomes, { firstId: handedOut, generation, dimension });
      handedOut += genomes.length;
      return batch.waiting();
    },
    tell(results) {
      for (const result of results) {
        if (batch === undefined) throw new RangeError(`individual ${result.id} was not asked about`);
        batch.tell(result);
      }
      if (batch?.isComplete()) finishGeneration(batch);
    },
    population: members,
    front: () => members().filter(({ rank, violation }) => rank === 0 && violation === 0),
    handedOut: () => handedOut,
    generation: () => generation,
    state: () => ({
      format: 'parsimony-nsga2',
      version: 1,
      ...owner,
      generation,
      handedOut,
      isExhausted,
      population: poolState(pool),
      batch: batch === undefined ? null : batchState(batch),
      seen: archive.keys(),
    }),
  };
}
