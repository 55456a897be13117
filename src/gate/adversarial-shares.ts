import { partition } from '../stats/index.js';
import { blockedReason, type CheckContext, cutNote } from './context.js';
import type { OpenCheck } from './open-check.js';
import type { WorseShare } from './port.js';
import { datasetScopes } from './scope.js';
import type { JudgedPair } from './severity.js';
import { type Share, shareBounds, shareMethod, shareTest } from './share-test.js';

/** How many samples of each adversarial dataset got severely worse, with the exact upper bound at 1 − alpha. */
export function worseShares(context: CheckContext, pairs: readonly JudgedPair[]): readonly WorseShare[] {
  const { alpha } = context.spec;
  return datasetScopes(context).adversarial.flatMap(({ slice, belongs }) => {
    const share = shareOf(pairs.filter(({ sample }) => belongs(sample)));
    if (share.n === 0) return [];
    return [
      {
        dataset: slice,
        worse: share.count,
        n: share.n,
        share: share.count / share.n,
        high: shareBounds(share, alpha).upper,
        level: 1 - alpha,
        method: shareMethod(share),
      },
    ];
  });
}

/** The same shares as checks, where the gate says how many may get worse. */
export function shareChecks(
  context: CheckContext,
  pairs: readonly JudgedPair[],
  missing: readonly { readonly dataset: string }[],
): readonly OpenCheck[] {
  const { maxWorse } = context.spec;
  if (maxWorse === undefined) return [];
  return datasetScopes(context).adversarial.map(({ slice, belongs }): OpenCheck => {
    const own = pairs.filter(({ sample }) => belongs(sample));
    const samples = own.map(({ sample }) => sample);
    const note = cutNote(samples, context.knowledge);
    return {
      variant: context.candidate.variant,
      kind: 'exact',
      metric: 'worse',
      slice,
      margin: null,
      bound: { max: maxWorse },
      side: 'below',
      test: shareTest(shareOf(own), maxWorse),
      n: own.length,
      method: 'share of samples that got severely worse',
      family: 'guardrail',
      familyName: 'guardrails of all candidates',
      blocked: blockedReason(context, {
        samples,
        missing: missing.filter(({ dataset }) => dataset === slice).length,
        what: 'pair',
        compares: 'quality',
      }),
      ...(note !== undefined && { note }),
    };
  });
}

function shareOf(pairs: readonly JudgedPair[]): Share {
  return {
    count: pairs.filter(({ kinds }) => kinds.length > 0).length,
    n: pairs.length,
    clusters: partition(pairs.map(({ sample }) => sample.cluster)).count,
  };
}
