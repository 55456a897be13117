import type { Measurements } from '../outcome/index.js';
import type { MeasuredProblem, Point } from '../port.js';
import type { Design } from './design.js';
import { type Family, familyOf } from './family.js';
import { type Fit, fitModel } from './fit.js';
import { placesOf } from './observations.js';
import { type MeanCurve, meanCurve } from './posterior.js';
import type { Variances } from './variances.js';

/** What is believed of one measured figure. */
export interface FigureModel {
  readonly family: Family;
  readonly fit: Fit;
  /** Node of a configuration in a stratum; −1: nothing measured there. */
  node(config: number, stratum: number): number;
  /** Mean over a stratum's items, by η, at the given difficulties of all items. */
  curve(stratum: number, difficulties: Float64Array): MeanCurve;
  /** Variance on the link's scale that the choice of items adds to a stratum's level: clustered. */
  itemSpread(stratum: number): number;
  /** Cells with a value. */
  readonly cells: number;
}

/** Items beyond which their difficulties are left to the noise. */
const MOST_ITEMS = 3000;
/** Cells per item below which difficulties cannot be told from noise. */
const CELLS_PER_ITEM = 3;

/** Fits the figure at position `figure`; undefined where nothing of it was measured. */
export function figureModel(
  problem: MeasuredProblem,
  design: Design,
  data: {
    readonly figure: number;
    readonly configs: readonly Point[];
    readonly measurements: Measurements;
    readonly from: Variances | null;
    readonly iterations: number;
  },
): FigureModel | undefined {
  const found = collect(problem, data);
  if (found.values.length === 0) return undefined;
  const family = familyOf(problem.figures[data.figure]?.range ?? 'any');
  const touched = new Set(found.items).size;
  const fit = fitModel({
    codings: design.codings,
    terms: design.terms,
    family,
    data: {
      places: placesOf(
        design.codings,
        found.nodes.map(({ config, stratum }) => ({ point: data.configs[config] ?? {}, stratum })),
        design.stratum,
      ),
      start: Int32Array.from(found.start),
      items: Int32Array.from(found.items),
      values: Float64Array.from(found.values),
      itemCount: problem.items.length,
    },
    hasItemEffects:
      touched > 1 && problem.items.length <= MOST_ITEMS && found.values.length >= CELLS_PER_ITEM * touched,
    from: data.from,
    iterations: data.iterations,
  });
  const strata = problem.strata.length;
  const nodeAt = new Map(found.nodes.map(({ config, stratum }, node) => [config * strata + stratum, node]));
  const members = problem.strata.map((_, stratum) =>
    problem.items.flatMap((item, at) => (item.stratum === stratum ? [at] : [])),
  );
  const spread = members.map((items) => clusteredVariance(problem, items, fit.items));
  return {
    family,
    fit,
    cells: found.values.length,
    node: (config, stratum) => nodeAt.get(config * strata + stratum) ?? -1,
    itemSpread: (stratum) => spread[stratum] ?? 0,
    curve(stratum, difficulties) {
      const items = members[stratum] ?? [];
      const total = items.reduce((sum, item) => sum + (problem.items[item]?.weight ?? 0), 0);
      const isPlain = fit.variances.items === 0 || items.length === 0;
      return meanCurve(
        family,
        isPlain
          ? { difficulties: [0], weights: [1] }
          : {
              difficulties: items.map((item) => difficulties[item] ?? 0),
              weights: items.map((item) => (problem.items[item]?.weight ?? 0) / total),
            },
        curveRange(fit),
      );
    },
  };
}

/** η within five prior standard deviations of the constant. */
function curveRange(fit: Fit): { readonly low: number; readonly high: number } {
  const variances =
    fit.layout.terms.length === 0 ? 1 : fit.beta.reduce((sum, b, j) => sum + (j === 0 ? 0 : b * b), 0);
  const far = 4 * Math.sqrt(variances + fit.variances.lack + 0.25);
  const centre = fit.beta[0] ?? 0;
  return { low: centre - far, high: centre + far };
}

/** Variance of the weighted mean difficulty over clusters, CR0·C/(C−1). */
function clusteredVariance(problem: MeasuredProblem, items: readonly number[], modes: Float64Array): number {
  let total = 0;
  let mean = 0;
  for (const item of items) {
    const weight = problem.items[item]?.weight ?? 0;
    total += weight;
    mean += weight * (modes[item] ?? 0);
  }
  mean /= Math.max(total, 1e-300);
  const sums = new Map<string, number>();
  for (const item of items) {
    const spec = problem.items[item];
    if (spec === undefined) continue;
    sums.set(
      spec.cluster,
      (sums.get(spec.cluster) ?? 0) + (spec.weight / total) * ((modes[item] ?? 0) - mean),
    );
  }
  if (sums.size < 2) return 0;
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  return (squares * sums.size) / (sums.size - 1);
}

function collect(
  problem: MeasuredProblem,
  data: { readonly figure: number; readonly configs: readonly Point[]; readonly measurements: Measurements },
): {
  readonly nodes: readonly { readonly config: number; readonly stratum: number }[];
  readonly start: readonly number[];
  readonly items: readonly number[];
  readonly values: readonly number[];
} {
  const width = problem.figures.length;
  const nodes: { config: number; stratum: number }[] = [];
  const start = [0];
  const items: number[] = [];
  const values: number[] = [];
  for (let config = 0; config < data.configs.length; config++) {
    const own = data.measurements.of(config);
    const byStratum = new Map<number, number[]>();
    for (const [row, item] of own.items.entries()) {
      const value = own.values[row * width + data.figure] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const stratum = problem.items[item]?.stratum ?? 0;
      const rows = byStratum.get(stratum) ?? [];
      rows.push(row);
      byStratum.set(stratum, rows);
    }
    for (const stratum of [...byStratum.keys()].sort((a, b) => a - b)) {
      nodes.push({ config, stratum });
      for (const row of byStratum.get(stratum) ?? []) {
        items.push(own.items[row] ?? 0);
        values.push(own.values[row * width + data.figure] ?? 0);
      }
      start.push(items.length);
    }
  }
  return { nodes, start, items, values };
}
