import type { JudgeCriterionReport, JudgeReport } from '../analyze/port.js';
import type { Estimate } from '../domain/index.js';
import { decimal, interval, percent, plural, signed } from './format.js';
import type { ReportModel } from './port.js';

/** What a reader must know of a judge before its scores, in words: also for markdown and terminal. */
export function judgeSentences(judge: JudgeReport): readonly string[] {
  return [calibrationWords(judge), ...familyWords(judge), ...judge.criteria.flatMap(biasWords)];
}

/**
 * A judge in one line, for markdown and terminal: calibration first, then agreement, biases off zero and family.
 * `judge: NOT calibrated …; models agree at alpha 0.71; favours longer answers (helpfulness +0.86 a sd of length)`.
 */
export function judgeLine(judge: JudgeReport): string {
  const { scorer, calibration, criteria } = judge;
  const stand =
    calibration === null
      ? 'NOT calibrated, so how far it agrees with people is unknown'
      : `calibrated on ${plural(calibration.labels, `${calibration.source} label`)}${calibration.emulated ? ' (an emulated judge)' : ''}`;
  const alphas = criteria.flatMap(({ agreement }) => (agreement?.alpha == null ? [] : [agreement.alpha]));
  const orders = criteria.flatMap(({ orderAgreement }) =>
    orderAgreement?.value == null ? [] : [orderAgreement.value],
  );
  const longer = strongest(criteria, ({ lengthBias }) => lengthBias);
  const first = strongest(criteria, ({ positionBias }) => positionBias);
  const isOwn = criteria.some(({ sameFamily }) => sameFamily.length > 0);
  const parts = [
    stand,
    ...(alphas.length === 0
      ? []
      : [`its models agree at alpha ${rangeOf(alphas, (alpha) => decimal(alpha, 2))}`]),
    ...(orders.length === 0 ? [] : [`both orders agree in ${rangeOf(orders, (share) => percent(share))}`]),
    ...(longer === undefined
      ? []
      : [
          `favours ${longer.value > 0 ? 'longer' : 'shorter'} answers (${longer.criterion} ${signed(longer.value, 2)} a sd of length)`,
        ]),
    ...(first === undefined
      ? []
      : [
          `prefers what is shown ${first.value > 0 ? 'first' : 'second'} (${first.criterion} ${signed(first.value, 2)})`,
        ]),
    ...(isOwn ? ['judges its own model family'] : []),
  ];
  return `${scorer}: ${parts.join('; ')}.`;
}

/** Notices of the run without those that the lines of the judges repeat. */
export function noticesBesideJudges({ document: { run, judges = [] } }: ReportModel): readonly string[] {
  return run.notices.filter(
    (notice) =>
      !judges.some(
        ({ scorer }) =>
          (notice.startsWith(`${scorer}: scores of `) && notice.includes('calibrated')) ||
          notice.startsWith(`${scorer} judges its own model family`) ||
          (notice.startsWith(`${scorer}: all `) && notice.includes('own model family')),
      ),
  );
}

/** The bias farthest from zero, of those whose interval lies off it. */
function strongest(
  criteria: readonly JudgeCriterionReport[],
  biasOf: (criterion: JudgeCriterionReport) => Estimate | null,
): { readonly criterion: string; readonly value: number } | undefined {
  return criteria
    .flatMap((one) => {
      const bias = biasOf(one);
      return bias?.value == null || !offZero(bias) ? [] : [{ criterion: one.criterion, value: bias.value }];
    })
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0];
}

function rangeOf(values: readonly number[], format: (value: number) => string): string {
  const [low, high] = [format(Math.min(...values)), format(Math.max(...values))];
  return low === high ? low : `${low} to ${high}`;
}

function calibrationWords({ scorer, calibration }: JudgeReport): string {
  if (calibration === null) {
    return `${scorer} is not calibrated: how far its scores agree with people's is unknown.`;
  }
  const { labels, source, path, emulated } = calibration;
  const stand = emulated ? ', of an emulated judge' : '';
  return `${scorer} is calibrated on ${plural(labels, `${source} label`)}${stand} (${path}).`;
}

function familyWords({ scorer, criteria }: JudgeReport): readonly string[] {
  const variants = [...new Set(criteria.flatMap(({ sameFamily }) => sameFamily))];
  return variants.length === 0
    ? []
    : [`${scorer} judges its own model family in ${variants.join(', ')}: it may favour it.`];
}

/** Biases whose interval lies off zero, and the agreement of the two orders. */
function biasWords(criterion: JudgeCriterionReport): readonly string[] {
  const { criterion: name, lengthBias, positionBias, orderAgreement } = criterion;
  const words: string[] = [];
  if (offZero(lengthBias)) {
    words.push(
      `${name}: an answer one standard deviation longer goes with ${signed(lengthBias.value ?? 0, 3)} ${range(lengthBias)} of the score.`,
    );
  }
  if (positionBias !== null && offZero(positionBias)) {
    words.push(
      `${name}: the answer shown first wins more often by ${signed(positionBias.value ?? 0, 3)} ${range(positionBias)}; both orders are asked, so the preference is free of it.`,
    );
  }
  if (orderAgreement !== null && orderAgreement.value !== null) {
    words.push(
      `${name}: both orders agree in ${percent(orderAgreement.value)} of pairs; the others are ties.`,
    );
  }
  return words;
}

function offZero({ value, low, high }: Estimate): boolean {
  return value !== null && low !== null && high !== null && (low > 0 || high < 0);
}

function range(estimate: Estimate): string {
  return interval(estimate, (value) => decimal(value, 3)) ?? '';
}
