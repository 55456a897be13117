import type { Stat } from '../../stats/index.js';
import type { CalibratedCriterion } from './calibration-file.js';
import type { CalibrationModel } from './calibration-model.js';
import type { CriterionVerdicts } from './collect-verdicts.js';
import type { JudgeSetup } from './setup.js';

/** One judge on one metric, with what its calibration says of it. */
export interface JudgedMetric {
  readonly judge: JudgeSetup;
  readonly metric: string;
  readonly min: number;
  readonly max: number;
  readonly verdicts: CriterionVerdicts;
  readonly calibration: {
    readonly criterion: CalibratedCriterion;
    readonly model: Stat<CalibrationModel>;
  } | null;
}
