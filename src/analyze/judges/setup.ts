import type { ContentHash, MetricInfo } from '../../domain/index.js';
import type { JudgeCalibration } from './calibration-file.js';

/** A judge of a run as analysis needs it: what was asked, of whom, and what is known of its errors. */
export interface JudgeSetup {
  /** The scorer's name. */
  readonly scorer: string;
  readonly kind: 'pointwise' | 'pairwise';
  readonly models: readonly string[];
  readonly combine: 'mean' | 'majority';
  readonly repeats: number;
  /** Every metric that it gives: its criteria, and the one named after it. */
  readonly metrics: readonly MetricInfo[];
  /** Null: uncalibrated. */
  readonly calibration: UsedCalibration | null;
}

/** A calibration file that a run uses. */
export interface UsedCalibration {
  /** As the experiment file would write it. */
  readonly path: string;
  readonly sha256: ContentHash;
  readonly file: JudgeCalibration;
}

/** The metrics of a judge that verdicts stand behind: all but the mean over several criteria. */
export function judgedMetrics({
  metrics,
  scorer,
}: Pick<JudgeSetup, 'metrics' | 'scorer'>): readonly MetricInfo[] {
  const criteria = metrics.filter(({ name }) => name !== scorer);
  return criteria.length === 0 ? metrics : criteria;
}
