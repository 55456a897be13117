import type { Family } from './family.js';
import type { Observations } from './observations.js';

/** Where the modes stand: sums of fixed and term effects per node, lack of fit per node, difficulty per item. */
export interface Modes {
  readonly linear: Float64Array;
  readonly lack: Float64Array;
  readonly items: Float64Array;
}

/** One pass over the cells at the current modes: the pieces of Newton's step with lack of fit integrated out. */
export interface Working {
  /** Information of each cell about its η. */
  readonly cellWeights: Float64Array;
  /** Information of each node, W. */
  readonly nodeWeights: Float64Array;
  /** Working residual of each node, times W, with lack of fit left in it. */
  readonly nodeTotals: Float64Array;
  /** What is left of a node's information once its lack of fit is integrated out: 1/(1 + σ²W). */
  readonly shrink: Float64Array;
  readonly itemScores: Float64Array;
  readonly itemWeights: Float64Array;
  /** Pearson's sum of squares, per unit of dispersion. */
  readonly pearson: number;
}

/**
 * Scores and weights of iteratively reweighted least squares. The lack of fit e ~ N(0, σ²) of every node is eliminated:
 * a node counts with W/(1 + σ²W), and of the items' block the diagonal of what elimination leaves is kept.
 */
export function workingPass(
  data: Observations,
  family: Family,
  modes: Modes,
  spread: { readonly dispersion: number; readonly lack: number },
): Working {
  const { start, items, values } = data;
  const nodes = data.places.count;
  const cellWeights = new Float64Array(values.length);
  const scores = new Float64Array(values.length);
  const nodeWeights = new Float64Array(nodes);
  const nodeTotals = new Float64Array(nodes);
  const shrink = new Float64Array(nodes);
  const itemScores = new Float64Array(data.itemCount);
  const itemWeights = new Float64Array(data.itemCount);
  let pearson = 0;
  for (let node = 0; node < nodes; node++) {
    const lack = modes.lack[node] as number;
    const base = (modes.linear[node] as number) + lack;
    const end = start[node + 1] as number;
    let information = 0;
    let total = 0;
    for (let cell = start[node] as number; cell < end; cell++) {
      const eta = base + (modes.items[items[cell] as number] as number);
      const mean = family.mean(Math.min(family.most, Math.max(-family.most, eta)));
      const slope = family.slope(mean);
      const variance = family.variance(mean);
      const residual = (values[cell] as number) - mean;
      const weight = (slope * slope) / (variance * spread.dispersion);
      const score = (residual * slope) / (variance * spread.dispersion);
      cellWeights[cell] = weight;
      scores[cell] = score;
      information += weight;
      total += score;
      pearson += (residual * residual) / variance;
    }
    total += information * lack;
    const left = 1 / (1 + spread.lack * information);
    nodeWeights[node] = information;
    nodeTotals[node] = total;
    shrink[node] = left;
    const expected = spread.lack * left * total;
    for (let cell = start[node] as number; cell < end; cell++) {
      const item = items[cell] as number;
      const weight = cellWeights[cell] as number;
      itemScores[item] = (itemScores[item] as number) + (scores[cell] as number) + weight * (lack - expected);
      itemWeights[item] = (itemWeights[item] as number) + weight - spread.lack * weight * weight * left;
    }
  }
  return { cellWeights, nodeWeights, nodeTotals, shrink, itemScores, itemWeights, pearson };
}
