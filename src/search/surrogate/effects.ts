import type { Estimate } from '../../domain/index.js';
import { normalQuantile } from '../../stats/index.js';
import type { FactorEffect, FactorValue, MeasuredProblem } from '../port.js';
import { childKey, type RandomKey } from '../random.js';
import type { Design } from './design.js';
import type { FigureModel } from './figure-model.js';
import { allCells } from './fit.js';
import { drawOf } from './posterior.js';
import { cellValues } from './terms.js';

/** Draws that intervals of effects are made of. */
const DRAWS = 128;
/** Interactions that make less of the variance are not listed. */
const LEAST_SHARE = 0.001;

/**
 * Main effects and interactions of the model, on the figure's own scale: what a level does to the figure when everything
 * else is at its average, averaged over the strata by share. Shares are of the variance over the whole space on the
 * link's scale, where terms are orthogonal.
 */
export function factorEffects(input: {
  readonly problem: MeasuredProblem;
  readonly design: Design;
  readonly models: ReadonlyMap<string, FigureModel>;
  readonly level: number;
  readonly key: RandomKey;
}): readonly FactorEffect[] {
  return [...input.models].flatMap(([figure, model]) => effectsOf(input, figure, model));
}

function effectsOf(
  input: Parameters<typeof factorEffects>[0],
  figure: string,
  model: FigureModel,
): readonly FactorEffect[] {
  const { design, problem, level } = input;
  const { fit } = model;
  const key = childKey(
    input.key,
    problem.figures.findIndex(({ name }) => name === figure),
  );
  const draws = Array.from({ length: DRAWS }, (_, index) => drawOf(fit, key, index).cells);
  const mode = allCells(fit.layout, fit.beta);
  const variances = fit.layout.terms.map((_, index) => meanSquare(cellValues(fit.layout, index, fit.beta)));
  const total = variances.reduce((sum, one) => sum + one, 0) + fit.variances.lack;
  const curves = problem.strata.map((_, stratum) => model.curve(stratum, fit.items));
  const onScale = (constant: number, shift: number): number =>
    problem.strata.reduce(
      (sum, { share }, stratum) =>
        sum + share * ((curves[stratum]?.at(constant + shift) ?? 0) - (curves[stratum]?.at(constant) ?? 0)),
      0,
    );
  const z = normalQuantile((1 + level) / 2);
  return fit.layout.terms.flatMap((term, index) => {
    const names = term.factors.filter((at) => at !== design.stratum);
    const share = total > 0 ? (variances[index] ?? 0) / total : 0;
    const [first, second] = names.map((at) => design.codings[at]?.name ?? '');
    // Terms with the stratum are of the report's slices, not of the factors.
    if (first === undefined || names.length !== term.factors.length || names.length > 2) return [];
    if (second !== undefined && share < LEAST_SHARE) return [];
    const from = fit.layout.cellAt[index] ?? 0;
    const levels = Array.from({ length: term.cells }, (_, cell) => {
      const value = onScale(mode[0] ?? 0, mode[from + cell] ?? 0);
      const drawn = draws.map((cells) => onScale(cells[0] ?? 0, cells[from + cell] ?? 0));
      const deviation = Math.sqrt(drawn.reduce((sum, one) => sum + (one - value) ** 2, 0) / DRAWS);
      const effect: Estimate = {
        value,
        low: value - z * deviation,
        high: value + z * deviation,
        level,
        method: 'posterior mode and standard deviation of the model, normal',
        n: model.cells,
      };
      return { values: valuesOf(design, term.factors, cell), effect };
    });
    const factors = second === undefined ? ([first] as const) : ([first, second] as const);
    return [
      { figure, factors, levels: levels.filter(({ values }) => values.length === names.length), share },
    ];
  });
}

/** The factor values of a cell; fewer than factors where a level is none (not active). */
function valuesOf(design: Design, factors: readonly number[], cell: number): readonly FactorValue[] {
  const values: FactorValue[] = [];
  let rest = cell;
  for (const at of [...factors].reverse()) {
    const coding = design.codings[at];
    const level = rest % (coding?.levels ?? 1);
    rest = Math.floor(rest / (coding?.levels ?? 1));
    const value = coding?.values[level];
    if (value !== null && value !== undefined) values.unshift(value);
  }
  return values;
}

function meanSquare(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length);
}
