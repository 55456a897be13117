import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import { normalQuantile } from '../../stats/index.js';
import type { Confidence, FigureSource, Reading } from '../outcome/index.js';
import type { MeasuredProblem, Point } from '../port.js';
import { childKey, type RandomKey } from '../random.js';
import type { Design } from './design.js';
import type { FigureModel } from './figure-model.js';
import { allCells } from './fit.js';
import { multiplyRows, placesOf, rowsOf } from './observations.js';
import { type Draw, drawOf, type MeanCurve, normalAt } from './posterior.js';

/** Draws that intervals are made of. */
const DRAWS = 256;

/** Mean and draws of one configuration in one stratum. */
interface Belief {
  readonly value: number;
  readonly eta: number;
  /** On the link's scale: of the configuration's level, with what the choice of items adds. */
  readonly deviation: number;
  readonly draws: Float64Array;
}

/** Figures as the model has them; what it does not model (percentiles, known figures) as it was measured. */
export function posteriorFigures(input: {
  readonly problem: MeasuredProblem;
  readonly design: Design;
  readonly models: ReadonlyMap<string, FigureModel>;
  readonly points: readonly Point[];
  readonly measured: FigureSource;
  readonly key: RandomKey;
}): FigureSource {
  const { problem, models, points, measured } = input;
  const beliefs = new Map<string, Belief>();
  const readers = new Map<string, Reader>();

  const reader = (figure: string, model: FigureModel): Reader => {
    const found = readers.get(figure) ?? createReader(input, figure, model);
    readers.set(figure, found);
    return found;
  };
  const belief = (config: number, stratum: number, figure: string, model: FigureModel): Belief => {
    const id = `${config},${stratum},${figure}`;
    const found = beliefs.get(id) ?? reader(figure, model)(config, stratum);
    beliefs.set(id, found);
    return found;
  };
  const modelOf = (reading: Reading): FigureModel | undefined =>
    reading.fold === 'mean' ? models.get(reading.figure) : undefined;
  const method = (model: FigureModel): string =>
    `posterior mean and interval, hierarchical analysis of variance (${model.family.name}), Laplace, empirical Bayes`;

  const source: FigureSource = {
    points,
    value(config, stratum, reading) {
      const model = modelOf(reading);
      if (model === undefined) return measured.value(config, stratum, reading);
      return belief(config, stratum, reading.figure, model).value;
    },
    estimate(config, stratum, reading, confidence) {
      const model = modelOf(reading);
      if (model === undefined) return measured.estimate(config, stratum, reading, confidence);
      const own = belief(config, stratum, reading.figure, model);
      const level = levelOf(confidence);
      const z = normalQuantile((1 + level) / 2);
      const curve = reader(reading.figure, model).curve(stratum);
      return {
        value: own.value,
        low: Math.min(own.value, curve.at(own.eta - z * own.deviation)),
        high: Math.max(own.value, curve.at(own.eta + z * own.deviation)),
        level,
        method: method(model),
        n: source.cells(config, stratum),
      };
    },
    combined(choice, reading, confidence) {
      const model = modelOf(reading);
      if (model === undefined) return measured.combined(choice, reading, confidence);
      if (choice.length === 1) return source.estimate(choice[0] ?? -1, 0, reading, confidence);
      const sum = new Float64Array(DRAWS);
      let value = 0;
      let n = 0;
      for (const [stratum, config] of choice.entries()) {
        const share = problem.strata[stratum]?.share ?? 0;
        const own = belief(config, stratum, reading.figure, model);
        value += share * own.value;
        n += source.cells(config, stratum);
        for (let d = 0; d < DRAWS; d++) sum[d] = (sum[d] as number) + share * (own.draws[d] as number);
      }
      return around(value, sum, {
        confidence,
        n,
        method: method(model),
        range: rangeOf(problem, reading.figure),
      });
    },
    cells: measured.cells,
  };
  return source;
}

interface Reader {
  (config: number, stratum: number): Belief;
  curve(stratum: number): MeanCurve;
}

function createReader(
  input: Parameters<typeof posteriorFigures>[0],
  figure: string,
  model: FigureModel,
): Reader {
  const { problem, design, points } = input;
  const { fit } = model;
  const key = childKey(
    input.key,
    problem.figures.findIndex(({ name }) => name === figure),
  );
  const draws: Draw[] = Array.from({ length: DRAWS }, (_, index) => drawOf(fit, childKey(key, 7), index));
  const mode = allCells(fit.layout, fit.beta);
  const curves = problem.strata.map((_, stratum) => model.curve(stratum, fit.items));
  const drawnCurves = problem.strata.map(() => new Map<number, MeanCurve>());
  const curve = (stratum: number): MeanCurve => curves[stratum] ?? model.curve(stratum, fit.items);
  const drawnCurve = (stratum: number, index: number): MeanCurve => {
    const found = drawnCurves[stratum]?.get(index) ?? model.curve(stratum, draws[index]?.items ?? fit.items);
    drawnCurves[stratum]?.set(index, found);
    return found;
  };
  const read = (config: number, stratum: number): Belief => {
    const rows = rowsOf(
      fit.layout,
      placesOf(design.codings, [{ point: points[config] ?? {}, stratum }], design.stratum),
    );
    const node = model.node(config, stratum);
    const lack = node < 0 ? 0 : (fit.lack[node] ?? 0);
    const lackVariance = node < 0 ? fit.variances.lack : (fit.lackVariance[node] ?? 0);
    const eta = (multiplyRows(rows, mode)[0] ?? 0) + lack;
    const levels = draws.map(({ cells }) => (multiplyRows(rows, cells)[0] ?? 0) + lack);
    const variance = levels.reduce((sum, one) => sum + (one - eta) ** 2, 0) / DRAWS + lackVariance;
    const itemSpread = Math.sqrt(model.itemSpread(stratum));
    return {
      value: curve(stratum).expected(eta, variance),
      eta,
      deviation: Math.sqrt(variance + itemSpread * itemSpread),
      draws: Float64Array.from(levels, (one, index) =>
        drawnCurve(stratum, index).at(
          one +
            Math.sqrt(lackVariance) * normalAt(childKey(key, 8, config), index, stratum) +
            itemSpread * normalAt(childKey(key, 9, stratum), index),
        ),
      ),
    };
  };
  return Object.assign(read, { curve });
}

function levelOf({ level, sides }: Confidence): number {
  return sides === 2 ? level : 2 * level - 1;
}

function rangeOf(problem: MeasuredProblem, figure: string): readonly [number, number] {
  const range = problem.figures.find(({ name }) => name === figure)?.range;
  if (range === 'unit') return [0, 1];
  return [range === 'positive' ? 0 : Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

/** A normal interval with the standard deviation of draws. */
function around(
  value: number,
  draws: Float64Array,
  of: {
    readonly confidence: Confidence;
    readonly n: number;
    readonly method: string;
    readonly range: readonly [number, number];
  },
): Estimate {
  const level = levelOf(of.confidence);
  if (draws.length < 2) return undefinedEstimate('no draws', { level, method: of.method, n: of.n });
  const mean = draws.reduce((sum, one) => sum + one, 0) / draws.length;
  const deviation = Math.sqrt(draws.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (draws.length - 1));
  const half = normalQuantile((1 + level) / 2) * deviation;
  return {
    value,
    low: Math.max(of.range[0], value - half),
    high: Math.min(of.range[1], value + half),
    level,
    method: of.method,
    n: of.n,
  };
}
