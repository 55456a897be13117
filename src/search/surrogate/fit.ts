import type { FactorCoding } from './coding.js';
import type { Family } from './family.js';
import { multiplyRows, type Observations, type Rows, rowsOf } from './observations.js';
import { marginalVariances, type System, solveSystem, systemOf } from './system.js';
import { cellValues, type Layout, layoutOf, type Term, toContrasts } from './terms.js';
import {
  firstVariances,
  nextItemVariance,
  nextLackVariance,
  nextTermVariances,
  priorVariances,
  revived,
  type Variances,
} from './variances.js';
import { type Working, workingPass } from './working.js';

/** What is fitted: the terms of a space, the figure's family, and its observations. */
export interface FitInput {
  readonly codings: readonly FactorCoding[];
  readonly terms: readonly Term[];
  readonly family: Family;
  readonly data: Observations;
  /** Whether items are seen often enough for difficulties of their own. */
  readonly hasItemEffects: boolean;
  /** Where an earlier fit ended. */
  readonly from: Variances | null;
  readonly iterations: number;
}

/** A posterior: normal around the mode (Laplace), at the variances of greatest marginal likelihood. */
export interface Fit {
  readonly layout: Layout;
  readonly variances: Variances;
  readonly beta: Float64Array;
  readonly system: System;
  readonly items: Float64Array;
  /** Mode and variance of each node's lack of fit. */
  readonly lack: Float64Array;
  readonly lackVariance: Float64Array;
  /** Effective number of coefficients. */
  readonly effective: number;
  readonly iterations: number;
}

const CONVERGED = 0.03;
/** A step moves no sum of effects by more, in units of the scale: Newton's steps from afar overshoot. */
const MOST_MOVE = 4;

/** Fits by Newton steps on the modes and fixed-point steps on the variances in turn. */
export function fitModel(input: FitInput): Fit {
  const { data, family, terms } = input;
  const scale = scaleOf(data.values, family);
  const isBinary = family.kind === 'logit' && data.values.every((value) => value === 0 || value === 1);
  let variances = startOf(input, scale, isBinary);
  let state = firstState(input, variances, family.link(meanOf(data.values)));
  let effective = 1;
  let change = Number.POSITIVE_INFINITY;
  let iteration = 0;
  while (iteration < input.iterations && change > CONVERGED) {
    iteration++;
    const { system, working, prior } = step(input, state, variances, scale);
    const posterior = marginalVariances(system);
    effective = effectiveNumber(prior, posterior.coefficients);
    const next = nextTermVariances(state.layout, state.used, variances, {
      beta: state.beta,
      prior,
      posterior: posterior.coefficients,
      scale,
      terms,
    });
    const items = nextItemVariance(
      variances.items,
      { modes: state.items, posterior: posterior.items },
      scale,
    );
    const lack = nextLackVariance(variances.lack, working, {
      start: data.start,
      effective,
      scale,
    });
    const dispersion = isBinary
      ? 1
      : nextDispersion(working, { variances, effective, cells: data.values.length });
    change = Math.max(
      next.change,
      variances.items > 0 && items > 0 ? Math.abs(Math.log(items / variances.items)) / 2 : 0,
      Math.abs(Math.log(dispersion / variances.dispersion)),
      iteration < 3 ? 1 : 0,
    );
    if (items === 0) state.items.fill(0);
    variances = { terms: next.terms, items, lack, dispersion };
    state = withoutVanished(input, state, variances, terms);
  }
  const last = step(input, state, variances, scale);
  return {
    layout: state.layout,
    variances,
    beta: state.beta,
    system: last.system,
    items: state.items,
    lack: state.lack,
    lackVariance: last.working.shrink.map((left) => variances.lack * left),
    effective,
    iterations: iteration,
  };
}

interface State {
  readonly layout: Layout;
  /** Positions of the layout's terms among all. */
  readonly used: readonly number[];
  readonly rows: Rows;
  readonly beta: Float64Array;
  readonly items: Float64Array;
  readonly lack: Float64Array;
}

function firstState(input: FitInput, variances: Variances, constant: number): State {
  const used = usedTerms(variances);
  const layout = layoutOf(
    input.codings,
    used.flatMap((at) => input.terms[at] ?? []),
  );
  const beta = new Float64Array(layout.contrasts);
  beta[0] = constant;
  return {
    layout,
    used,
    rows: rowsOf(layout, input.data.places),
    beta,
    items: new Float64Array(input.data.itemCount),
    lack: new Float64Array(input.data.places.count),
  };
}

function usedTerms(variances: Variances): readonly number[] {
  return variances.terms.flatMap((shapes, at) => (shapes.some((value) => value > 0) ? [at] : []));
}

/** The state over the terms that are left; coefficients keep their values. */
function withoutVanished(input: FitInput, state: State, variances: Variances, terms: readonly Term[]): State {
  const used = usedTerms(variances);
  if (used.length === state.used.length) return state;
  const layout = layoutOf(
    input.codings,
    used.flatMap((at) => terms[at] ?? []),
  );
  const beta = new Float64Array(layout.contrasts);
  beta[0] = state.beta[0] ?? 0;
  for (const [index, at] of used.entries()) {
    const from = state.layout.contrastAt[state.used.indexOf(at)] ?? 0;
    const length = layout.terms[index]?.contrasts ?? 0;
    beta.set(state.beta.subarray(from, from + length), layout.contrastAt[index] ?? 0);
  }
  return { ...state, layout, used, beta, rows: rowsOf(layout, input.data.places) };
}

/** One Newton step on coefficients, items and lack of fit, in place; what it was made of. */
function step(
  input: FitInput,
  state: State,
  variances: Variances,
  scale: number,
): { readonly system: System; readonly working: Working; readonly prior: Float64Array } {
  const { data, family } = input;
  const { layout, rows, beta } = state;
  const linear = multiplyRows(rows, allCells(layout, beta));
  const working = workingPass(data, family, { ...state, linear }, variances);
  const prior = priorVariances(layout, state.used, variances, scale);
  const system = systemOf(layout, rows, data, working, {
    prior: prior.map((variance) => 1 / variance),
    itemVariance: variances.items,
  });
  const gradient = gradientOf(layout, rows, working);
  for (let j = 0; j < gradient.length; j++) {
    gradient[j] = (gradient[j] ?? 0) - (beta[j] ?? 0) / (prior[j] ?? 1);
  }
  const itemGradient = working.itemScores.map((score, i) =>
    variances.items > 0 ? score - (state.items[i] ?? 0) / variances.items : 0,
  );
  const { step: move, itemStep } = solveSystem(system, gradient, itemGradient);
  const moved = multiplyRows(rows, allCells(layout, move));
  const damping = Math.min(1, (MOST_MOVE * scale) / greatest(moved));
  for (let j = 0; j < beta.length; j++) beta[j] = (beta[j] ?? 0) + damping * (move[j] ?? 0);
  for (let i = 0; i < itemStep.length; i++)
    state.items[i] = (state.items[i] ?? 0) + damping * (itemStep[i] ?? 0);
  const own = { data, working, variances };
  for (let node = 0; node < moved.length; node++) {
    const left = remaining(own, node, (moved[node] ?? 0) * damping, itemStep, damping);
    state.lack[node] = variances.lack * (working.shrink[node] ?? 1) * left;
    working.nodeTotals[node] = left;
  }
  return { system, working, prior };
}

/** A node's working residual times its information after the step. */
function remaining(
  { data, working }: { readonly data: Observations; readonly working: Working },
  node: number,
  moved: number,
  itemStep: Float64Array,
  damping: number,
): number {
  let left = (working.nodeTotals[node] ?? 0) - (working.nodeWeights[node] ?? 0) * moved;
  const end = data.start[node + 1] ?? 0;
  for (let cell = data.start[node] ?? 0; cell < end; cell++) {
    left -=
      (working.cellWeights[cell] as number) * damping * (itemStep[data.items[cell] as number] as number);
  }
  return left;
}

/** The score of each contrast: Tᵀ Xᵀ s. */
function gradientOf(layout: Layout, rows: Rows, { nodeTotals, shrink }: Working): Float64Array {
  const raw = new Float64Array(layout.cells);
  for (let node = 0; node < rows.count; node++) {
    const score = (nodeTotals[node] as number) * (shrink[node] as number);
    const end = rows.start[node + 1] as number;
    for (let k = rows.start[node] as number; k < end; k++) {
      const column = rows.columns[k] as number;
      raw[column] = (raw[column] as number) + score * (rows.weights[k] as number);
    }
  }
  const gradient = new Float64Array(layout.contrasts);
  toContrasts(layout, { from: raw, at: 0 }, { into: gradient, at: 0 });
  return gradient;
}

/** The value of every cell of the layout's terms: T β. */
export function allCells(layout: Layout, beta: Float64Array): Float64Array {
  const cells = new Float64Array(layout.cells);
  cells[0] = beta[0] ?? 0;
  for (const index of layout.terms.keys())
    cells.set(cellValues(layout, index, beta), layout.cellAt[index] ?? 0);
  return cells;
}

function startOf({ terms, from, hasItemEffects }: FitInput, scale: number, isBinary: boolean): Variances {
  const start = from === null ? firstVariances(terms, scale, isBinary ? 1 : 0.5) : revived(from, scale);
  return { ...start, items: hasItemEffects ? Math.max(start.items, 0.01 * scale * scale) : 0 };
}

function effectiveNumber(prior: Float64Array, posterior: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < prior.length; j++) sum += Math.max(0, 1 - (posterior[j] ?? 0) / (prior[j] ?? 1));
  return sum;
}

/** Pearson's estimate: squares per unit of variance over what is left of the cells. */
function nextDispersion(
  working: Working,

  {
    variances,
    effective,
    cells,
  }: { readonly variances: Variances; readonly effective: number; readonly cells: number },
): number {
  let used = effective;
  for (const left of working.shrink) used += 1 - left;
  if (variances.items > 0) {
    for (const weight of working.itemWeights) used += weight / (weight + 1 / variances.items);
  }
  return Math.max(1e-9, working.pearson / Math.max(cells - used, cells / 10));
}

/** What a standard deviation is measured in: 1 for links that have a scale of their own, else that of the values. */
function scaleOf(values: Float64Array, family: Family): number {
  if (family.kind !== 'identity') return 1;
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) * (value - mean);
  return Math.sqrt(Math.max(sum / Math.max(1, values.length - 1), 1e-24));
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

function greatest(values: Float64Array): number {
  let most = 1e-300;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
