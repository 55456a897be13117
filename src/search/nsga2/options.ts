import { polynomialMutation } from './polynomial-mutation.js';
import { resetMutation } from './reset-mutation.js';
import { randomSampling, type Sampling } from './sampling.js';
import { simulatedBinaryCrossover } from './simulated-binary-crossover.js';
import { dominanceThenCrowding, type Preference } from './tournament.js';
import { sequentialPruning, type Truncation } from './truncation.js';
import { uniformCrossover } from './uniform-crossover.js';
import { type Crossover, crossoversInTurn, type Mutation, mutationsInTurn } from './variation.js';

/** How a search is carried out. Operators are arguments; equal arguments and evaluations give equal results. */
export interface Nsga2Options {
  /** A safe integer. */
  readonly seed: number;
  /** Members that survive a generation (100). */
  readonly population?: number;
  /** New genomes per generation (as many as the population). */
  readonly offspring?: number;
  /** Genomes of the first population, before sampled ones; forbidden and repeated ones are left out. */
  readonly initial?: readonly ArrayLike<number>[];
  /** `randomSampling`. */
  readonly sampling?: Sampling;
  /** SBX, uniform crossover on categorical genes. */
  readonly crossover?: Crossover;
  /** Polynomial mutation, reset mutation on categorical genes. */
  readonly mutation?: Mutation;
  /** `dominanceThenCrowding`. */
  readonly prefer?: Preference;
  /** `sequentialPruning`. */
  readonly truncate?: Truncation;
}

/** Options with every default filled in. Throws a RangeError for sizes that are no positive whole numbers. */
export function completeOptions(options: Nsga2Options): Required<Nsga2Options> {
  const population = options.population ?? 100;
  const offspring = options.offspring ?? population;
  for (const [name, size] of Object.entries({ population, offspring })) {
    if (!(Number.isSafeInteger(size) && size > 0)) {
      throw new RangeError(`${name} is a whole number above 0, not ${size}`);
    }
  }
  return {
    seed: options.seed,
    population,
    offspring,
    initial: options.initial ?? [],
    sampling: options.sampling ?? randomSampling,
    crossover: options.crossover ?? crossoversInTurn(simulatedBinaryCrossover(), uniformCrossover()),
    mutation: options.mutation ?? mutationsInTurn(polynomialMutation(), resetMutation()),
    prefer: options.prefer ?? dominanceThenCrowding,
    truncate: options.truncate ?? sequentialPruning,
  };
}
