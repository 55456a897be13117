import type { Verdict } from '../domain/index.js';
import type { CandidateResult, GateCheck, SequentialSummary, WorseShare } from '../gate/port.js';
import { capitalise, checkSubject, settleWords } from './check-words.js';
import { costSentence, costWords } from './cost-words.js';
import { decimal, level, percent, plural, usd } from './format.js';
import type { ReportModel } from './port.js';
import { checkVerdictFigure, type VerdictFigure } from './verdict-figure.js';

/** The ten-second answer for one candidate: at most three figures, and what a reader does about them. */
export interface VerdictWords {
  readonly variant: string;
  readonly verdict: Verdict;
  /**
   * The difference of quality; the worst of the other checks (a guardrail, the adversarial samples, a margin); the
   * change of cost. Fewer where there are fewer.
   */
  readonly figures: readonly VerdictFigure[];
  /** Why it is open and what would settle it, what else did not pass, what waits. */
  readonly next: readonly string[];
}

/** Checks beside the shown ones that are named. */
const MOST_NAMED = 3;

const RANK: { readonly [verdict in Verdict]: number } = { fail: 0, inconclusive: 1, pass: 2 };

/** Words for every candidate of the gate, in its order; empty without a gate. */
export function verdictWords(model: ReportModel): readonly VerdictWords[] {
  const candidates = model.document.gate?.candidates ?? [];
  return candidates.map((candidate) => {
    const shown = shownChecks(model, candidate);
    return {
      variant: candidate.variant,
      verdict: candidate.verdict,
      figures: [...shown.map(checkVerdictFigure), ...costFigure(model, candidate)],
      next: nextSentences(candidate, shown),
    };
  });
}

/** The paragraph of one candidate: `concise: pass. Quality on golden −0.006 (…); facts 0.84 (…); cost −36 % (…).` */
export function verdictParagraph({ variant, verdict, figures, next }: VerdictWords): string {
  const parts = figures.map(({ label, value, state, detail }) => {
    const basis = [...(state === undefined ? [] : [state]), ...detail].join(', ');
    return basis === '' ? `${label} ${value}` : `${label} ${value} (${basis})`;
  });
  const evidence = parts.length === 0 ? 'No check was made' : capitalise(parts.join('; '));
  return [`${variant}: ${verdict}.`, `${evidence}.`, ...next].join(' ');
}

/** The overall line of a report, whether or not there was a gate. */
export function verdictHeadline(model: ReportModel): string {
  const { gate, variants, front } = model.document;
  if (gate === null) {
    return `No gate was declared: ${plural(variants.length, 'variant')} measured, ${front.length} on the front.`;
  }
  const names = gate.candidates.map((candidate) => candidate.variant);
  const compared =
    names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  const rule = names.length > 1 ? ` (${gate.require} of ${names.length} must pass)` : '';
  const early = gate.sequential === undefined ? '' : ` ${sequentialWords(gate.sequential)}`;
  return `Gate: ${gate.verdict}. ${compared} against ${gate.baseline}${rule}.${early}`;
}

/** What looking at the samples as they came did. */
export function sequentialWords({ looks, used, planned, stopped, savedUsd }: SequentialSummary): string {
  const seen = `${plural(looks, 'look')} at ${decimal(used, 0)} of ${plural(planned, 'sample')}`;
  if (!stopped) return `Every sample was needed (${seen}), at half of alpha.`;
  const saved = savedUsd === null ? '' : `, about ${usd(savedUsd, 2)} not spent`;
  return `Stopped early after ${seen}${saved}.`;
}

/** What is shown beside the checks and decides nothing: the cost change, and adversarial samples that got worse. */
export function evidenceWords(candidate: CandidateResult): readonly string[] {
  const cost = costSentence(candidate);
  return [...(cost === undefined ? [] : [cost]), ...candidate.worse.map(worseWords)];
}

/** `14 of 50 samples of adversarial got severely worse (at most 41.4 %, exact one-sided 95 % bound).` */
export function worseWords({ dataset, worse, n, high, level: at }: WorseShare): string {
  return `${decimal(worse, 0)} of ${plural(n, 'sample')} of ${dataset} got severely worse (at most ${percent(high, { decimals: 1 })}, exact one-sided ${level(at)} bound).`;
}

function worseInShort({ dataset, worse, n, high, level: at }: WorseShare): string {
  return `${decimal(worse, 0)} of ${decimal(n, 0)} ${dataset} samples got severely worse (at most ${percent(high, { decimals: 1 })} at ${level(at)}).`;
}

/** The worst check; among equals quality over all samples, then the declared order. */
export function decidingCheck(candidate: CandidateResult): GateCheck | undefined {
  const rank = (check: GateCheck): number =>
    RANK[check.verdict] * 4 + (check.metric === 'quality' ? 0 : 2) + (check.slice === 'all' ? 0 : 1);
  return [...candidate.checks].sort((a, b) => rank(a) - rank(b))[0];
}

/** The difference of quality where it counts most, then the worst of the others: of equals, the least certain. */
function shownChecks(model: ReportModel, candidate: CandidateResult): readonly GateCheck[] {
  const adversarial = new Set(
    model.datasets.filter(({ kind }) => kind === 'adversarial').map(({ name }) => name),
  );
  const isQuality = ({ kind, metric }: GateCheck): boolean =>
    kind === 'non-inferiority' && metric === 'quality';
  const main =
    candidate.checks.find((check) => isQuality(check) && !adversarial.has(check.slice)) ??
    decidingCheck(candidate);
  if (main === undefined) return [];
  const [other] = candidate.checks
    .filter((check) => check !== main)
    .sort((a, b) => RANK[a.verdict] - RANK[b.verdict] || (b.p ?? 1) - (a.p ?? 1));
  return other === undefined ? [main] : [main, other];
}

function costFigure(model: ReportModel, candidate: CandidateResult): readonly VerdictFigure[] {
  const words = costWords(model, candidate);
  if (words === undefined) return [];
  const { change, from, interval, month } = words;
  const detail = [from, interval, month].filter((part) => part !== undefined);
  return [{ label: 'cost', value: change, detail, verdict: undefined, state: undefined }];
}

function nextSentences(candidate: CandidateResult, shown: readonly GateCheck[]): readonly string[] {
  const deciding = decidingCheck(candidate);
  const waiting = candidate.flagged.filter((flag) => flag.review === null).length;
  const others = candidate.checks.filter((check) => !shown.includes(check) && check.verdict !== 'pass');
  const isShown = shown.some(({ kind }) => kind === 'exact');
  return [
    ...openSentences(candidate, shown, deciding),
    ...(others.length > 0 ? [othersWords(others)] : []),
    ...(isShown ? [] : candidate.worse.map(worseInShort)),
    ...(candidate.missing.length > 0 ? [`${plural(candidate.missing.length, 'pair')} missing.`] : []),
    ...(waiting > 0 ? [`${plural(waiting, 'flagged sample')} not reviewed.`] : []),
  ];
}

/**
 * Why the shown checks are open, and of the one that decides what would settle it. Bounds on both sides of the limit
 * need no words: the figures show it.
 */
function openSentences(
  candidate: CandidateResult,
  shown: readonly GateCheck[],
  deciding: GateCheck | undefined,
): readonly string[] {
  const asked = candidate.verdict === 'inconclusive' ? deciding : undefined;
  const checks = asked === undefined || shown.includes(asked) ? shown : [...shown, asked];
  return checks.flatMap((check) => {
    const { reason, diff } = check;
    const why =
      reason === undefined || diff === null || reason.includes('on both sides')
        ? []
        : [`${capitalise(reason)}.`];
    const settle = check === asked ? [settleWords(check)] : [];
    if (why.length + settle.length === 0) return [];
    const subject = check === shown[0] ? '' : `${capitalise(checkSubject(check))}: `;
    return [subject + [...why, ...settle].join(' ')];
  });
}

/** `2 more checks did not pass: facts on golden (fail), costUsd ratio (inconclusive).` */
function othersWords(checks: readonly GateCheck[]): string {
  const names = checks.slice(0, MOST_NAMED).map((check) => {
    const ratio = check.kind === 'ratio' ? ' (ratio)' : '';
    return `${checkSubject(check)}${ratio}: ${check.verdict}`;
  });
  const rest = checks.length - names.length;
  return `${plural(checks.length, 'more check')} did not pass: ${names.join('; ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}
