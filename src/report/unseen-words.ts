import { decimalsFor, plural, usd } from './format.js';
import type { ExecutionSummary } from './port.js';

/** What was perhaps billed without our being told, as a sentence; undefined: nothing. */
export function unseenSentence({ calls: { unseen } }: ExecutionSummary): string | undefined {
  if (unseen === undefined) return undefined;
  const most = usd(unseen.atMostUsd, Math.max(4, decimalsFor([unseen.atMostUsd])));
  return `${plural(unseen.attempts, 'attempt')} brought no answer and may have been billed all the same: at most ${most} beyond what is shown.`;
}
