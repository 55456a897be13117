import { type JudgeSetup, judgedMetrics } from '../analyze/index.js';
import type { TrialRecord } from '../domain/index.js';

/** Reasons that are told apart; what comes later counts without one. */
const MOST_REASONS = 50;
const MOST_SHOWN = 240;

interface Silence {
  readonly scorer: string;
  answers: number;
  unscored: number;
  readonly reasons: Map<string, number>;
}

/**
 * Where judges gave no score, how often and why for the most part: a mean over what is left, or over nothing, is read
 * wrong without it (law 3). One pass over the trials, and only in runs with judges.
 */
export function silentJudges(
  judges: readonly JudgeSetup[],
  trials: () => Iterable<TrialRecord>,
): readonly string[] {
  if (judges.length === 0) return [];
  const silences = new Map<string, Silence>();
  for (const judge of judges) {
    for (const { name } of judgedMetrics(judge))
      silences.set(name, { scorer: judge.scorer, answers: 0, unscored: 0, reasons: new Map() });
  }
  for (const { outcome, scores } of trials()) {
    if (outcome.state === 'failed') continue;
    for (const [metric, silence] of silences) {
      const score = scores[metric];
      if (score === undefined) continue;
      silence.answers += 1;
      if (score.state === 'scored') continue;
      silence.unscored += 1;
      const { reasons } = silence;
      const seen = reasons.get(score.reason);
      if (seen !== undefined || reasons.size < MOST_REASONS) reasons.set(score.reason, (seen ?? 0) + 1);
    }
  }
  return [...silences].flatMap(([metric, { scorer, answers, unscored, reasons }]) => {
    const [first] = [...reasons].sort(([, a], [, b]) => b - a);
    if (first === undefined) return [];
    const [reason, times] = first;
    const most = times === unscored ? '' : `, ${times} of them`;
    const by = metric === scorer ? metric : `${metric} by ${scorer}`;
    return [`${by}: ${unscored} of ${answers} answers have no score${most}: ${shorten(reason)}`];
  });
}

function shorten(reason: string): string {
  return reason.length <= MOST_SHOWN ? reason : `${reason.slice(0, MOST_SHOWN - 1)}…`;
}
