import { canonicalJson, invalidInput, type JsonValue, type Problem } from '../../domain/index.js';
import { type Batch, batchOf } from './batch.js';
import type { GeneSpec } from './genes.js';
import type { Pool } from './pool.js';

/** A number as JSON can carry it: what JSON has no form for is a word. */
export type JsonNumber = number | 'Infinity' | '-Infinity' | 'NaN' | '-0';

/** Individuals of a state, row after row. */
export interface PoolState {
  readonly ids: readonly number[];
  readonly generations: readonly number[];
  readonly genomes: readonly JsonNumber[];
  readonly objectives: readonly JsonNumber[];
  readonly violations: readonly JsonNumber[];
}

/** Everything that a search needs to go on where it stood: plain JSON, its numbers exact to the last bit. */
export interface Nsga2State {
  readonly format: 'parsimony-nsga2';
  readonly version: 1;
  /** What the search must be created with again; `initial` and operators too, but those are not in the state. */
  readonly problem: { readonly genes: readonly GeneSpec[]; readonly objectives: number };
  readonly options: { readonly seed: number; readonly population: number; readonly offspring: number };
  /** Generations that are finished. */
  readonly generation: number;
  /** Individuals handed out so far: the id that comes next. */
  readonly handedOut: number;
  readonly isExhausted: boolean;
  readonly population: PoolState;
  /** The generation under way, and which rows of it are told; null between generations. */
  readonly batch: (PoolState & { readonly told: readonly (0 | 1)[] }) | null;
  /** Keys of all genomes handed out. */
  readonly seen: readonly number[];
}

/** The fields of a state that say what it belongs to. */
export type StateOwner = Pick<Nsga2State, 'problem' | 'options'>;

export function poolState(pool: Pool): PoolState {
  return {
    ids: [...pool.ids],
    generations: [...pool.generations],
    genomes: Array.from(pool.genomes, jsonNumber),
    objectives: Array.from(pool.points.values, jsonNumber),
    violations: Array.from(pool.violations, jsonNumber),
  };
}

export function poolOf(state: PoolState, dimension: number): Pool {
  return {
    ids: Float64Array.from(state.ids),
    generations: Float64Array.from(state.generations),
    genomes: Float64Array.from(state.genomes, Number),
    points: {
      values: Float64Array.from(state.objectives, Number),
      count: state.ids.length,
      dimension,
    },
    violations: Float64Array.from(state.violations, Number),
  };
}

export function batchState(batch: Batch): PoolState & { readonly told: readonly (0 | 1)[] } {
  return { ...poolState(batch.pool), told: Array.from(batch.isTold, (told) => (told === 1 ? 1 : 0)) };
}

export function batchFromState(
  state: PoolState & { readonly told: readonly (0 | 1)[] },
  dimension: number,
): Batch {
  return batchOf(poolOf(state, dimension), Uint8Array.from(state.told));
}

/** Throws `invalid-input` with everything in which a state does not belong to this search. */
export function checkState(state: Nsga2State, owner: StateOwner): void {
  const problems: Problem[] = [];
  const compare = (path: string, stored: JsonValue | undefined, own: JsonValue) => {
    const [theirs, ours] = [canonicalJson(stored ?? null), canonicalJson(own)];
    if (theirs === ours) return;
    problems.push({
      code: 'other-search',
      path,
      message: `the state was written with ${theirs}, this search has ${ours}`,
      hint: 'Resume with the space, seed and sizes that the search was started with, or start a new one.',
    });
  };
  compare('format', state.format, 'parsimony-nsga2');
  compare('version', state.version, 1);
  compare('problem.genes', genesJson(state.problem?.genes ?? []), genesJson(owner.problem.genes));
  compare('problem.objectives', state.problem?.objectives, owner.problem.objectives);
  compare('options.seed', state.options?.seed, owner.options.seed);
  compare('options.population', state.options?.population, owner.options.population);
  compare('options.offspring', state.options?.offspring, owner.options.offspring);
  if (problems.length > 0) throw invalidInput(problems, 'the state belongs to another search');
}

function genesJson(genes: readonly GeneSpec[]): JsonValue {
  return genes.map((spec) => ({ ...spec }));
}

function jsonNumber(value: number): JsonNumber {
  if (Object.is(value, -0)) return '-0';
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}
