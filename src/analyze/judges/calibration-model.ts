import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import {
  clusteredRegression,
  isDefined,
  partition,
  type Regression,
  type Stat,
  undefinedStat,
} from '../../stats/index.js';
import type { CalibratedCriterion } from './calibration-file.js';
import { type LengthScale, lengthFeature, lengthScale, logLength } from './length.js';

/**
 * How a judge's score follows from the label and the length: judge = α + β·label + γ·tanh(standardised log length).
 * β below 1: it presses the scale together; γ: what length alone earns, at equal label.
 */
export interface CalibrationModel {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** Cluster-robust covariance of (α, β, γ), with zeros for what was not fitted. */
  readonly covariance: readonly (readonly number[])[];
  readonly scale: LengthScale;
  readonly labels: number;
  /** Labelled clusters − 1. */
  readonly df: number;
  /** Interval of γ; null where the labelled answers do not vary in length. */
  readonly lengthInterval: { readonly low: number; readonly high: number } | null;
}

/** A judge whose slope may lie below this hardly tracks the labels: dividing by it would make anything of the noise. */
export const LEAST_SLOPE = 0.2;

/** Fits the model to labelled verdicts. With labels of one level, or answers of one length, that part is left out. */
export function fitCalibration(
  { pairs }: Pick<CalibratedCriterion, 'pairs'>,
  level: number,
): Stat<CalibrationModel> {
  const lengths = pairs.map(({ words }) => logLength(words));
  const scale = lengthScale(lengths);
  const labels = pairs.map(({ label }) => label);
  const judged = pairs.map(({ judge }) => judge);
  const features = lengths.map((length) => (scale === null ? 0 : lengthFeature(length, scale)));
  const varies = labels.some((label) => label !== labels[0]);
  const options = { level, clusters: partition(pairs.map(({ cluster }) => cluster)) };
  const known = scale ?? { mean: 0, sd: 1 };
  if (!varies) {
    const residual = judged.map((score, at) => score - (labels[at] ?? 0));
    const fit = clusteredRegression(scale === null ? [] : [features], residual, options);
    return isDefined(fit) ? modelOf(fit, { label: null, length: scale === null ? null : 1 }, known) : fit;
  }
  if (scale !== null) {
    const fit = clusteredRegression([labels, features], judged, options);
    if (isDefined(fit)) return modelOf(fit, { label: 1, length: 2 }, known);
  }
  const fit = clusteredRegression([labels], judged, options);
  return isDefined(fit) ? modelOf(fit, { label: 1, length: null }, known) : undefinedStat(fit.reason);
}

function modelOf(
  fit: Regression,
  at: { readonly label: number | null; readonly length: number | null },
  scale: LengthScale,
): Stat<CalibrationModel> {
  const places = [0, at.label, at.length];
  const value = (place: number | null | undefined, missing: number): number =>
    place === null || place === undefined ? missing : (fit.coefficients[place] ?? missing);
  const interval = at.length === null ? undefined : fit.intervals[at.length];
  return {
    state: 'defined',
    alpha: value(0, 0),
    // Labels of one level say nothing of the slope: the judge's bias is then taken to be the same on every level.
    beta: value(at.label, 1),
    gamma: value(at.length, 0),
    covariance: places.map((i) =>
      places.map((j) => (i === null || j === null ? 0 : (fit.covariance[i]?.[j] ?? 0))),
    ),
    scale,
    labels: fit.n,
    df: fit.df,
    lengthInterval: interval === undefined ? null : { low: interval.low, high: interval.high },
  };
}

/** Whether the judge tracks the labels well enough to be corrected by them; else why not. */
export function calibrationFlaw(model: CalibrationModel): string | null {
  const se = Math.sqrt(model.covariance[1]?.[1] ?? 0);
  if (model.beta - 2 * se >= LEAST_SLOPE) return null;
  return `the judge hardly tracks the labels (slope ${model.beta.toFixed(2)} ± ${(2 * se).toFixed(2)})`;
}

/** The score that a reference label would have given, on average, to an answer that the judge gave `judged`. */
export function debiasedScore(model: CalibrationModel, judged: number, logLengthOfAnswer: number): number {
  const { alpha, beta, gamma, scale } = model;
  return (judged - alpha - gamma * lengthFeature(logLengthOfAnswer, scale)) / beta;
}

/** The length-bias slope as a figure: what an answer one standard deviation longer earns at the same label. */
export function lengthBiasOf(model: Stat<CalibrationModel>, level: number, n: number): Estimate {
  const method =
    'labelled answers: judge = α + β·label + γ·tanh(standardised log length), γ; clustered sandwich, t, df clusters−1';
  if (!isDefined(model)) return undefinedEstimate(model.reason, { level, method, n });
  if (model.lengthInterval === null)
    return undefinedEstimate('the labelled answers do not vary in length', { level, method, n });
  const { low, high } = model.lengthInterval;
  return { value: model.gamma, low, high, level, method, n };
}
