import type { RaceObjective, RaceRow } from '../../../src/search/racing/index.js';
import { createEvidence, type PairEvidence } from './pairwise-evidence.js';

export interface RaceOptions {
  readonly configs: number;
  readonly objectives: readonly RaceObjective[];
  /** Chance that any configuration is ever dropped wrongly, over all looks and all configurations. */
  readonly alpha: number;
  /** Items after which unbounded objectives are to be told apart best; default 200. */
  readonly plannedItems?: number;
}

/** A configuration that left the race. */
export interface Elimination {
  readonly config: number;
  /** That beats it. */
  readonly by: number;
  /** Rows seen. */
  readonly after: number;
}

/** A race between configurations on common items. */
export interface Race {
  /** Takes a block of rows, in random order; gives those that leave the race now. */
  add(rows: readonly RaceRow[]): readonly Elimination[];
  /** Still in the race. */
  standing(): readonly number[];
  eliminations(): readonly Elimination[];
  /** Takes a configuration that is not feasible out as a rival: it drops no other any more. */
  disqualify(config: number): void;
}

/**
 * Racing on dominance: a configuration is dropped only when another that is still in the race is shown to be better in
 * every measured objective, and is at least as good in every known one, by paired differences on the same items. For
 * each ordered pair and objective an e-process tests "not better"; the least of them tests "does not dominate", whatever
 * their dependence, and has to reach K(K − 1)/α among K configurations (pairs that known objectives rule out do not
 * count). So the chance that any of them is ever dropped without being dominated is at most α, at whatever looks.
 */
export function createRace(options: RaceOptions): Race {
  const { configs, alpha } = options;
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1: ${alpha}`);
  const pairs = possiblePairs(options);
  const pairAlpha = alpha / Math.max(1, pairs.length);
  const evidence = new Map<number, PairEvidence>(
    pairs.map(({ better, worse }) => [better * configs + worse, createEvidence(options, pairAlpha)]),
  );
  const inRace = new Set(Array.from({ length: configs }, (_, config) => config));
  const rivals = new Set(inRace);
  const eliminations: Elimination[] = [];
  let rows = 0;

  const see = (row: RaceRow): void => {
    rows++;
    for (const { better, worse } of pairs) {
      if (!inRace.has(better) || !inRace.has(worse)) continue;
      const [a, b] = [row.values[better], row.values[worse]];
      if (a != null && b != null) evidence.get(better * configs + worse)?.add(a, b, row.weight ?? 1);
    }
  };
  const drop = (): readonly Elimination[] => {
    const left: Elimination[] = [];
    for (const { better, worse } of pairs) {
      if (!rivals.has(better) || !inRace.has(better) || !inRace.has(worse)) continue;
      if (evidence.get(better * configs + worse)?.isShown() !== true) continue;
      inRace.delete(worse);
      left.push({ config: worse, by: better, after: rows });
    }
    eliminations.push(...left);
    return left;
  };

  return {
    add(block) {
      for (const row of block) see(row);
      return drop();
    },
    standing: () => [...inRace],
    eliminations: () => eliminations,
    disqualify: (config) => {
      rivals.delete(config);
    },
  };
}

/** Ordered pairs in which no known objective already says that the first is worse. */
function possiblePairs({ configs, objectives }: RaceOptions): readonly { better: number; worse: number }[] {
  const pairs: { better: number; worse: number }[] = [];
  for (let better = 0; better < configs; better++) {
    for (let worse = 0; worse < configs; worse++) {
      const isPossible = objectives.every((objective) => {
        if (objective.kind !== 'known') return true;
        const gain = (objective.values[worse] ?? 0) - (objective.values[better] ?? 0);
        return (objective.direction === 'minimize' ? gain : -gain) >= 0;
      });
      if (better !== worse && isPossible) pairs.push({ better, worse });
    }
  }
  return pairs;
}
