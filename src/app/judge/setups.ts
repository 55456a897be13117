import type { JudgeSetup, UsedCalibration } from '../../analyze/index.js';
import { ENOUGH_LABELS, sourceWords } from '../../analyze/index.js';
import type { MetricInfo } from '../../domain/index.js';
import type { Experiment } from '../../experiment/index.js';
import { isJudge } from './identity.js';

/** The judges of an experiment as its run keeps them, so that a report needs neither experiment nor files. */
export function judgeSetups(
  { scorers }: Pick<Experiment, 'scorers'>,
  opened: readonly { readonly name: string; readonly metrics: readonly MetricInfo[] }[],
  calibrations: ReadonlyMap<string, UsedCalibration>,
): readonly JudgeSetup[] {
  return scorers.filter(isJudge).map(({ name, kind, judge }) => ({
    scorer: name,
    kind: kind === 'judge' ? 'pointwise' : 'pairwise',
    models: judge.models,
    combine: judge.combine,
    repeats: judge.repeats,
    metrics: opened.find((scorer) => scorer.name === name)?.metrics ?? [],
    calibration: calibrations.get(name) ?? null,
  }));
}

/** How far a judge has been checked against labels, in words. */
export function calibrationNotices(
  scorer: string,
  models: readonly string[],
  setups: readonly JudgeSetup[],
): readonly string[] {
  const calibration = setups.find((setup) => setup.scorer === scorer)?.calibration ?? null;
  const scores = `${scorer}: scores of ${models.join(', ')}`;
  if (calibration === null) return [`${scores}, not calibrated: nobody has checked them against labels.`];
  const { labels, emulated, tooFew, judge } = calibration.file;
  const by = `${labels.n} labels by ${sourceWords(labels.sources)}`;
  return [
    `${scores}, calibrated against ${by}${emulated ? ', judged by an emulator' : ''}.`,
    ...(tooFew
      ? [`${scorer}: fewer than ${ENOUGH_LABELS} labels of a criterion: read its debiased figures with care.`]
      : []),
    ...(judge.kind === 'pairwise'
      ? [`${scorer}: its calibration measures the judge; preferences are not debiased by it.`]
      : []),
  ];
}
