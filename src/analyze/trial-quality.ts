import { type MetricInfo, normalise, type TrialRecord } from '../domain/index.js';

/** A declared part of quality with the scale it is normalised by. */
export interface QualityPart {
  readonly metric: MetricInfo;
  readonly weight: number;
}

/**
 * The declared parts with their scales, by name, so that the order in which weights are written changes no bit of
 * the sum; undefined when none is declared. A part whose metric the run does not have keeps a scale of its own and
 * is never scored, so that the quality is unscored too.
 */
export function qualityParts(
  weights: { readonly [metric: string]: number },
  metrics: readonly MetricInfo[],
): readonly QualityPart[] | undefined {
  const parts = Object.entries(weights)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, weight]) => ({
      metric: metrics.find((metric) => metric.name === name) ?? { name, min: 0, max: 1, description: name },
      weight,
    }));
  return parts.length === 0 ? undefined : parts;
}

/**
 * Quality of a trial, in [0, 1]: Σ weight · normalise(metric). NaN when any part is unscored: a missing part is never
 * re-weighted away (law 3).
 */
export function trialQuality(parts: readonly QualityPart[], scores: TrialRecord['scores']): number {
  let sum = 0;
  for (const { metric, weight } of parts) {
    const score = scores[metric.name];
    if (score?.state !== 'scored') return Number.NaN;
    sum += weight * normalise(metric, score.value);
  }
  // Decimal weights that sum to 1 may do so with a last bit too much.
  return Math.min(1, sum);
}
