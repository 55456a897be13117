import { pairTables, type SampleTable } from '../analyze/index.js';
import type { GateSpec, GuardrailSpec, SliceRef } from '../experiment/port.js';
import { shareChecks, worseShares } from './adversarial-shares.js';
import type { CheckContext, GateKnowledge } from './context.js';
import { costChange } from './cost-change.js';
import { guardrailChecks } from './guardrail-checks.js';
import { judgeFamily } from './judge-family.js';
import { nonInferiorityChecks } from './non-inferiority-checks.js';
import type { OpenCheck } from './open-check.js';
import type { CandidateResult, GateCheck, GateResult, SampleReview } from './port.js';
import { flagsOf, judgePairs } from './severity.js';
import { sliceDifferences } from './slice-differences.js';
import { best, worst } from './verdicts.js';

const ALL_SLICES: readonly SliceRef['by'][] = ['intent', 'tag', 'language'];

/** What the gate judges. */
export interface GateInput extends GateKnowledge {
  readonly baseline: SampleTable;
  /** In the order in which they are reported. */
  readonly candidates: readonly SampleTable[];
  readonly spec: GateSpec;
  readonly guardrails: readonly GuardrailSpec[];
  /** Decisions already taken on flagged samples. */
  readonly reviews?: readonly SampleReview[];
}

/**
 * Judges candidates against the baseline (law 7). A candidate passes only when all its checks do: quality on the
 * non-adversarial datasets, quality on each adversarial dataset (law 9), every margin of its own and every guardrail;
 * its verdict is the worst of them.
 *
 * Multiplicity: because all checks must pass, checks of one candidate need no correction against a false pass
 * (intersection-union). Choosing among candidates does: each quality check is corrected by Holm over the candidates.
 * Guardrails, margins of their own and shares of worse samples are vetoes: Holm over all of them of all candidates.
 *
 * Slices, the cost change and flags are evidence beside the verdict; they change none.
 */
export function judgeGate(input: GateInput): GateResult {
  const { baseline, candidates, spec, guardrails, reviews = [] } = input;
  const work = candidates.map((candidate) => {
    const context: CheckContext = { baseline, candidate, spec, knowledge: input };
    const pairs = judgePairs(context, {
      drop: spec.drop,
      ...(input.incomparable && { incomparable: input.incomparable }),
    });
    const columns = { before: baseline.quality, after: candidate.quality, belongs: () => true };
    const { missing } = pairTables(context, columns);
    const open = [
      ...nonInferiorityChecks(context),
      ...guardrails.flatMap((guardrail) => guardrailChecks(context, guardrail)),
      ...shareChecks(context, pairs, missing),
    ];
    return { context, pairs, missing, open };
  });
  const judged = judgeFamilies(
    work.flatMap(({ open }) => open),
    spec.alpha,
  );
  const results = work.map(({ context, pairs, missing, open }): CandidateResult => {
    const checks = open.flatMap((check) => judged.get(check) ?? []);
    const { variant } = context.candidate;
    const cost = costChange(context);
    const worse = worseShares(context, pairs);
    return {
      variant,
      verdict: worst(checks.map(({ verdict }) => verdict)),
      checks,
      flagged: flagsOf(pairs, { variant, reviews }),
      slices: sliceDifferences(context, spec.slices ?? ALL_SLICES),
      ...(cost !== undefined && { cost }),
      worse,
      missing: missing.map(({ sampleId, side }) => ({ sampleId, side })),
    };
  });
  const verdicts = results.map(({ verdict }) => verdict);
  return {
    verdict: spec.require === 'all' ? worst(verdicts) : best(verdicts),
    baseline: baseline.variant,
    require: spec.require,
    candidates: results,
  };
}

/** Each family is judged by itself, over all candidates. */
function judgeFamilies(open: readonly OpenCheck[], alpha: number): ReadonlyMap<OpenCheck, GateCheck> {
  const judged = new Map<OpenCheck, GateCheck>();
  for (const family of new Set(open.map((check) => check.family))) {
    const members = open.filter((check) => check.family === family);
    for (const [at, check] of judgeFamily(members, alpha).entries()) {
      const member = members[at];
      if (member !== undefined) judged.set(member, check);
    }
  }
  return judged;
}
