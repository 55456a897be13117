import type { Estimate } from '../../domain/index.js';
import type { Fold, MeasuredProblem, Point } from '../port.js';

/** A figure and how many items of it become one number. */
export interface Reading {
  readonly figure: string;
  readonly fold: Fold;
}

/** What an interval is to be good for. */
export interface Confidence {
  readonly level: number;
  /** 2: both bounds together hold at `level`; 1: each by itself does. */
  readonly sides: 1 | 2;
}

/**
 * What is believed of configurations: the one thing in which search algorithms differ when they say what they found.
 * Figures are unscaled, configurations and strata are numbers.
 */
export interface FigureSource {
  /** Configurations by number. */
  readonly points: readonly Point[];
  /** The value alone, as `estimate` has it; null: nothing is known. Cheap: it is asked for every candidate. */
  value(config: number, stratum: number, reading: Reading): number | null;
  /** Of one configuration in one stratum. */
  estimate(config: number, stratum: number, reading: Reading, confidence: Confidence): Estimate;
  /** Of a choice of one configuration per stratum: means weighted by share, of percentiles the greatest. */
  combined(choice: readonly number[], reading: Reading, confidence: Confidence): Estimate;
  /** Measured cells. */
  cells(config: number, stratum: number): number;
}

/** A choice that takes the same configuration in every stratum. */
export function sameEverywhere(problem: Pick<MeasuredProblem, 'strata'>, config: number): readonly number[] {
  return problem.strata.map(() => config);
}

/** The value of a choice, put together from those of its strata as {@link FigureSource.combined} does; null: unknown. */
export function combinedValue(
  source: FigureSource,
  problem: Pick<MeasuredProblem, 'strata'>,
  question: { readonly choice: readonly number[]; readonly reading: Reading },
): number | null {
  const { choice, reading } = question;
  let sum = 0;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let stratum = 0; stratum < problem.strata.length; stratum++) {
    const value = source.value(choice[stratum] ?? -1, stratum, reading);
    if (value === null) return null;
    sum += (problem.strata[stratum]?.share ?? 0) * value;
    greatest = Math.max(greatest, value);
  }
  return reading.fold === 'mean' ? sum : greatest;
}

/** The estimate of a multiple, factor ≥ 0. */
export function scaled(estimate: Estimate, factor: number): Estimate {
  const times = (value: number | null): number | null => (value === null ? null : value * factor);
  return { ...estimate, value: times(estimate.value), low: times(estimate.low), high: times(estimate.high) };
}
