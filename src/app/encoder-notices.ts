import type { MetricInfo, TrialRecord } from '../domain/index.js';

/** What scorers with an encoder say of single texts in their details. */
interface EncoderFlags {
  readonly truncated: number;
  readonly windowed: number;
  readonly unknown: number;
  readonly scored: number;
}

/**
 * What the encoder could not read as it should, counted over a run: texts of which only the beginning counted, texts
 * that took several windows, texts of which many pieces are unknown to it. Nothing where no metric rests on an encoder.
 */
export function encoderNotices(
  metrics: readonly MetricInfo[],
  trials: () => Iterable<TrialRecord>,
): readonly string[] {
  const encoded = metrics.filter(({ fingerprint }) => fingerprint !== undefined).map(({ name }) => name);
  if (encoded.length === 0) return [];
  return [...countFlags(encoded, trials())].flatMap(([metric, { truncated, windowed, unknown, scored }]) => [
    ...(truncated > 0
      ? [
          `${metric} read only the beginning of an answer or reference in ${truncated} of ${scored} scores: they are longer than the encoder reads.`,
        ]
      : []),
    ...(windowed > 0
      ? [
          `${metric} read an answer or reference in overlapping windows in ${windowed} of ${scored} scores: they are longer than the encoder reads at once.`,
        ]
      : []),
    ...(unknown > 0
      ? [
          `${metric}: in ${unknown} of ${scored} scores a tenth or more of an answer’s or reference’s pieces is unknown to the encoder; they match each other whatever they stand for.`,
        ]
      : []),
  ]);
}

function countFlags(
  metrics: readonly string[],
  trials: Iterable<TrialRecord>,
): ReadonlyMap<string, EncoderFlags> {
  const counts = new Map<string, EncoderFlags>();
  for (const { scores } of trials) {
    for (const metric of metrics) {
      const score = scores[metric];
      if (score?.state !== 'scored') continue;
      const { detail = null } = score;
      const has = (flag: string): number =>
        detail !== null && typeof detail === 'object' && !Array.isArray(detail) && flag in detail ? 1 : 0;
      const before = counts.get(metric) ?? { truncated: 0, windowed: 0, unknown: 0, scored: 0 };
      counts.set(metric, {
        truncated: before.truncated + has('truncated'),
        windowed: before.windowed + has('windowed'),
        unknown: before.unknown + has('unknown'),
        scored: before.scored + 1,
      });
    }
  }
  return counts;
}
