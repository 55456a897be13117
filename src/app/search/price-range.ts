import type { SearchFrontPoint } from '../../report/port.js';
import { type PricedChoice, priceRange, type Remeasurement, signOf } from '../../search/index.js';
import type { MeasuredCell, Objective, SearchOutcome } from '../../search/port.js';
import type { PriceRange } from './port.js';
import type { SearchWork } from './work.js';

/**
 * For each member, between which multiples of one model's price it stays on the front: of the model that makes most of
 * its cost, all other prices as they are. Everything is read off the gate part; what judges of production traffic cost
 * moves with the model that is judged. Null: at no price in the range, or a value is not known.
 */
export function priceRanges(parts: {
  readonly work: SearchWork;
  readonly outcome: SearchOutcome;
  readonly cells: readonly MeasuredCell[];
  readonly remeasured: Remeasurement;
  readonly range: PriceRange;
}): readonly SearchFrontPoint['priceRange'][] {
  const { work, outcome, remeasured, range } = parts;
  const objective = work.problem.objectives.find(({ figure }) => figure === 'costUsd');
  if (objective === undefined || objective.direction !== 'minimize') return [];
  const others = work.problem.objectives.filter((one) => one !== objective);
  const priced = outcome.front.map((_, at): PricedChoice | null => {
    const values = others.map((one) => {
      const value = remeasured.members[at]?.objectives[one.name]?.value;
      return value == null ? null : signOf(one) * value;
    });
    const costs = Object.fromEntries(costsByModel({ ...parts, objective, at }));
    return values.every((value) => value !== null) ? { costs, others: values } : null;
  });
  const candidates = priced.filter((one) => one !== null);
  return priced.map((own) => {
    const model = own === null ? null : dearest(own.costs);
    if (own === null || model === null) return null;
    const found = priceRange(own, candidates, [model]);
    if (found === null) return null;
    const { low, high } = found;
    if ((low ?? 0) > range.high || (high ?? range.low) < range.low) return null;
    return {
      factor: model,
      low: low !== null && low > range.low ? low : null,
      high: high !== null && high < range.high ? high : null,
    };
  });
}

/** Cost of a member in units of the objective, by model: shares of the strata × weighted means of its gate cells. */
function costsByModel(parts: {
  readonly work: SearchWork;
  readonly outcome: SearchOutcome;
  readonly cells: readonly MeasuredCell[];
  readonly objective: Objective;
  readonly at: number;
}): ReadonlyMap<string, number> {
  const { work, outcome, cells, objective, at } = parts;
  const { strata, figures } = work.problem;
  const column = figures.findIndex(({ name }) => name === objective.figure);
  const chosen = outcome.front[at]?.chosen ?? [];
  const byModel = new Map<string, number>();
  for (const [stratum, { share }] of strata.entries()) {
    const config = (chosen.length === 1 ? chosen[0] : chosen[stratum])?.config ?? -1;
    let sum = 0;
    let weights = 0;
    for (const cell of cells) {
      const item = work.parts.gate.items[cell.item];
      const value = cell.values[column];
      if (cell.config !== config || item?.stratum !== stratum || value == null) continue;
      sum += item.weight * value;
      weights += item.weight;
    }
    const model = work.session.variantOf(config).model ?? '';
    const part = weights === 0 ? 0 : (objective.scale * share * sum) / weights;
    byModel.set(model, (byModel.get(model) ?? 0) + part);
  }
  return byModel;
}

function dearest(costs: PricedChoice['costs']): string | null {
  const sorted = Object.entries(costs).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [model] = sorted[0] ?? [''];
  return model === '' ? null : model;
}
