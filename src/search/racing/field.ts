import type { RaceObjective, RaceRow } from './objectives.js';
import { bettingEvidence, type PairsEvidence, spreadEvidence } from './pair-evidence.js';

export interface FieldOptions {
  readonly configs: number;
  readonly objectives: readonly RaceObjective[];
  /** Chance that a given configuration is ever dropped wrongly: a search's level over all that it may look at. */
  readonly alpha: number;
  /** Whether a configuration may drop others, as far as that is known without measuring. Default: all may. */
  readonly isRival?: (config: number) => boolean;
  /** Rivals that each configuration could have had, where those given are a choice of them. Default: those given. */
  readonly rivals?: number;
  /** Rows after which unbounded objectives are to be told apart best; default 200. */
  readonly plannedRows?: number;
}

/** A configuration that is beaten, and of those that beat it the one with the most evidence. */
export interface Beaten {
  readonly config: number;
  readonly by: number;
}

/** A race of many configurations on common items. */
export interface Field {
  /** Takes rows whose weights together stand for the traffic. */
  add(rows: readonly RaceRow[]): void;
  /** Those in the race that are shown to be dominated by one that is in it and allowed: they are out from now on. */
  look(inRace: (config: number) => boolean, isAllowed: (config: number) => boolean): readonly Beaten[];
}

/**
 * Racing on dominance with the evidence of all rivals together. For each ordered pair the least of its objectives'
 * e-processes tests "does not dominate"; their mean over all rivals that a configuration could have is an e-process against
 * "none of them dominates it" (Vovk and Wang 2021), and has to reach 1/alpha. Only rivals that are in the race and allowed
 * are counted, the others as 0, so what is seen is never above that mean, whoever left and for whatever reason. Where a
 * good part of the field dominates a configuration this takes fewer items than asking it of one pair.
 */
export function createField(options: FieldOptions): Field {
  const { configs, objectives, alpha } = options;
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1: ${alpha}`);
  const { better, starts } = pairsByWorse(options);
  const measured = measuredOf(options, better.length);

  const addRow = ({ values, weight = 1 }: RaceRow): void => {
    for (let worse = 0; worse < configs; worse++) {
      const theirs = values[worse];
      if (theirs == null) continue;
      for (let pair = starts[worse] as number; pair < (starts[worse + 1] as number); pair++) {
        const ours = values[better[pair] as number];
        if (ours == null) continue;
        for (const { at, scale, evidence } of measured) {
          const [a, b] = [ours[at], theirs[at]];
          if (a != null && b != null) evidence.add(pair, weight * scale * (a - b));
        }
      }
    }
  };
  const shown = (pair: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (const { evidence } of measured) least = Math.min(least, evidence.value(pair));
    return least;
  };
  const beats = (
    worse: number,
    inRace: (config: number) => boolean,
    isAllowed: (config: number) => boolean,
  ): number | undefined => {
    const [from, to] = [starts[worse] as number, starts[worse + 1] as number];
    const needed = (options.rivals ?? to - from) / alpha;
    const found: { readonly by: number; readonly e: number }[] = [];
    let sum = 0;
    for (let pair = from; pair < to; pair++) {
      const by = better[pair] as number;
      if (!inRace(by)) continue;
      const e = shown(pair);
      sum += e;
      found.push({ by, e });
    }
    // Constraints are judged only where it matters.
    if (!(sum >= needed)) return undefined;
    found.sort((a, b) => b.e - a.e || a.by - b.by);
    const allowed = found.filter(({ by }) => isAllowed(by));
    const reached = allowed.reduce((total, { e }) => total + e, 0) >= needed;
    return reached ? allowed[0]?.by : undefined;
  };

  return {
    add(rows) {
      if (measured.length > 0) for (const row of rows) addRow(row);
    },
    look(inRace, isAllowed) {
      if (measured.length === 0) return [];
      const out = new Map<number, number>();
      const isIn = (config: number): boolean => inRace(config) && !out.has(config);
      for (let config = 0; config < configs; config++) {
        const by = isIn(config) ? beats(config, isIn, isAllowed) : undefined;
        if (by !== undefined) out.set(config, by);
      }
      return [...out].map(([config, by]) => ({ config, by }));
    },
  };

  function measuredOf(given: FieldOptions, pairs: number) {
    return objectives.flatMap((objective, at) => {
      if (objective.kind === 'known') return [];
      const sign = objective.direction === 'maximize' ? 1 : -1;
      const isBounded = objective.kind === 'bounded';
      const evidence: PairsEvidence = isBounded
        ? bettingEvidence(pairs)
        : spreadEvidence(pairs, { alpha, plannedRows: given.plannedRows ?? 200 });
      return [{ at, scale: isBounded ? sign / (objective.high - objective.low) : sign, evidence }];
    });
  }
}

/** The pairs that known objectives leave possible: of each configuration, those that may beat it. */
function pairsByWorse(options: FieldOptions): {
  readonly better: Int32Array;
  readonly starts: Int32Array;
} {
  const { configs, objectives, isRival } = options;
  const rivals = Array.from({ length: configs }, (_, config) => config).filter(
    (config) => isRival?.(config) ?? true,
  );
  const isPossible = (better: number, worse: number): boolean =>
    objectives.every((objective) => {
      if (objective.kind !== 'known') return true;
      const gain = (objective.values[worse] ?? 0) - (objective.values[better] ?? 0);
      return (objective.direction === 'minimize' ? gain : -gain) >= 0;
    });
  const better: number[] = [];
  const starts = new Int32Array(configs + 1);
  for (let worse = 0; worse < configs; worse++) {
    for (const rival of rivals) if (rival !== worse && isPossible(rival, worse)) better.push(rival);
    starts[worse + 1] = better.length;
  }
  return { better: Int32Array.from(better), starts };
}
