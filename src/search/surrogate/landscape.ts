import type { PointSet } from '../nsga2/index.js';
import { isPerStratum, signOf } from '../outcome/index.js';
import type { MeasuredProblem, SearchConstraint } from '../port.js';
import { childKey, type RandomKey, uniformAt } from '../random.js';
import type { FigureModel } from './figure-model.js';
import { allCells } from './fit.js';
import {
  type BoundStanding,
  isPercentileBound,
  type PercentileBound,
  type Percentiles,
} from './percentiles.js';
import type { Pool } from './pool.js';
import { type Draw, drawOf, type MeanCurve, normalAt } from './posterior.js';

/**
 * At which of its values a figure is read: its mean, z standard deviations towards the better, or one draw. A bound on a
 * percentile counts as kept where, as `tails` says, the estimate keeps it (the default), it is possible, or it is shown; z
 * standard deviations to the better read it as possible, to the worse as shown; a draw has it by chance.
 */
export type View =
  | { readonly kind: 'mean'; readonly tails?: 'met' | 'possible' | 'shown' }
  | { readonly kind: 'bound'; readonly z: number }
  | { readonly kind: 'draw'; readonly index: number };

/** What is believed of every point of the pool. */
export interface Landscape {
  /** Minimised objectives of points of a list, by share where a list is a stratum; NaN: unknown. */
  rows(list: number, positions: Int32Array, view: View): PointSet;
  /** Which of them meet the constraints that are decided by the list alone; unknown ones count as met. */
  feasible(list: number, positions: Int32Array, view: View): Uint8Array;
  /** Standard deviation of the first modelled objective, on its own scale. */
  spread(list: number, positions: Int32Array, stratum: number): Float64Array;
}

/** Draws that posterior variances are taken from. */
const VARIANCE_DRAWS = 32;

/** What a figure's model says in one stratum at one list. */
interface Surface {
  readonly eta: Float64Array;
  readonly variance: Float64Array;
  readonly curve: MeanCurve;
}

export interface LandscapeInput {
  readonly problem: MeasuredProblem;
  readonly pool: Pool;
  readonly models: ReadonlyMap<string, FigureModel>;
  /** Number of the configuration at each position of the pool; −1: never measured. */
  readonly configAt: Int32Array;
  readonly percentiles: Percentiles;
  readonly key: RandomKey;
  /** Draws that several landscapes of one posterior share. */
  readonly draws?: Map<string, Draw>;
}

export function createLandscape(input: LandscapeInput): Landscape {
  const { problem, pool, models } = input;
  const { predictor } = pool;
  const surfaces = new Map<string, Surface>();
  const draws = input.draws ?? new Map<string, Draw>();
  const whole = Int32Array.from(pool.points.keys());

  const drawn = (figure: string, model: FigureModel, index: number): Draw => {
    const id = `${figure}:${index}`;
    const found = draws.get(id) ?? drawOf(model.fit, childKey(input.key, figureNumber(figure)), index);
    draws.set(id, found);
    return found;
  };
  const figureNumber = (figure: string): number => problem.figures.findIndex(({ name }) => name === figure);

  const surface = (figure: string, model: FigureModel, stratum: number): Surface => {
    const id = `${figure}:${stratum}`;
    const found = surfaces.get(id) ?? makeSurface(figure, model, stratum);
    surfaces.set(id, found);
    return found;
  };
  const makeSurface = (figure: string, model: FigureModel, stratum: number): Surface => {
    const count = pool.points.length;
    const { fit } = model;
    const eta = new Float64Array(count);
    predictor.evaluate(fit.layout, allCells(fit.layout, fit.beta), { stratum, positions: whole, into: eta });
    const variance = new Float64Array(count);
    const one = new Float64Array(count);
    for (let index = 0; index < VARIANCE_DRAWS; index++) {
      predictor.evaluate(fit.layout, drawn(figure, model, index).cells, {
        stratum,
        positions: whole,
        into: one,
      });
      for (let i = 0; i < count; i++) {
        const off = (one[i] as number) - (eta[i] as number);
        variance[i] = (variance[i] as number) + (off * off) / VARIANCE_DRAWS;
      }
    }
    for (let i = 0; i < count; i++) {
      const node = model.node(input.configAt[i] ?? -1, stratum);
      eta[i] = (eta[i] as number) + (node < 0 ? 0 : (fit.lack[node] ?? 0));
      variance[i] =
        (variance[i] as number) +
        (node < 0 ? fit.variances.lack : (fit.lackVariance[node] ?? fit.variances.lack));
    }
    return { eta, variance, curve: model.curve(stratum, fit.items) };
  };

  const curves = new Map<string, MeanCurve>();
  const drawCurve = (
    figure: string,
    model: FigureModel,
    of: { stratum: number; index: number },
  ): MeanCurve => {
    const id = `${figure}:${of.stratum}:${of.index}`;
    const found = curves.get(id) ?? model.curve(of.stratum, drawn(figure, model, of.index).items);
    curves.set(id, found);
    return found;
  };

  const modelled = (
    figure: string,
    model: FigureModel,
    at: {
      readonly stratum: number;
      readonly positions: Int32Array;
      readonly view: View;
      readonly sign: number;
    },
  ): Float64Array => {
    const { positions, view, stratum } = at;
    const out = new Float64Array(positions.length);
    const own = surface(figure, model, stratum);
    if (view.kind === 'draw') {
      const draw = drawn(figure, model, view.index);
      const curve = drawCurve(figure, model, { stratum, index: view.index });
      predictor.evaluate(model.fit.layout, draw.cells, { stratum, positions, into: out });
      const noise = childKey(input.key, 1_000 + figureNumber(figure), view.index);
      const hasLack = model.fit.variances.lack > 0;
      for (let i = 0; i < out.length; i++) {
        const position = positions[i] as number;
        let eta = out[i] as number;
        if (hasLack) {
          const node = model.node(input.configAt[position] ?? -1, stratum);
          const mode = node < 0 ? 0 : (model.fit.lack[node] as number);
          const variance = node < 0 ? model.fit.variances.lack : (model.fit.lackVariance[node] as number);
          eta += mode + Math.sqrt(variance) * normalAt(noise, position, stratum);
        }
        out[i] = curve.at(eta);
      }
      return out;
    }
    for (let i = 0; i < out.length; i++) {
      const position = positions[i] as number;
      const eta = own.eta[position] as number;
      const variance = own.variance[position] as number;
      out[i] =
        view.kind === 'mean'
          ? own.curve.expected(eta, variance)
          : own.curve.at(eta - at.sign * view.z * Math.sqrt(variance));
    }
    return out;
  };

  /** A figure's folded value in a stratum. `sign` +1: less is better. */
  const read = (
    of: Pick<SearchConstraint, 'figure' | 'fold'>,
    at: {
      readonly stratum: number;
      readonly positions: Int32Array;
      readonly view: View;
      readonly sign: number;
    },
  ): Float64Array => {
    const { figure, fold } = of;
    if (fold !== 'mean') {
      return Float64Array.from(
        at.positions,
        (position) => input.percentiles.value(position, at.stratum, { figure, fold }) ?? Number.NaN,
      );
    }
    const model = models.get(figure);
    if (model !== undefined) return modelled(figure, model, at);
    const values = pool.known(figure, at.stratum);
    const out = new Float64Array(at.positions.length);
    for (let i = 0; i < out.length; i++) out[i] = values[at.positions[i] as number] as number;
    return out;
  };

  /** Of all strata of a list as one: means by share, of percentiles the greatest. */
  const folded = (
    of: Pick<SearchConstraint, 'figure' | 'fold'>,
    at: { readonly list: number; readonly positions: Int32Array; readonly view: View; readonly sign: number },
  ): Float64Array => {
    const strata = problem.per === 'intent' ? [at.list] : [...problem.strata.keys()];
    const sum = new Float64Array(at.positions.length).fill(of.fold === 'mean' ? 0 : Number.NEGATIVE_INFINITY);
    for (const stratum of strata) {
      const share = problem.strata[stratum]?.share ?? 0;
      const values = read(of, { ...at, stratum });
      for (let i = 0; i < sum.length; i++) {
        const value = values[i] as number;
        const before = sum[i] as number;
        sum[i] = of.fold === 'mean' ? before + share * value : Math.max(before, value);
      }
    }
    return sum;
  };

  /** Clears the flags of points whose percentile breaks its bound as the view has it; unknown ones keep theirs. */
  const strikeTails = (
    met: Uint8Array,
    constraint: PercentileBound,
    of: { readonly positions: Int32Array; readonly stratum: number; readonly view: View },
  ): void => {
    const noise = childKey(input.key, 2_000 + problem.constraints.indexOf(constraint));
    for (let i = 0; i < met.length; i++) {
      if (met[i] === 0) continue;
      const bound = input.percentiles.bound(of.positions[i] as number, of.stratum, constraint);
      if (bound !== null && !isKept(bound, of.view, noise)) met[i] = 0;
    }
  };

  return {
    rows(list, positions, view) {
      const dimension = problem.objectives.length;
      const values = new Float64Array(positions.length * dimension);
      for (const [column, objective] of problem.objectives.entries()) {
        const sign = signOf(objective);
        const figure = folded(objective, { list, positions, view, sign });
        for (let i = 0; i < positions.length; i++) {
          values[i * dimension + column] = sign * objective.scale * (figure[i] as number);
        }
      }
      return { values, count: positions.length, dimension };
    },
    feasible(list, positions, view) {
      const met = new Uint8Array(positions.length).fill(1);
      for (const constraint of problem.constraints) {
        const sign = constraint.max === undefined ? -1 : 1;
        const own = { positions, view, sign };
        if (!isPerStratum(constraint)) {
          // Of a choice by intent the other intents are not decided yet.
          if (problem.per === 'all') strikeOut(met, constraint, folded(constraint, { ...own, list }));
          continue;
        }
        const strata = problem.per === 'intent' ? [list] : [...problem.strata.keys()];
        for (const stratum of strata) {
          if (isPercentileBound(constraint)) strikeTails(met, constraint, { positions, stratum, view });
          else strikeOut(met, constraint, read(constraint, { ...own, stratum }));
        }
      }
      return met;
    },
    spread(list, positions, stratum) {
      const out = new Float64Array(positions.length);
      for (const { figure, fold } of problem.objectives) {
        const model = fold === 'mean' ? models.get(figure) : undefined;
        if (model === undefined) continue;
        const strata =
          problem.per === 'intent' ? [list] : stratum < 0 ? [...problem.strata.keys()] : [stratum];
        for (const one of strata) {
          const { eta, variance, curve } = surface(figure, model, one);
          const share = problem.strata[one]?.share ?? 0;
          for (let i = 0; i < out.length; i++) {
            const position = positions[i] as number;
            const deviation = Math.sqrt(variance[position] as number);
            const centre = eta[position] as number;
            out[i] =
              (out[i] as number) +
              (share * Math.abs(curve.at(centre + deviation) - curve.at(centre - deviation))) / 2;
          }
        }
        return out;
      }
      return out.fill(1);
    },
  };
}

function isKept(bound: BoundStanding, view: View, noise: RandomKey): boolean {
  if (view.kind === 'draw') return uniformAt(noise, view.index, bound.pool) < bound.probability;
  const tails = view.kind === 'mean' ? (view.tails ?? 'met') : view.z > 0 ? 'possible' : 'shown';
  if (tails === 'met') return bound.isMet;
  return tails === 'possible' ? bound.isPossible : bound.standing === 'holds';
}

/** Clears the flags of values that break the constraint; unknown ones keep theirs. */
function strikeOut(met: Uint8Array, { min, max, scale }: SearchConstraint, values: Float64Array): void {
  for (let i = 0; i < met.length; i++) {
    const value = (values[i] as number) * scale;
    if ((min !== undefined && value < min) || (max !== undefined && value > max)) met[i] = 0;
  }
}
