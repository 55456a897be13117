import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import { tQuantile } from '../../stats/index.js';
import type { Factor, FactorEffect, FactorValue, MeasuredProblem } from '../port.js';
import { levelCount, levelOf } from '../space/index.js';
import { combinedValue, type FigureSource, sameEverywhere } from './figures.js';

/** The mean of a figure for one configuration. */
interface Observed {
  readonly config: number;
  readonly value: number;
}

const METHOD = 'raw means over configurations, t, df Welch–Satterthwaite';

/**
 * Main effects of every factor on the mean of every figure that an objective or a constraint reads: the mean over the
 * configurations with a level, less the mean over the levels. Other factors are averaged as they were measured, which
 * is even for a random or whole design and is not for a search that went where it was good: intervals tell the spread
 * over configurations only.
 */
export function mainEffects(
  source: FigureSource,
  problem: MeasuredProblem,
  options: { readonly candidates: readonly (readonly number[])[]; readonly level: number },
): readonly FactorEffect[] {
  const figures = [...new Set([...problem.objectives, ...problem.constraints].map(({ figure }) => figure))];
  return figures.flatMap((figure) => {
    const observed = observe(source, problem, { figure, candidates: options.candidates });
    return problem.space.factors.flatMap((factor) => {
      // A continuum has no levels to average over.
      if (levelCount(factor) === null) return [];
      const levels = levelsOf(source, observed, factor);
      if (levels.size < 2) return [];
      return [effectOf(figure, factor.name, { levels, observed, level: options.level })];
    });
  });
}

/** Means by configuration; of strata that choose for themselves each centred, so that their levels do not mix in. */
function observe(
  source: FigureSource,
  problem: MeasuredProblem,
  of: { readonly figure: string; readonly candidates: readonly (readonly number[])[] },
): readonly Observed[] {
  const reading = { figure: of.figure, fold: 'mean' as const };
  if (problem.per === 'all') {
    return (of.candidates[0] ?? []).flatMap((config) => {
      const value = combinedValue(source, problem, { choice: sameEverywhere(problem, config), reading });
      return value === null ? [] : [{ config, value }];
    });
  }
  return of.candidates.flatMap((configs, stratum) => {
    const own = configs.flatMap((config) => {
      const value = source.value(config, stratum, reading);
      return value === null ? [] : [{ config, value }];
    });
    const centre = mean(own.map(({ value }) => value));
    return own.map((one) => ({ ...one, value: one.value - centre }));
  });
}

function levelsOf(
  source: FigureSource,
  observed: readonly Observed[],
  factor: Factor,
): ReadonlyMap<FactorValue, readonly number[]> {
  const levels = new Map<FactorValue, number[]>();
  for (const { config, value } of observed) {
    const level = source.points[config]?.[factor.name];
    if (level === undefined) continue;
    const values = levels.get(level) ?? [];
    values.push(value);
    levels.set(level, values);
  }
  return new Map([...levels].sort(([a], [b]) => levelOf(factor, a) - levelOf(factor, b)));
}

function effectOf(
  figure: string,
  factor: string,
  of: {
    readonly levels: ReadonlyMap<FactorValue, readonly number[]>;
    readonly observed: readonly Observed[];
    readonly level: number;
  },
): FactorEffect {
  const parts = [...of.levels].map(([value, values]) => ({
    value,
    n: values.length,
    mean: mean(values),
    squaredError: variance(values) / values.length,
  }));
  const centre = mean(parts.map((part) => part.mean));
  const effects = parts.map((part) => part.mean - centre);
  const total = variance(of.observed.map(({ value }) => value));
  return {
    figure,
    factors: [factor],
    levels: parts.map((part, at) => ({
      values: [part.value],
      effect: levelEffect(effects[at] ?? 0, { own: at, parts, level: of.level }),
    })),
    share: total > 0 ? Math.min(1, mean(effects.map((effect) => effect * effect)) / total) : 0,
  };
}

/** Var = (1 − 1/L)² se² of the level + Σ of the others se²/L². */
function levelEffect(
  value: number,
  of: {
    readonly own: number;
    readonly parts: readonly { readonly n: number; readonly squaredError: number }[];
    readonly level: number;
  },
): Estimate {
  const count = of.parts.length;
  const n = of.parts[of.own]?.n ?? 0;
  const terms = of.parts.map(({ squaredError, n: size }, at) => {
    const weight = at === of.own ? 1 - 1 / count : 1 / count;
    return { variance: weight * weight * squaredError, df: size - 1 };
  });
  const squared = terms.reduce((sum, term) => sum + term.variance, 0);
  if (terms.some(({ df }) => df < 1)) {
    const none = undefinedEstimate('a level with one configuration has no spread', {
      level: of.level,
      method: METHOD,
      n,
    });
    return { ...none, value };
  }
  const df =
    squared > 0
      ? (squared * squared) / terms.reduce((sum, term) => sum + term.variance ** 2 / term.df, 0)
      : 1;
  const half = tQuantile((1 + of.level) / 2, df) * Math.sqrt(squared);
  return { value, low: value - half, high: value + half, level: of.level, method: METHOD, n };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
