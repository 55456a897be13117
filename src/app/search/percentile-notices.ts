import type { SearchSpec } from '../../experiment/port.js';
import { cellCount, type ItemSplit, leastForUpperBound } from '../../search/index.js';
import { measuredProblem, type Part } from './problem.js';
import type { SearchSamples } from './samples.js';

/**
 * Upper bounds on percentiles for which a part of the split, or the budget, has too few answers: said while nothing is
 * spent. What is counted are answers; effective ones are never more, so that each number here is the least.
 */
export function percentileNotices(parts: {
  readonly spec: SearchSpec;
  readonly samples: SearchSamples;
  readonly split: ItemSplit;
}): readonly string[] {
  const { spec } = parts;
  const { problem, gate } = measuredProblem({ ...parts, metrics: [] });
  const { cells, points } = cellCount(problem);
  const configs = Math.min(spec.maxFrontSize, points ?? spec.maxFrontSize);
  const measured = Math.min(spec.budget.maxItemEvaluations ?? Number.POSITIVE_INFINITY, cells ?? Infinity);
  return problem.constraints.flatMap(({ name, figure, fold, max, level }) => {
    if (fold === 'mean' || max === undefined) return [];
    const needed = leastForUpperBound(fold, level);
    const pooled = problem.figures.find((one) => one.name === figure)?.pooledBy ?? [];
    const of = pooled.length === 0 ? '' : ` of one ${pooled.join(' and ')}`;
    const bound = `\`${name}\` at most ${max.toLocaleString('en-US')}`;
    const takes = `that takes ${needed} independent answers${of} at least`;
    const onSearch =
      measured >= needed
        ? []
        : [
            `${bound} cannot be shown on the search part, so that nothing will be found: ${takes}, and ${measured} are measured at most; ${remedy(fold, level)}`,
          ];
    return [...onSearch, ...gateNotice({ bound, takes, needed, configs, gate, remedy: remedy(fold, level) })];
  });
}

function gateNotice(of: {
  readonly bound: string;
  readonly takes: string;
  readonly needed: number;
  /** On a front at most. */
  readonly configs: number;
  readonly gate: Part;
  readonly remedy: string;
}): readonly string[] {
  const { bound, takes, needed, configs, gate } = of;
  const items = gate.items.length;
  const most = configs * items;
  if (most < needed) {
    return [
      `${bound} can never be shown on the gate part: ${takes}, and a front of ${configs} on its ${items} samples gives ${most}; it will stay open, and what rests on it is not promoted: ${of.remedy}`,
    ];
  }
  if (items >= needed) return [];
  const each = Math.ceil(needed / items);
  return [
    `${bound} may stay open on the gate part: ${takes}, and its ${items} samples give them only where each is answered by ${each} configs of the front or more (answers to one sample may count for less): ${of.remedy}`,
  ];
}

/** What has enough of the same answers. */
function remedy(fold: 'p50' | 'p95' | 'p99', level: number): string {
  return fold === 'p99'
    ? `bring more samples, or bound p95 (${leastForUpperBound('p95', level)})`
    : 'bring more samples';
}
