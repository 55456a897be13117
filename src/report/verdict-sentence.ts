import type { VariantResult } from '../analyze/port.js';
import type { Verdict } from '../domain/index.js';
import { settleN } from '../gate/index.js';
import type { CandidateResult, CostChange, GateCheck, SequentialSummary, WorseShare } from '../gate/port.js';
import { decimal, decimalsFor, level, percent, plural, signed, signedUsd, usd } from './format.js';
import type { ReportModel } from './port.js';

/** The ten-second answer for one candidate, in words; the parts join to one paragraph. */
export interface VerdictWords {
  readonly variant: string;
  readonly verdict: Verdict;
  /** The check that decided, with bound, margin and n. */
  readonly evidence: string;
  /** Cost a conversation, and a month where traffic is declared; undefined where either side is unpriced. */
  readonly cost: string | undefined;
  /** What would settle an inconclusive verdict, what else failed, or how many flags wait. */
  readonly next: string | undefined;
}

/** Checks beside the deciding one that are named. */
const MOST_NAMED = 3;

const RANK: { readonly [verdict in Verdict]: number } = { fail: 0, inconclusive: 1, pass: 2 };

/** Words for every candidate of the gate, in its order; empty without a gate. */
export function verdictWords(model: ReportModel): readonly VerdictWords[] {
  const { gate, variants } = model.document;
  if (gate === null) return [];
  const named = new Map(variants.map((variant) => [variant.name, variant]));
  const baseline = named.get(gate.baseline);
  return gate.candidates.map((candidate) => {
    const deciding = decidingCheck(candidate);
    return {
      variant: candidate.variant,
      verdict: candidate.verdict,
      evidence: deciding === undefined ? 'No check was made.' : checkWords(deciding, gate.baseline),
      cost: costWords(candidate, baseline, named.get(candidate.variant)),
      next: nextWords(candidate, deciding),
    };
  });
}

/** The paragraph of one candidate: `concise: pass. Quality −0.006 (…). Cost … (−36 %).` */
export function verdictParagraph(words: VerdictWords): string {
  return [`${words.variant}: ${words.verdict}.`, words.evidence, words.cost, words.next]
    .filter((part) => part !== undefined)
    .join(' ');
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
function sequentialWords({ looks, used, planned, stopped, savedUsd }: SequentialSummary): string {
  const seen = `${plural(looks, 'look')} at ${decimal(used, 0)} of ${plural(planned, 'sample')}`;
  if (!stopped) return `Every sample was needed (${seen}), at half of alpha.`;
  const saved = savedUsd === null ? '' : `, about ${usd(savedUsd, 2)} not spent`;
  return `Stopped early after ${seen}${saved}.`;
}

/** The worst check; among equals quality over all samples, then the declared order. */
export function decidingCheck(candidate: CandidateResult): GateCheck | undefined {
  const rank = (check: GateCheck): number =>
    RANK[check.verdict] * 4 + (check.metric === 'quality' ? 0 : 2) + (check.slice === 'all' ? 0 : 1);
  return [...candidate.checks].sort((a, b) => rank(a) - rank(b))[0];
}

/** One check in words, with its number, bound, margin and n. */
export function checkWords(check: GateCheck, baseline: string): string {
  const where = check.slice === 'all' ? '' : ` on ${check.slice}`;
  const name = checkName(check);
  if (check.diff === null) {
    return `${name}${where} could not be judged${check.reason === undefined ? '' : ` (${check.reason})`}.`;
  }
  const basis = check.kind === 'non-inferiority' ? '' : `n = ${decimal(check.n, 0)}`;
  const reason = check.reason === undefined ? '' : ` ${capitalise(check.reason)}.`;
  if (check.kind !== 'non-inferiority') {
    const against = check.kind === 'ratio' ? ` times that of ${baseline}` : '';
    return `${name}${where} ${checkFigure(check, check.diff)}${against} (${[guardrailBound(check), limits(check), basis].filter(Boolean).join(', ')}).${reason}`;
  }
  const bound =
    check.low === null ? 'no bound' : `one-sided ${level(check.level)} bound ${signed(check.low, 3)}`;
  const margin = check.margin === null ? '' : `, margin ${signed(-check.margin, 3)}`;
  return `${name}${where} ${signed(check.diff, 3)} against ${baseline} (${bound}${margin}, ${plural(check.n, 'paired sample')}).${reason}`;
}

/** What a check is about: `Quality`, `Share of severely worse samples`. */
function checkName(check: GateCheck): string {
  return check.kind === 'exact' ? 'Share of severely worse samples' : capitalise(check.metric);
}

/** A figure of a check as text: dollars with the digits that they need, shares in per cent, else three decimals. */
export function checkFigure(check: GateCheck, value: number): string {
  if (check.kind === 'exact') return percent(value, { decimals: 1 });
  if (check.kind === 'guardrail' && check.metric === 'costUsd') return usd(value);
  if (check.kind === 'guardrail' && /^latency(P\d+)?Ms$/.test(check.metric))
    return `${decimal(value, 0)}\u00a0ms`;
  return decimal(value, 3);
}

/** `must be ≥ 0.800`, for a bound. */
export function guardrailBound(check: GateCheck): string {
  const { min, max } = check.bound ?? {};
  const parts = [
    min === undefined ? undefined : `≥ ${checkFigure(check, min)}`,
    max === undefined ? undefined : `≤ ${checkFigure(check, max)}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `must be ${parts.join(' and ')}`;
}

/** The bound that decides a guardrail: the low one against a minimum, the high one against a maximum. */
function limits(check: GateCheck): string {
  const bound = check.bound?.min === undefined ? check.high : check.low;
  return bound === null ? '' : `one-sided ${level(check.level)} bound ${checkFigure(check, bound)}`;
}

/** What is shown beside the checks and decides nothing: the cost change, and adversarial samples that got worse. */
export function evidenceWords(candidate: CandidateResult): readonly string[] {
  const { cost, worse = [] } = candidate;
  return [...(cost === undefined ? [] : [`${changeWords(cost)}.`]), ...worse.map(worseWords)];
}

function worseWords({ dataset, worse, n, high, level: at }: WorseShare): string {
  return `Of ${plural(n, `sample`)} of ${dataset} ${decimal(worse, 0)} got severely worse (at most ${percent(high, { decimals: 1 })}, exact one-sided ${level(at)} bound).`;
}

/** `Cost $0.0042 → $0.0027 a conversation (−36 %, 95 % −38 … −34)`. */
function changeWords({ baselineUsd, candidateUsd, ratio }: CostChange): string {
  const decimals = decimalsFor([baselineUsd, candidateUsd]);
  const share = (value: number): string => signed(100 * (value - 1), 0);
  const interval =
    ratio.low === null || ratio.high === null
      ? ''
      : `, ${level(ratio.level)} ${share(ratio.low)} … ${share(ratio.high)}`;
  const change = ratio.value === null ? '' : ` (${percent(ratio.value - 1, { sign: true })}${interval})`;
  return `Cost ${usd(baselineUsd, decimals)} → ${usd(candidateUsd, decimals)} a conversation${change}`;
}

/** The paired change where the gate has it; a baseline from elsewhere is no variant of the run. */
function costWords(
  candidate: CandidateResult,
  before: VariantResult | undefined,
  after: VariantResult | undefined,
): string | undefined {
  const monthFrom = before?.monthlyCostUsd?.value ?? null;
  const monthTo = after?.monthlyCostUsd?.value ?? null;
  const month =
    monthFrom === null || monthTo === null
      ? ''
      : `, ${signedUsd(monthTo - monthFrom)} a month at the declared traffic (${usd(monthFrom)} → ${usd(monthTo)})`;
  if (candidate.cost !== undefined) return `${changeWords(candidate.cost)}${month}.`;
  const from = before?.costUsdPerSample.value ?? null;
  const to = after?.costUsdPerSample.value ?? null;
  if (from === null || to === null) return undefined;
  const decimals = decimalsFor([from, to]);
  const change = from === 0 ? '' : ` (${percent(to / from - 1, { sign: true })})`;
  return `Cost ${usd(from, decimals)} → ${usd(to, decimals)} a conversation${change}${month}.`;
}

function nextWords(candidate: CandidateResult, deciding: GateCheck | undefined): string | undefined {
  const parts: string[] = [];
  const others = candidate.checks.filter((check) => check !== deciding && check.verdict !== 'pass');
  if (candidate.verdict === 'inconclusive' && deciding !== undefined) parts.push(settleWords(deciding));
  if (others.length > 0) parts.push(othersWords(others));
  parts.push(...(candidate.worse ?? []).map(worseWords));
  if (candidate.missing.length > 0) parts.push(`${plural(candidate.missing.length, 'pair')} missing.`);
  const waiting = candidate.flagged.filter((flag) => flag.review === null).length;
  if (waiting > 0) parts.push(`${plural(waiting, 'flagged sample')} not reviewed.`);
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** `2 other checks did not pass: facts on golden (fail), costUsd ratio (inconclusive).` */
function othersWords(checks: readonly GateCheck[]): string {
  const names = checks.slice(0, MOST_NAMED).map((check) => {
    const what = { 'non-inferiority': '', guardrail: '', ratio: ' ratio', exact: ' share' }[check.kind];
    const where = check.slice === 'all' ? '' : ` on ${check.slice}`;
    return `${check.metric}${what}${where} (${check.verdict})`;
  });
  const rest = checks.length - names.length;
  return `${plural(checks.length, 'other check')} did not pass: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
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

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
