import type { GeneSpec } from './genes.js';

/** What makes a genome legal beyond the ranges of its genes. */
export interface GenomeRules {
  /**
   * Brings a genome into its canonical form, in place: a gene that has no effect takes one fixed value, so that
   * genomes that mean the same are recognised as duplicates. Must be deterministic and idempotent.
   */
  readonly repair?: (genome: Float64Array) => void;
  /** False for a forbidden combination; asked after repair. Forbidden genomes are never handed out. */
  readonly isAllowed?: (genome: Float64Array) => boolean;
}

/** A search problem: what may vary, and how many objectives there are, all to be minimised. */
export interface Nsga2Problem extends GenomeRules {
  readonly genes: readonly GeneSpec[];
  /** Number of objectives, 1 or more. */
  readonly objectives: number;
}

/** What an evaluation says of a genome. */
export interface Evaluation {
  /** To be minimised. One that is NaN makes the genome infeasible without bound: what failed is never good. */
  readonly objectives: ArrayLike<number>;
  /** Summed violation of the constraints, 0 (the default) when all hold; NaN counts as +∞. */
  readonly violation?: number;
}

/** A genome to be evaluated. */
export interface Individual {
  /** Unique in the search and ascending. */
  readonly id: number;
  /** 0 for the first population. */
  readonly generation: number;
  readonly genes: Float64Array;
}

/** The evaluation of an individual. */
export interface Told extends Evaluation {
  readonly id: number;
}

/** A member of the population. */
export interface EvaluatedIndividual extends Individual {
  readonly objectives: readonly number[];
  readonly violation: number;
  /** 0 for the non-dominated; of infeasible ones after all feasible, by violation. */
  readonly rank: number;
  /** Crowding distance within its rank. */
  readonly crowding: number;
}
