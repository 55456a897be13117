import { columnOf, type PairedRows, pairTables } from '../analyze/index.js';
import { isDefined, pairedDifferences, undefinedStat, type ValueRange } from '../stats/index.js';
import { type CheckTest, meanTest } from './check-test.js';
import { blockedReason, type CheckContext, cutNote, differenceRange } from './context.js';
import { withJudgeNoise } from './judge-noise.js';
import type { OpenCheck } from './open-check.js';
import type { JudgeNoise } from './port.js';
import { datasetScopes, marginScope, type Scope } from './scope.js';
import { sequentialMeanTest } from './sequential-test.js';

/**
 * The paired checks of one candidate: quality over the datasets that are not adversarial, quality on each adversarial
 * dataset (law 9), and every margin of its own that the gate declares.
 */
export function nonInferiorityChecks(context: CheckContext): readonly OpenCheck[] {
  const { spec } = context;
  const { plain, adversarial } = datasetScopes(context);
  const scopes = plain === undefined ? adversarial : [plain, ...adversarial];
  const margins = spec.margins ?? [];
  return [
    ...scopes.map((scope) =>
      marginCheck(context, {
        scope,
        metric: 'quality',
        margin: spec.margin,
        family: `non-inferiority ${scope.slice}`,
        familyName: 'candidates',
      }),
    ),
    // A margin of its own is a veto like a guardrail, and is corrected with them.
    ...margins.map((margin) =>
      marginCheck(context, {
        scope: marginScope(margin, context),
        metric: margin.metric,
        margin: margin.margin,
        family: 'guardrail',
        familyName: 'guardrails of all candidates',
      }),
    ),
  ];
}

function marginCheck(
  context: CheckContext,
  asked: {
    readonly scope: Scope;
    readonly metric: string;
    readonly margin: number;
    readonly family: string;
    readonly familyName: string;
  },
): OpenCheck {
  const { baseline, candidate, spec, knowledge } = context;
  const { metric, margin, scope } = asked;
  const { belongs, slice } = scope;
  const lacking = new Float64Array();
  const before = columnOf(baseline, metric);
  const after = columnOf(candidate, metric);
  const pairs = pairTables(context, { before: before ?? lacking, after: after ?? lacking, belongs });
  const range = differenceRange(metric, knowledge);
  const lacks = before === undefined ? 'baseline' : after === undefined ? 'candidate' : undefined;
  const raw =
    lacks !== undefined
      ? undefinedStat(`the ${lacks} has no metric ${metric}`)
      : differenceTest(context, { pairs, margin, range });
  const names = { baseline: baseline.variant, candidate: candidate.variant };
  const noise = knowledge.judgeNoise?.({ ...names, metric, belongs, alpha: spec.alpha }) ?? null;
  const note = cutNote(pairs.samples, knowledge);
  return {
    variant: candidate.variant,
    kind: 'non-inferiority',
    metric,
    slice,
    margin,
    bound: null,
    side: 'above',
    test: noisy(raw, noise, spec.alpha),
    n: pairs.n,
    method: 'paired non-inferiority',
    family: asked.family,
    familyName: asked.familyName,
    blocked:
      lacks === undefined
        ? (blockedReason(context, {
            samples: pairs.samples,
            missing: pairs.missing.length,
            what: 'pair',
            compares: metric,
          }) ?? tooNoisy(noise, margin))
        : null,
    ...(noise !== null && { judgeNoise: noise.halfWidth }),
    ...(note !== undefined && { note }),
  };
}

/** Fixed-n, or fit for repeated looks where samples are still coming; adversarial ones are all there. */
function differenceTest(
  { spec, knowledge }: CheckContext,
  at: {
    readonly pairs: PairedRows;
    readonly margin: number;
    readonly range: ValueRange | undefined;
  },
): OpenCheck['test'] {
  const { pairs, margin, range } = at;
  const differences = pairedDifferences({ baseline: pairs.before, candidate: pairs.after });
  const { sequential: look } = knowledge;
  if (look !== undefined && pairs.samples.some(({ datasetKind }) => datasetKind !== 'adversarial')) {
    const { samples } = pairs;
    const { alpha } = spec;
    return sequentialMeanTest(differences, { samples, threshold: -margin, range, look, alpha });
  }
  return meanTest(differences, {
    threshold: -margin,
    clusters: pairs.clusters,
    weights: pairs.weights,
    ...(range !== undefined && { range }),
  });
}

function noisy(test: OpenCheck['test'], noise: JudgeNoise | null, alpha: number): OpenCheck['test'] {
  if (noise === null || !isDefined(test)) return test;
  const widened: CheckTest = withJudgeNoise(test, noise, alpha);
  return { state: 'defined', ...widened };
}

/**
 * A judge that cannot see a difference as small as the margin decides nothing. A margin of 0 asks whether the candidate
 * is better: any judge's noise is larger than 0, and the bounds, which hold it already, decide.
 */
function tooNoisy(noise: JudgeNoise | null, margin: number): string | null {
  if (noise === null || margin === 0 || noise.halfWidth <= margin) return null;
  const halfWidth = Number(noise.halfWidth.toPrecision(2));
  return `the judge’s own noise (±${halfWidth}) is larger than the margin ${margin}: ${noise.reason}`;
}
