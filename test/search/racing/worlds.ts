import { createRace } from '../../../bench/parts/search/pairwise-race.js';
import { createField, type RaceObjective } from '../../../src/search/racing/index.js';
import { createRng, sigmoid, tUpperTail } from '../../../src/stats/index.js';

/** How answers are scored: pass/fail, or a continuous score in [0, 1]. */
export type Scoring = 'binary' | 'continuous';

export interface World {
  /** Difference of each variant's quality from 0.7, near enough. */
  readonly shifts: readonly number[];
  readonly scoring: Scoring;
  /** Difficulty of an item that all variants share; false: every variant draws for itself. */
  readonly isPaired: boolean;
  readonly seed: number;
}

/** Scores of all variants on one item: difficulty, then what each makes of it. */
export function scoresOf(world: World, item: number): number[] {
  const shared = createRng(world.seed, item)();
  return world.shifts.map((shift, variant) => {
    const rng = createRng(world.seed, item, variant + 1);
    const difficulty = (world.isPaired ? shared : rng()) - 0.5;
    if (world.scoring === 'binary') {
      // Logit .847 is .7; the spread of difficulty flattens the mean to about .66.
      return rng() < sigmoid(0.847 + 4 * difficulty) + shift ? 1 : 0;
    }
    const noise = (rng() + rng() - 1) * 0.25;
    return Math.min(1, Math.max(0, 0.7 + shift + 0.4 * difficulty + noise));
  });
}

export interface Outcome {
  /** Whether any variant was dropped that is not worse than the best. */
  readonly isFalse: boolean;
  /** Share of the evaluations of a race without dropping that were not spent. */
  readonly saved: number;
}

interface RaceSize {
  readonly looks: number;
  readonly block: number;
}

const QUALITY: RaceObjective = { kind: 'bounded', low: 0, high: 1, direction: 'maximize' };

/** A race in which every pair has to be shown by itself, at a total level: what the field is held against. */
export function raceOutcome(world: World, size: RaceSize, alpha: number): Outcome {
  const configs = world.shifts.length;
  const race = createRace({ configs, objectives: [QUALITY], alpha });
  return carryOut(world, size, (rows, inRace) =>
    race
      .add(rows.map((row) => ({ values: row.map((score, config) => (inRace.has(config) ? [score] : null)) })))
      .map(({ config }) => config),
  );
}

/** The same on the evidence of all rivals together, as searches race. */
export function fieldOutcome(world: World, size: RaceSize, alpha: number): Outcome {
  const configs = world.shifts.length;
  const field = createField({ configs, objectives: [QUALITY], alpha: alpha / configs });
  return carryOut(world, size, (rows, inRace) => {
    field.add(
      rows.map((row) => ({ values: row.map((score, config) => (inRace.has(config) ? [score] : null)) })),
    );
    return field
      .look(
        (config) => inRace.has(config),
        () => true,
      )
      .map(({ config }) => config);
  });
}

/**
 * The practice of prompt optimisers: after every block a one-sided paired t test on all scores so far, no regard to the
 * number of looks or pairs; whoever is significantly worse than another leaves.
 */
export function tTestOutcome(world: World, size: RaceSize, alpha: number): Outcome {
  const seen: (readonly number[])[] = [];
  return carryOut(world, size, (rows, inRace) => {
    seen.push(...rows);
    return [...inRace].filter((worse) =>
      [...inRace].some((better) => better !== worse && isSignificant(seen, { better, worse, alpha })),
    );
  });
}

function isSignificant(
  rows: readonly (readonly number[])[],
  of: { readonly better: number; readonly worse: number; readonly alpha: number },
): boolean {
  const gains = rows.map((row) => (row[of.better] ?? 0) - (row[of.worse] ?? 0));
  const n = gains.length;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (n - 1);
  if (variance === 0) return mean > 0;
  return tUpperTail(mean / Math.sqrt(variance / n), n - 1) < of.alpha;
}

function carryOut(
  world: World,
  { looks, block }: RaceSize,
  drop: (rows: readonly (readonly number[])[], inRace: ReadonlySet<number>) => readonly number[],
): Outcome {
  const inRace = new Set(world.shifts.keys());
  const best = Math.max(...world.shifts);
  let spent = 0;
  let isFalse = false;
  for (let look = 0; look < looks; look++) {
    // A single variant left needs no further evaluation.
    if (inRace.size <= 1) break;
    const rows = Array.from({ length: block }, (_, at) => scoresOf(world, look * block + at));
    spent += inRace.size * block;
    for (const config of drop(rows, inRace)) {
      if (world.shifts[config] === best) isFalse = true;
      inRace.delete(config);
    }
  }
  return { isFalse, saved: 1 - spent / (world.shifts.length * looks * block) };
}

/** Share of false eliminations and mean saving over races that differ in their seed. */
export function manyRaces(
  races: number,
  one: (seed: number) => Outcome,
): { readonly falseEliminations: number; readonly saved: number } {
  let wrong = 0;
  let saved = 0;
  for (let seed = 0; seed < races; seed++) {
    const outcome = one(seed);
    wrong += outcome.isFalse ? 1 : 0;
    saved += outcome.saved;
  }
  return { falseEliminations: wrong / races, saved: saved / races };
}
