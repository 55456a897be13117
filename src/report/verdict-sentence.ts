import type { VariantResult } from '../analyze/port.js';
import type { Verdict } from '../domain/index.js';
import { settleN } from '../gate/index.js';
import type { CandidateResult, GateCheck } from '../gate/port.js';
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
      cost: costWords(baseline, named.get(candidate.variant)),
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
  return `Gate: ${gate.verdict}. ${compared} against ${gate.baseline}${rule}.`;
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
  const name = capitalise(check.metric);
  if (check.diff === null) {
    return `${name}${where} could not be judged${check.reason === undefined ? '' : ` (${check.reason})`}.`;
  }
  const basis = `n = ${decimal(check.n, 0)}`;
  const reason = check.reason === undefined ? '' : ` ${capitalise(check.reason)}.`;
  if (check.kind === 'guardrail') {
    return `${name}${where} ${decimal(check.diff, 3)} (${[guardrailBound(check), limits(check), basis].filter(Boolean).join(', ')}).${reason}`;
  }
  const bound =
    check.low === null ? 'no bound' : `one-sided ${level(check.level)} bound ${signed(check.low, 3)}`;
  const margin = check.margin === null ? '' : `, margin ${signed(-check.margin, 3)}`;
  return `${name}${where} ${signed(check.diff, 3)} against ${baseline} (${bound}${margin}, ${plural(check.n, 'paired sample')}).${reason}`;
}

/** `must be ≥ 0.800`, for a guardrail. */
export function guardrailBound(check: GateCheck): string {
  const { min, max } = check.bound ?? {};
  const parts = [
    min === undefined ? undefined : `≥ ${decimal(min, 3)}`,
    max === undefined ? undefined : `≤ ${decimal(max, 3)}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `must be ${parts.join(' and ')}`;
}

/** The bound that decides a guardrail: the low one against a minimum, the high one against a maximum. */
function limits(check: GateCheck): string {
  const bound = check.bound?.min === undefined ? check.high : check.low;
  return bound === null ? '' : `one-sided ${level(check.level)} bound ${decimal(bound, 3)}`;
}

function costWords(before: VariantResult | undefined, after: VariantResult | undefined): string | undefined {
  const from = before?.costUsdPerSample.value ?? null;
  const to = after?.costUsdPerSample.value ?? null;
  if (from === null || to === null) return undefined;
  const decimals = decimalsFor([from, to]);
  const change = from === 0 ? '' : ` (${percent(to / from - 1, { sign: true })})`;
  const monthFrom = before?.monthlyCostUsd?.value ?? null;
  const monthTo = after?.monthlyCostUsd?.value ?? null;
  const month =
    monthFrom === null || monthTo === null
      ? ''
      : `, ${signedUsd(monthTo - monthFrom)} a month at the declared traffic (${usd(monthFrom)} → ${usd(monthTo)})`;
  return `Cost ${usd(from, decimals)} → ${usd(to, decimals)} a conversation${change}${month}.`;
}

function nextWords(candidate: CandidateResult, deciding: GateCheck | undefined): string | undefined {
  const parts: string[] = [];
  const others = candidate.checks.filter((check) => check !== deciding && check.verdict !== 'pass').length;
  if (candidate.verdict === 'inconclusive' && deciding !== undefined) parts.push(settleWords(deciding));
  if (others > 0) parts.push(`${plural(others, 'other check')} did not pass.`);
  if (candidate.missing.length > 0) parts.push(`${plural(candidate.missing.length, 'pair')} missing.`);
  const waiting = candidate.flagged.filter((flag) => flag.review === null).length;
  if (waiting > 0) parts.push(`${plural(waiting, 'flagged sample')} not reviewed.`);
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** What would settle an inconclusive check, from the gate's own reckoning at 80 % power. */
export function settleWords(check: GateCheck): string {
  const samples = settleN(check);
  if (samples === null) return 'More samples, or fewer missing ones, would settle it.';
  const shift = check.kind === 'guardrail' ? 'value' : 'difference';
  return `If the ${shift} seen is the true one, about ${decimal(samples, 0)} samples (now ${decimal(check.n, 0)}) would settle it at 80\u00a0% power.`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
