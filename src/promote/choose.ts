import type { VariantResult } from '../analyze/port.js';
import { ParsimonyError, type Problem, type Verdict } from '../domain/index.js';
import type { CandidateResult, GateCheck } from '../gate/port.js';
import type { RunDocument } from '../report/port.js';

/** What promotion is asked for. */
export interface PromotionOptions {
  /** Largest p that a non-inferiority check may have; absent: the gate's own verdict decides. */
  readonly alpha?: number;
  /** Lets a variant through that did not pass; the reason is written into the file. */
  readonly force?: { readonly reason: string };
}

/** The choice, or why there is none: a value that must be looked at. */
export type PromotionChoice =
  | {
      readonly state: 'chosen';
      readonly variant: VariantResult;
      /** Undefined where no gate judged it (only with `force`). */
      readonly candidate: CandidateResult | undefined;
      readonly runnerUp: { readonly variant: string; readonly why: string } | null;
      readonly forced?: { readonly reason: string };
    }
  | {
      readonly state: 'refused';
      readonly message: string;
      readonly problems: readonly Problem[];
    };

/**
 * Picks what to promote. `cheapest`: the passing candidate of the front with the lowest cost a sample; a name:
 * that variant. Refused: what is dominated (the dominating variant is named), what has unreviewed or rejected
 * flags (all are listed), and, unless forced with a reason, what did not pass. Never throws.
 */
export function choosePromotion(
  document: RunDocument,
  rule: string,
  options: PromotionOptions = {},
): PromotionChoice {
  if (options.force !== undefined && options.force.reason.trim() === '') {
    return refused('a forced promotion needs a reason', [
      {
        code: 'force-without-reason',
        message: 'the reason is empty',
        hint: 'Say why this variant goes out although it did not pass.',
      },
    ]);
  }
  return rule === 'cheapest' ? chooseCheapest(document, options) : chooseNamed(document, rule, options);
}

/** The error that a command throws for a refusal: exit code 2, every problem listed. */
export function refusalError(
  refusal: Pick<Extract<PromotionChoice, { state: 'refused' }>, 'message' | 'problems'>,
): ParsimonyError {
  return new ParsimonyError('refused', refusal.message, { problems: refusal.problems });
}

function chooseCheapest(document: RunDocument, options: PromotionOptions): PromotionChoice {
  const ranked = byCost(document).filter(
    (variant) =>
      failures(document, variant.name, options.alpha).length === 0 && isOnFront(document, variant.name),
  );
  const [best] = ranked;
  if (best === undefined) {
    const problems = byCost(document).flatMap((variant) =>
      candidateOf(document, variant.name) === undefined
        ? []
        : [...failures(document, variant.name, options.alpha), ...dominated(document, variant.name)],
    );
    return refused('no candidate passed the gate and stands on the front', problems);
  }
  return accept(document, best, undefined);
}

function chooseNamed(document: RunDocument, name: string, options: PromotionOptions): PromotionChoice {
  const variant = document.variants.find((candidate) => candidate.name === name);
  if (variant === undefined) {
    const known = document.variants.map((candidate) => candidate.name).join(', ');
    return refused(`there is no variant ${name} in run ${document.run.id}`, [
      { code: 'unknown-variant', message: `${name} was not measured`, hint: `The run has ${known}.` },
    ]);
  }
  const lacking = failures(document, name, options.alpha);
  const problems = [...dominated(document, name), ...(options.force === undefined ? lacking : [])];
  if (problems.length > 0) return refused(`${name} is not promoted`, problems);
  return accept(document, variant, lacking.length > 0 ? options.force : undefined);
}

function accept(
  document: RunDocument,
  variant: VariantResult,
  forced: { readonly reason: string } | undefined,
): PromotionChoice {
  const candidate = candidateOf(document, variant.name);
  const flags = flagProblems(candidate, document.run.id);
  if (flags.length > 0) return refused(`${variant.name} has flagged samples that stand against it`, flags);
  return {
    state: 'chosen',
    variant,
    candidate,
    runnerUp: runnerUp(document, variant),
    ...(forced === undefined ? {} : { forced }),
  };
}

/** Why a variant did not pass; empty when it did. */
function failures(document: RunDocument, name: string, alpha: number | undefined): readonly Problem[] {
  const candidate = candidateOf(document, name);
  if (candidate === undefined) {
    const who = name === document.gate?.baseline ? 'it is the baseline' : 'it was measured, not gated';
    return [
      {
        code: 'not-judged',
        path: name,
        message: `no verdict: ${who}`,
        hint: 'Name it in gate.candidates, or force it with a reason.',
      },
    ];
  }
  if (candidate.verdict !== 'pass') {
    return candidate.checks
      .filter((check) => check.verdict !== 'pass')
      .map((check) => ({
        code: `check-${check.verdict}`,
        path: name,
        message: `${check.metric} on ${check.slice}: ${check.verdict}`,
        hint:
          check.verdict === 'fail'
            ? 'Mend the variant, or force it with a reason.'
            : 'Measure more samples, or force it with a reason.',
      }))
      .concat(
        candidate.checks.every((check) => check.verdict === 'pass')
          ? [unpassed(name, candidate.verdict)]
          : [],
      );
  }
  return candidate.checks.flatMap((check) =>
    alpha !== undefined && check.kind === 'non-inferiority' && isWeak(check, alpha)
      ? [
          {
            code: 'weak-evidence',
            path: name,
            message: `${check.metric} on ${check.slice}: p ${check.p ?? 'undefined'} is above the ${alpha} that promotion asks for`,
            hint: 'Measure more samples, raise promote.alpha, or force it with a reason.',
          },
        ]
      : [],
  );
}

/** A check without a p that passed was decided exactly: every pair differs alike. */
function isWeak({ p, verdict }: GateCheck, alpha: number): boolean {
  return p === null ? verdict !== 'pass' : p > alpha;
}

/** Too many missing pairs make a verdict inconclusive although every check passed. */
function unpassed(name: string, verdict: Verdict) {
  return {
    code: `verdict-${verdict}`,
    path: name,
    message: `the verdict is ${verdict}`,
    hint: 'See the missing pairs in the report, or force it with a reason.',
  };
}

function dominated(document: RunDocument, name: string): readonly Problem[] {
  if (isOnFront(document, name)) return [];
  const by = document.variants.find((variant) => variant.name === name)?.dominatedBy ?? null;
  return [
    {
      code: 'dominated',
      path: name,
      message: by === null ? 'it is not on the front' : `${by} dominates it`,
      hint: by === null ? 'Promote a variant of the front.' : `Promote ${by} instead.`,
    },
  ];
}

function flagProblems(candidate: CandidateResult | undefined, runId: string): readonly Problem[] {
  return (candidate?.flagged ?? []).flatMap((flag) => {
    if (flag.review?.decision === 'accept') return [];
    const drop = `${flag.before.toFixed(3)} → ${flag.after.toFixed(3)}`;
    return flag.review === null
      ? [
          {
            code: 'unreviewed-flag',
            path: flag.sampleId,
            message: `quality ${drop}, not reviewed`,
            hint: `parsimony review ${runId}`,
          },
        ]
      : [
          {
            code: 'rejected-flag',
            path: flag.sampleId,
            message: `quality ${drop}, rejected: ${flag.review.reason}`,
            hint: 'Mend the variant and run again.',
          },
        ];
  });
}

/** The best of the others that might have been taken, and the one thing that spoke for the choice. */
function runnerUp(document: RunDocument, chosen: VariantResult): { variant: string; why: string } | null {
  const others = byCost(document).filter((variant) => variant.name !== chosen.name);
  const passing = others.find(
    (variant) => candidateOf(document, variant.name)?.verdict === 'pass' && isOnFront(document, variant.name),
  );
  const next = passing ?? others.find((variant) => isOnFront(document, variant.name)) ?? others[0];
  if (next === undefined) return null;
  return { variant: next.name, why: whyNot(document, next, chosen) };
}

function whyNot(document: RunDocument, other: VariantResult, chosen: VariantResult): string {
  const verdict = candidateOf(document, other.name)?.verdict;
  if (other.dominatedBy !== null) return `${other.dominatedBy} dominates it`;
  if (verdict === 'fail' || verdict === 'inconclusive') return `its verdict is ${verdict}`;
  const [cost, chosenCost] = [other.costUsdPerSample.value, chosen.costUsdPerSample.value];
  if (cost !== null && chosenCost !== null && cost > chosenCost) {
    return `it costs ${(cost / chosenCost).toFixed(2)} times as much a sample`;
  }
  return verdict === undefined ? 'it is not a candidate of the gate' : 'the other was named';
}

/** Variants with a known cost, the cheapest first; ties by name, so that the choice is one. */
function byCost(document: RunDocument): readonly VariantResult[] {
  const priced = document.variants.flatMap((variant) =>
    variant.costUsdPerSample.value === null ? [] : [{ variant, cost: variant.costUsdPerSample.value }],
  );
  return priced
    .sort((a, b) => a.cost - b.cost || (a.variant.name < b.variant.name ? -1 : 1))
    .map(({ variant }) => variant);
}

function candidateOf(document: RunDocument, name: string): CandidateResult | undefined {
  return document.gate?.candidates.find((candidate) => candidate.variant === name);
}

function isOnFront(document: RunDocument, name: string): boolean {
  return document.front.some((point) => point.variant === name);
}

function refused(message: string, problems: readonly Problem[]): PromotionChoice {
  return { state: 'refused', message, problems };
}
