import type { SearchFrontPoint } from '../../report/port.js';
import type { MeasuredCell, Objective, SearchOutcome } from '../../search/port.js';
import type { PriceRange } from './port.js';
import type { Remeasured } from './remeasured.js';
import type { SearchWork } from './work.js';

/** Cost of a front member as its model is priced differently: fixed + t · moving, t = 1 today. */
interface CostLine {
  readonly fixed: number;
  readonly moving: number;
}

/**
 * For each member, between which multiples of one model's price it stays on the front: of the model that makes most of
 * its cost, all other prices as they are. Costs are those of the gate part, straight lines in the multiple, so the
 * bounds are exact crossings: where another member that is no worse in everything else gets as cheap. A member that
 * another beats at today's price has none.
 */
export function priceRanges(parts: {
  readonly work: SearchWork;
  readonly outcome: SearchOutcome;
  readonly cells: readonly MeasuredCell[];
  readonly remeasured: Remeasured;
  readonly range: PriceRange;
}): readonly SearchFrontPoint['priceRange'][] {
  const { work, outcome, remeasured, range } = parts;
  const objective = work.problem.objectives.find(({ figure }) => figure === 'costUsd');
  if (objective === undefined || objective.direction !== 'minimize') return [];
  const costs = outcome.front.map((_, at) => costsByModel({ ...parts, objective, at }));
  const others = work.problem.objectives.filter((one) => one !== objective);
  return costs.map((own, at) => {
    const model = dearest(own);
    if (model === null) return null;
    const rivals = costs.flatMap((theirs, rival) => {
      const standing = rival === at ? 'worse' : compare(others, remeasured, rival, at);
      return standing === 'worse' ? [] : [{ line: lineOf(theirs, model), standing }];
    });
    const bounds = boundsOf(lineOf(own, model), rivals);
    if (bounds === null) return null;
    const { low, high } = bounds;
    return {
      factor: model,
      low: low !== null && low > range.low ? low : null,
      high: high !== null && high < range.high ? high : null,
    };
  });
}

/** Between which multiples nobody who is no worse elsewhere is as cheap; null: somebody is at today's price. */
function boundsOf(
  own: CostLine,
  rivals: readonly { readonly line: CostLine; readonly standing: 'better' | 'equal' }[],
): { readonly low: number | null; readonly high: number | null } | null {
  let low: number | null = null;
  let high: number | null = null;
  for (const { line, standing } of rivals) {
    // Their cost less ours: at or below 0 they beat us.
    const gap = line.fixed - own.fixed;
    const slope = line.moving - own.moving;
    const today = gap + slope;
    if (today < 0 || (today === 0 && standing === 'better')) return null;
    const crossing = -gap / slope;
    if (slope < 0) high = Math.min(high ?? crossing, crossing);
    if (slope > 0) low = Math.max(low ?? crossing, crossing);
  }
  return { low, high };
}

/** Whether a member is no worse than another in everything but cost, by what was measured again. */
function compare(
  objectives: readonly Objective[],
  { members }: Remeasured,
  a: number,
  b: number,
): 'better' | 'equal' | 'worse' {
  let isBetter = false;
  for (const { name, direction } of objectives) {
    const [x, y] = [members[a]?.objectives[name]?.value, members[b]?.objectives[name]?.value];
    if (x == null || y == null) return 'worse';
    const gain = direction === 'maximize' ? x - y : y - x;
    if (gain < 0) return 'worse';
    if (gain > 0) isBetter = true;
  }
  return isBetter ? 'better' : 'equal';
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

function dearest(costs: ReadonlyMap<string, number>): string | null {
  const sorted = [...costs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [model] = sorted[0] ?? [''];
  return model === '' ? null : model;
}

function lineOf(costs: ReadonlyMap<string, number>, model: string): CostLine {
  let fixed = 0;
  let moving = 0;
  for (const [name, cost] of costs) {
    if (name === model) moving += cost;
    else fixed += cost;
  }
  return { fixed, moving };
}
