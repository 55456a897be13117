import type { JudgeNoise, JudgeNoiseOf } from '../../gate/port.js';
import type { RunData } from '../port.js';
import { differenceNoise, type NoiseColumn } from './judge-noise.js';
import type { JudgedMetric } from './judged-metric.js';
import { judgedMetrics } from './setup.js';

/**
 * What the judges alone leave uncertain in a figure: each judged metric's {@link differenceNoise} times the weight with
 * which it enters. Chance errors of different metrics add in squares; systematic ones come from the same labels and
 * models, and add up in full.
 */
export function judgeNoiseOf(
  metrics: readonly JudgedMetric[],
  options: { readonly data: RunData; readonly quality: { readonly [metric: string]: number } },
): JudgeNoiseOf {
  const { data, quality } = options;
  const weights = Float64Array.from(data.samples, ({ weight }) => weight);
  const positions = new Map(data.variants.map(({ name }, at) => [name, at]));
  return ({ baseline, candidate, metric, alpha, belongs }) => {
    const before = positions.get(baseline);
    const after = positions.get(candidate);
    if (before === undefined || after === undefined) return null;
    const rows = Int32Array.from(data.samples.flatMap((sample, row) => (belongs(sample) ? [row] : [])));
    let random = 0;
    let systematic = 0;
    let shift = 0;
    const reasons: string[] = [];
    for (const judged of metrics) {
      const weight = weightOf(judged, metric, quality);
      if (weight === 0) continue;
      const noise = differenceNoise(
        { baseline: columnOf(judged, baseline, before), candidate: columnOf(judged, candidate, after) },
        { rows, samples: data.samples, weights, alpha },
        { repeats: judged.judge.repeats, calibration: judged.calibration },
      );
      if (noise === null) continue;
      random += (weight * noise.random) ** 2;
      systematic += Math.abs(weight) * noise.systematic;
      shift += weight * noise.shift;
      reasons.push(`${judged.metric} by ${judged.judge.scorer}: ${noise.reasons.join(', ')}`);
    }
    if (reasons.length === 0) return null;
    return {
      halfWidth: Math.hypot(Math.sqrt(random), systematic),
      systematic,
      shift,
      reason: reasons.join('; '),
    } satisfies JudgeNoise;
  };
}

/** What one raw unit of a judged metric counts in a figure. */
function weightOf(
  { judge, metric, min, max }: JudgedMetric,
  figure: string,
  quality: { readonly [metric: string]: number },
): number {
  if (figure === metric) return 1;
  const share = 1 / judgedMetrics(judge).length / (max - min);
  if (figure === judge.scorer) return share;
  if (figure !== 'quality') return 0;
  const own = (quality[metric] ?? 0) / (max - min);
  return metric === judge.scorer ? own : own + (quality[judge.scorer] ?? 0) * share;
}

function columnOf({ verdicts }: JudgedMetric, variant: string, at: number): NoiseColumn {
  const columns = verdicts.variants[at];
  if (columns === undefined) throw new RangeError(`no verdicts of variant ${variant}`);
  return {
    variant,
    score: columns.score.means(),
    logLength: columns.logLength.means(),
    repeatVariance: columns.repeatVariance.means(),
    byModel: columns.byModel.map((column) => column.means()),
  };
}
