import type { Verdict } from '../domain/index.js';
import { holm, isDefined } from '../stats/index.js';
import type { CheckTest } from './check-test.js';
import type { OpenCheck } from './open-check.js';
import type { GateCheck } from './port.js';
import { settleN } from './settle.js';

/**
 * Judges the checks of one family together. Holm's procedure runs twice at `alpha`: over the p of "acceptable" (a
 * pass) and over the p of "unacceptable" (a fail). Each check is then printed at the alpha of its own step, where p,
 * bounds and verdict say the same: it passes iff its Holm-adjusted p is ≤ alpha and its bound at that level clears
 * the threshold, fails iff the other bound does not reach it, else it is inconclusive.
 */
export function judgeFamily(checks: readonly OpenCheck[], alpha: number): readonly GateCheck[] {
  const tests = checks.map((check) =>
    openReason(check) === null && isDefined(check.test) ? check.test : null,
  );
  // A check that cannot be measured keeps its place in the family and can neither pass nor fail.
  const passes = holm(
    checks.map((check, at) => pOf(tests[at], check.side, allowsBound(check))),
    alpha,
  );
  const fails = holm(
    checks.map((check, at) => pOf(tests[at], check.side === 'above' ? 'below' : 'above', false)),
    alpha,
  );
  return checks.map((check, at): GateCheck => {
    const pass = passes[at];
    const fail = fails[at];
    if (pass === undefined || fail === undefined) throw new RangeError('a family lost a member');
    const stepAlpha = pass.rejected
      ? pass.alpha
      : fail.rejected
        ? fail.alpha
        : Math.min(pass.alpha, fail.alpha);
    return closeCheck(check, {
      stepAlpha,
      passed: pass.rejected,
      failed: fail.rejected,
      p: pass.adjusted,
      size: checks.length,
    });
  });
}

/** Why the check can have no verdict: too much is missing, nothing can be computed, or no method can be trusted. */
function openReason({ blocked, test }: OpenCheck): string | null {
  return blocked ?? (isDefined(test) ? test.unreliable : test.reason);
}

/** A bound itself is allowed, a margin is not. */
function allowsBound({ kind }: OpenCheck): boolean {
  return kind !== 'non-inferiority';
}

/** p of "the figure lies on `side` of the threshold". */
function pOf(test: CheckTest | null | undefined, side: OpenCheck['side'], allowed: boolean): number {
  if (test === null || test === undefined) return 1;
  if (allowed && test.exact && test.value === test.threshold) return 0;
  return side === 'above' ? test.pAbove : test.pBelow;
}

function closeCheck(
  check: OpenCheck,
  step: {
    readonly stepAlpha: number;
    readonly passed: boolean;
    readonly failed: boolean;
    readonly p: number;
    readonly size: number;
  },
): GateCheck {
  const { kind, metric, slice, margin, bound, n } = check;
  const level = 1 - step.stepAlpha;
  const corrected = step.size === 1 ? '' : `; Holm over ${step.size} ${check.familyName}, p adjusted`;
  const head = { kind, metric, slice, margin, bound, level, n } as const;
  if (!isDefined(check.test)) {
    const nothing = { diff: null, low: null, high: null, p: null, mde: null } as const;
    const reason = openReason(check);
    return {
      ...head,
      ...nothing,
      method: check.method + corrected,
      verdict: 'inconclusive',
      ...(reason !== null && { reason }),
    };
  }
  const { test } = check;
  const { lower, upper } = test.bounds(step.stepAlpha);
  const verdict = verdictOf(check, step, { lower, upper });
  const why = openReason(check) ?? reasonOf(check, verdict, { lower, upper, alpha: step.stepAlpha });
  const reason = [why, check.note].filter((part) => part != null).join('; ');
  const closed: GateCheck = {
    ...head,
    diff: test.value,
    low: lower,
    high: upper,
    p: test.exact || openReason(check) !== null ? null : step.p,
    mde: test.mde(step.stepAlpha),
    method:
      (test.exact
        ? `exact: all ${n} ${kind === 'non-inferiority' ? 'differences' : 'values'} are identical`
        : `${check.method}, ${test.method}`) + corrected,
    verdict,
    ...(reason !== '' && { reason }),
    ...(check.judgeNoise !== undefined && { judgeNoise: check.judgeNoise }),
  };
  if (verdict !== 'inconclusive') return closed;
  const settle =
    openReason(check) !== null
      ? null
      : test.settle === undefined
        ? settleN(closed)
        : test.settle(step.stepAlpha);
  return { ...closed, settle };
}

/** A pass needs both: the adjusted p and the bound at its level. */
function verdictOf(
  check: OpenCheck,
  step: { readonly passed: boolean; readonly failed: boolean },
  { lower, upper }: Bounds,
): Verdict {
  const { side, test } = check;
  if (!isDefined(test)) return 'inconclusive';
  const { threshold } = test;
  const onBound = allowsBound(check) && test.exact && test.value === threshold;
  const above = lower !== null && lower > threshold;
  const below = upper !== null && upper < threshold;
  if (step.passed && (onBound || (side === 'above' ? above : below))) return 'pass';
  return step.failed && (side === 'above' ? below : above) ? 'fail' : 'inconclusive';
}

interface Bounds {
  readonly lower: number | null;
  readonly upper: number | null;
}

function reasonOf(
  { kind, side, test }: OpenCheck,
  verdict: Verdict,
  { lower, upper, alpha }: Bounds & { readonly alpha: number },
): string | null {
  if (verdict === 'inconclusive' && isDefined(test)) {
    const skewed = test.tooSkewed?.(alpha, side);
    if (skewed != null) return skewed;
    if ((side === 'above' ? lower : upper) === null && test.unbounded !== undefined) {
      return test.unbounded(alpha);
    }
    return `the bounds lie on both sides of ${side === 'above' ? 'the lowest' : 'the highest'} acceptable value ${String(test.threshold).replace('-', '−')}`;
  }
  if (verdict === 'pass' && kind === 'non-inferiority' && upper !== null && upper < 0) {
    return 'regressed within the margin';
  }
  return null;
}
