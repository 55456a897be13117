import type { Estimate, JsonValue } from '../domain/index.js';

/** A value that a factor may take. */
export type FactorValue = string | number | boolean;

/** Holds where the named factor is active and has one of these values. */
export interface Condition {
  readonly factor: string;
  readonly in: readonly FactorValue[];
}

/** One thing that may vary. A factor is active where all of its conditions hold; elsewhere points do not name it. */
export type Factor = { readonly name: string; readonly when?: readonly Condition[] } & (
  | { readonly kind: 'categorical' | 'ordered'; readonly values: readonly FactorValue[] }
  | { readonly kind: 'integer' | 'real'; readonly min: number; readonly max: number }
);

/** What may vary and which combinations are not allowed. */
export interface SearchSpace {
  readonly factors: readonly Factor[];
  /** A point that agrees with every entry of one of these is not allowed. */
  readonly forbidden: readonly { readonly [factor: string]: readonly FactorValue[] }[];
  /** Intent → factor → the values that it may take there; absent: all. */
  readonly narrowed: { readonly [intent: string]: { readonly [factor: string]: readonly FactorValue[] } };
}

/** One configuration: a value for every active factor, in the order of the space. */
export type Point = { readonly [factor: string]: FactorValue };

/** A traffic class of items. Objectives are sums over strata, weighted by `share`. */
export interface Stratum {
  readonly name: string;
  /** Of all conversations; the shares sum to 1. */
  readonly share: number;
}

/** A sample that configurations are measured on. */
export interface SearchItem {
  /** Index into the strata. */
  readonly stratum: number;
  /** Items of one cluster are not independent. */
  readonly cluster: string;
  /** Relative weight inside its stratum. */
  readonly weight: number;
}

/** Something that a measurement of (configuration, item) says in numbers. */
export interface FigureSpec {
  readonly name: string;
  /** `unit`: between 0 and 1. `positive`: above 0, compared by ratio (dollars, tokens, milliseconds). */
  readonly range: 'unit' | 'positive' | 'any';
  /**
   * Factors that decide the figure's distribution where it is folded by a percentile: observations of all
   * configurations that agree on them are pooled, over all strata. Absent: a configuration's own observations only.
   */
  readonly pooledBy?: readonly string[];
}

/** How a figure of many items becomes one. Percentiles of several strata: the greatest of theirs, an upper bound. */
export type Fold = 'mean' | 'p50' | 'p95' | 'p99';

export interface Objective {
  /** As the experiment names it, for example `monthlyCostUsd`. */
  readonly name: string;
  readonly figure: string;
  readonly fold: Fold;
  readonly direction: 'minimize' | 'maximize';
  /** The folded figure is multiplied by it: conversations a month, say. */
  readonly scale: number;
}

export interface SearchConstraint {
  /** As the experiment names it, for example `latencyMs.p99`. */
  readonly name: string;
  readonly figure: string;
  readonly fold: Fold;
  readonly scale: number;
  readonly min?: number;
  readonly max?: number;
  /** `intent`: must hold in every stratum by itself; `all`: for the weighted sum. */
  readonly per: 'intent' | 'all';
  /** One-sided: it holds when this bound of the estimate does. Default 0.95. */
  readonly level: number;
}

/** What is searched. Everything in it is data or a pure function. */
export interface MeasuredProblem {
  readonly space: SearchSpace;
  /** `intent`: one configuration is chosen for each stratum; `all`: one for all of them. */
  readonly per: 'intent' | 'all';
  readonly strata: readonly Stratum[];
  /** Of the search part only. */
  readonly items: readonly SearchItem[];
  readonly figures: readonly FigureSpec[];
  readonly objectives: readonly Objective[];
  readonly constraints: readonly SearchConstraint[];
  /** The mean of a figure that follows from the configuration without measuring; null: it has to be measured. */
  readonly known?: (figure: string, point: Point, stratum: number) => number | null;
}

export type AlgorithmName = 'surrogate' | 'nsga2' | 'exact' | 'random' | 'grid';

export interface SearcherOptions {
  readonly seed: number;
  /** Most cells that may be asked for; null: as many as there are. */
  readonly maxItemEvaluations: number | null;
  /** Of the genetic algorithm. */
  readonly population: number;
  readonly generations: number;
  /** Cells of one round at most: small rounds learn faster, large ones suit batch jobs. Default: the algorithm's own. */
  readonly roundSize?: number;
  /**
   * Whether configurations that are shown to be dominated are no longer measured: exact, random, grid and surrogate search.
   * Default: no, for what it saves was measured to be little (docs/search-engine.md, racing).
   */
  readonly racing?: boolean;
  /** Confidence level of every interval. */
  readonly level: number;
}

/** One measurement: a configuration (by number) on an item (by index). */
export interface SearchCell {
  readonly config: number;
  readonly item: number;
}

/** What a measurement said, in the order of the problem's figures; null: unscored or failed (never 0). */
export interface MeasuredCell extends SearchCell {
  readonly values: readonly (number | null)[];
}

/**
 * A search as a conversation: it asks for cells, is told what they said, and asks on. Its result depends on the
 * problem, the options and what it was told, never on order or time; equal saved state, equal future.
 */
export interface Searcher {
  readonly algorithm: AlgorithmName;
  /** What to measure next, by ascending config, then item; empty: done. Asked again before `tell`: the same. */
  ask(): readonly SearchCell[];
  /** Everything that was asked for, in any order. */
  tell(measured: readonly MeasuredCell[]): void;
  /** Configurations by number, in order of first use. */
  configs(): readonly Point[];
  /** Takes a configuration out of every front (for one stratum, or for all), and says why. */
  veto(config: number, stratum: number | null, reason: string): void;
  /** Where it stands: cheap enough for a progress line after every round. */
  standing(): { readonly frontSize: number; readonly hypervolume: number };
  /** The front it would report now, and what stands behind it. */
  outcome(options: { readonly maxFrontSize: number }): SearchOutcome;
  /** Serialises to JSON without loss. */
  state(): JsonValue;
}

/** Names a configuration: by its number where it was used, with its point. */
export interface Chosen {
  readonly config: number;
  readonly point: Point;
}

/** A point of a reported front. */
export interface FrontMember {
  /** One for `per: all`, else one per stratum, in their order. */
  readonly chosen: readonly Chosen[];
  /** By objective name. */
  readonly claimed: { readonly [objective: string]: Estimate };
  readonly constraints: readonly ConstraintStanding[];
  /**
   * Probability that no allowed choice betters an objective by more than 2 % of the front's range without losing in
   * another, by the algorithm's own account of noise; null: it has none.
   */
  readonly membership: number | null;
  readonly isKnee: boolean;
}

export interface ConstraintStanding {
  /** Of the constraint. */
  readonly name: string;
  /** Null: over all strata. */
  readonly stratum: string | null;
  readonly value: Estimate;
  /** `open`: the estimate holds, its bound does not. */
  readonly standing: 'holds' | 'open' | 'violated';
}

/** A configuration that a constraint keeps out although it would otherwise stand on the front or near it. */
export interface Exclusion {
  readonly chosen: Chosen;
  readonly stratum: string | null;
  /** The constraint, or the reason of a veto. */
  readonly by: string;
  readonly value: Estimate | null;
}

/** What a factor does to a figure. */
export interface FactorEffect {
  readonly figure: string;
  /** One factor: its main effect; two: their interaction beyond both main effects. */
  readonly factors: readonly [string] | readonly [string, string];
  /** On the figure's own scale, against the mean over the levels; averaged over the other factors. */
  readonly levels: readonly {
    readonly values: readonly FactorValue[];
    readonly effect: Estimate;
  }[];
  /** Share of the figure's variance over the space that this effect makes. */
  readonly share: number;
}

/** A configuration that was looked at, for the cloud behind the front. */
export interface CloudMember {
  readonly chosen: Chosen;
  /** Null: measured over all strata. */
  readonly stratum: string | null;
  /** Measured cells. */
  readonly n: number;
  /** Best estimate of each objective, where there is one (of the stratum alone for `per: intent`). */
  readonly objectives: { readonly [objective: string]: number | null };
  readonly isFeasible: boolean;
}

export interface SearchOutcome {
  readonly front: readonly FrontMember[];
  /** Size of the front before it was thinned to `maxFrontSize` by hypervolume. */
  readonly wholeFrontSize: number;
  readonly excluded: readonly Exclusion[];
  /** Set where nothing is feasible: what binds, and by how much. */
  readonly infeasible: {
    readonly constraint: string;
    readonly stratum: string | null;
    /** Null: no alternative has a bound at all, because too little could be measured. */
    readonly by: number | null;
  } | null;
  readonly cloud: readonly CloudMember[];
  readonly effects: readonly FactorEffect[];
  readonly hypervolume: {
    /** Of the thinned front, objectives normalised by ideal and reference. */
    readonly claimed: number;
    readonly ideal: { readonly [objective: string]: number };
    /** Worse than the worst of the front by a tenth of its range, in every objective. */
    readonly reference: { readonly [objective: string]: number };
  };
  /** Formulas and variants, for the report. */
  readonly methods: readonly string[];
}
