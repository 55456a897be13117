import { childKey, type RandomKey } from '../random.js';
import type { GeneKind, GeneTable } from './genes.js';

/** Recombines two genomes in place: they come as copies of the parents and leave as children. */
export type Crossover = (first: Float64Array, second: Float64Array, genes: GeneTable, key: RandomKey) => void;

/** Changes a genome in place. */
export type Mutation = (genome: Float64Array, genes: GeneTable, key: RandomKey) => void;

/** What every operator may be told. */
export interface OperatorOptions {
  /** The kinds of genes that it works on; it leaves the others alone. */
  readonly kinds?: readonly GeneKind[];
}

/** Several crossovers one after the other, each with random numbers of its own. */
export function crossoversInTurn(...crossovers: readonly Crossover[]): Crossover {
  return (first, second, genes, key) => {
    for (const [turn, crossover] of crossovers.entries()) {
      crossover(first, second, genes, childKey(key, turn));
    }
  };
}

/** Several mutations one after the other, each with random numbers of its own. */
export function mutationsInTurn(...mutations: readonly Mutation[]): Mutation {
  return (genome, genes, key) => {
    for (const [turn, mutation] of mutations.entries()) mutation(genome, genes, childKey(key, turn));
  };
}

/** The indexes of the genes of some kinds. */
export function genesOf(genes: GeneTable, kinds: readonly GeneKind[]): readonly number[] {
  return genes.kinds.flatMap((kind, gene) => (kinds.includes(kind) ? [gene] : []));
}

/** The chance of mutation per gene where none is given: min(½, 1/genes), genes of all kinds counted. */
export function usualMutationRate(genes: GeneTable): number {
  return Math.min(0.5, 1 / genes.count);
}
