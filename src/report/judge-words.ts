import type { JudgeCriterionReport, JudgeReport } from '../analyze/port.js';
import type { Estimate } from '../domain/index.js';
import { decimal, interval, percent, plural, signed } from './format.js';

/** What a reader must know of a judge before its scores, in words: also for markdown and terminal. */
export function judgeSentences(judge: JudgeReport): readonly string[] {
  return [calibrationWords(judge), ...familyWords(judge), ...judge.criteria.flatMap(biasWords)];
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
