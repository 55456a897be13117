import { settleN } from '../gate/index.js';
import type { GateCheck } from '../gate/port.js';
import { decimal, level, percent, plural, signed, usd } from './format.js';

/** One check in words, with its number, bound, margin and n. */
export function checkWords(check: GateCheck, baseline: string): string {
  const name = capitalise(checkSubject(check));
  if (check.diff === null) {
    return `${name} could not be judged${check.reason === undefined ? '' : ` (${check.reason})`}.`;
  }
  const reason = check.reason === undefined ? '' : ` ${capitalise(check.reason)}.`;
  if (check.kind !== 'non-inferiority') {
    const against = check.kind === 'ratio' ? ` times that of ${baseline}` : '';
    const basis = [checkLimit(check), decidingBound(check), `n = ${decimal(check.n, 0)}`];
    return `${name} ${checkFigure(check, check.diff)}${against} (${basis.filter(Boolean).join(', ')}).${reason}`;
  }
  const limit = check.margin === null ? '' : `, ${checkLimit(check)}`;
  return `${name} ${signed(check.diff, 3)} against ${baseline} (${decidingBound(check) || 'no bound'}${limit}, ${plural(check.n, 'paired sample')}).${reason}`;
}

/** What a check is about: `quality on golden`, `share of severely worse samples on adversarial`. */
export function checkSubject(check: GateCheck): string {
  const what = check.kind === 'exact' ? 'share of severely worse samples' : check.metric;
  return check.slice === 'all' ? what : `${what} on ${check.slice}`;
}

/** A figure of a check as text: dollars with the digits that they need, shares in per cent, else three decimals. */
export function checkFigure(check: GateCheck, value: number): string {
  if (check.kind === 'exact') return percent(value, { decimals: 1 });
  if (check.kind === 'guardrail' && check.metric === 'costUsd') return usd(value);
  if (check.kind === 'guardrail' && /^latency(P\d+)?Ms$/.test(check.metric))
    return `${decimal(value, 0)}\u00a0ms`;
  return decimal(value, 3);
}

/** `margin −0.050`, or `must be ≥ 0.800`; empty without either. */
export function checkLimit(check: GateCheck): string {
  if (check.margin !== null) return `margin ${signed(-check.margin, 3)}`;
  const { min, max } = check.bound ?? {};
  const parts = [
    min === undefined ? undefined : `≥ ${checkFigure(check, min)}`,
    max === undefined ? undefined : `≤ ${checkFigure(check, max)}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `must be ${parts.join(' and ')}`;
}

/**
 * The bound that decides: the low one of a difference and against a minimum, the high one against a maximum. What shows
 * a failure is the other one, that lies beyond the limit with the whole of what is plausible.
 */
export function decidingBound(check: GateCheck): string {
  const mustBeLow = check.kind !== 'non-inferiority' && check.bound?.min === undefined;
  const isHigh = mustBeLow !== (check.verdict === 'fail');
  const bound = isHigh ? check.high : check.low;
  if (bound === null) return '';
  const figure = check.kind === 'non-inferiority' ? signed(bound, 3) : checkFigure(check, bound);
  return `one-sided ${level(check.level)} bound ${figure}`;
}

/** What would settle an inconclusive check, from the gate's own reckoning. */
export function settleWords(check: GateCheck): string {
  const samples = check.settle === undefined ? settleN(check) : check.settle;
  if (samples === null) return unsettledWords(check);
  const now = `about ${decimal(samples, 0)} samples (now ${decimal(check.n, 0)}) would settle it`;
  if (check.kind === 'exact') return `If the share seen is the true one, ${now}.`;
  if (check.diff === null || check.mde === null)
    return `At least ${decimal(samples, 0)} samples are needed (now ${decimal(check.n, 0)}).`;
  const seen = { 'non-inferiority': 'difference', guardrail: 'value', ratio: 'ratio' }[check.kind];
  return `If the ${seen} seen is the true one, ${now} at 80\u00a0% power.`;
}

function unsettledWords({ reason, margin, judgeNoise }: GateCheck): string {
  if (judgeNoise !== undefined && margin !== null && judgeNoise > margin) {
    return 'More samples do not settle it: a calibrated judge, more repeats or a panel would.';
  }
  if (reason?.includes('different scorers') === true) return 'Scoring both sides alike would settle it.';
  if (reason?.includes('judged whole') === true) return 'The whole dataset would settle it.';
  return 'More samples, or fewer missing ones, would settle it.';
}

/** As a sentence begins; names such as `costUsd` and `n` are left as they are written. */
export function capitalise(text: string): string {
  const [word = ''] = text.split(/[ ,]/, 1);
  return /^[a-z][a-z-]+$/.test(word) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
