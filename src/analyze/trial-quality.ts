import { type MetricInfo, normalise, type TrialRecord } from '../domain/index.js';

/** A declared part of quality with the scale it is normalised by. */
export interface QualityPart {
  readonly metric: MetricInfo;
  readonly weight: number;
}

/**
 * The declared parts with their scales, in the declared order; undefined when none is declared. A part whose metric
 * the run does not have keeps a scale of its own and is never scored, so that the quality is unscored too.
 */
export function qualityParts(
  weights: { readonly [metric: string]: number },
  metrics: readonly MetricInfo[],
): readonly QualityPart[] | undefined {
  const parts = Object.entries(weights).map(([name, weight]) => ({
    metric: metrics.find((metric) => metric.name === name) ?? { name, min: 0, max: 1, description: name },
    weight,
  }));
  return parts.length === 0 ? undefined : parts;
}

/**
 * Quality of a trial: Σ weight · normalise(metric). NaN when any part is unscored: a missing part is never
 * re-weighted away (law 3).
 */
export function trialQuality(parts: readonly QualityPart[], scores: TrialRecord['scores']): number {
  let sum = 0;
  for (const { metric, weight } of parts) {
    const score = scores[metric.name];
    if (score?.state !== 'scored') return Number.NaN;
    sum += weight * normalise(metric, score.value);
  }
  return sum;
}
