import type { MeasuredProblem } from '../port.js';

/** Items that all configurations of a race have next, and what they count for. */
export interface RaceStep {
  /** False: its clusters were seen before, or it has none of some stratum. */
  readonly isEvidence: boolean;
  /** Items of one cluster each, which are averaged; at most 1: the weight of the average. */
  readonly rows: readonly { readonly items: readonly number[]; readonly weight: number }[];
}

/** Items of one cluster. */
type Group = readonly number[];

/**
 * The steps of a race through groups of items, each of one cluster, by stratum and step. A step is evidence where its clusters
 * are new, because then groups are independent, and where it has some of every stratum that races (all, or `stratum`). Weights
 * make each stratum count by its share and each group stand for its cluster; so the product of bets over a step has an
 * expectation of at most 1 while the weighted mean gain is not above 0, whatever strata do by themselves (geometric mean ≤
 * arithmetic mean).
 */
export function raceSteps(
  problem: Pick<MeasuredProblem, 'strata' | 'items'>,
  stratum: number | null,
  groups: readonly (readonly (readonly Group[])[])[],
): readonly RaceStep[] {
  const strata = stratum === null ? [...problem.strata.keys()] : [stratum];
  const facts = strataFacts(problem);
  const isIndependent = stratum !== null || !spansStrata(problem);
  const seen = new Set<string>();
  return groups.map((step) => {
    const rows: { readonly items: Group; readonly weight: number }[] = [];
    let most = 0;
    let isEvidence = isIndependent;
    for (const at of strata) {
      const own = step[at] ?? [];
      const known = facts[at];
      if (own.length === 0 || known === undefined) {
        isEvidence = false;
        continue;
      }
      const factor = (problem.strata[at]?.share ?? 0) / own.length / known.perCluster;
      most = Math.max(most, factor * known.heaviest);
      for (const items of own) {
        const cluster = problem.items[items[0] ?? -1]?.cluster ?? '';
        if (seen.has(`${at} ${cluster}`)) isEvidence = false;
        seen.add(`${at} ${cluster}`);
        // A part of a cluster, drawn by chance, stands for the whole.
        const whole = (known.sizes.get(cluster) ?? items.length) / Math.max(1, items.length);
        rows.push({ items, weight: factor * whole * weightOf(problem, items) });
      }
    }
    return {
      isEvidence: isEvidence && most > 0,
      rows: rows.map(({ items, weight }) => ({ items, weight: most > 0 ? weight / most : 0 })),
    };
  });
}

function weightOf({ items }: Pick<MeasuredProblem, 'items'>, group: Group): number {
  return group.reduce((sum, item) => sum + (items[item]?.weight ?? 1), 0);
}

function strataFacts(problem: Pick<MeasuredProblem, 'strata' | 'items'>) {
  return problem.strata.map((_, stratum) => {
    const own = problem.items.flatMap((item) => (item.stratum === stratum ? [item] : []));
    const sizes = new Map<string, number>();
    for (const { cluster } of own) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    const total = own.reduce((sum, { weight }) => sum + weight, 0);
    return {
      sizes,
      perCluster: total / Math.max(1, sizes.size),
      // Of a cluster at most what its heaviest item stands for.
      heaviest: own.reduce(
        (most, { cluster, weight }) => Math.max(most, weight * (sizes.get(cluster) ?? 1)),
        0,
      ),
    };
  });
}

function spansStrata({ items }: Pick<MeasuredProblem, 'items'>): boolean {
  const homes = new Map<string, number>();
  return items.some(({ cluster, stratum }) => {
    const home = homes.get(cluster) ?? stratum;
    homes.set(cluster, home);
    return home !== stratum;
  });
}
