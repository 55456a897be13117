import type { Verdict } from '../domain/index.js';
import { holm, isDefined, type OneSidedTest, oneSidedBounds, oneSidedMde } from '../stats/index.js';
import type { OpenCheck } from './open-check.js';
import type { GateCheck } from './port.js';

const POWER = 0.8;

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
    checks.map((check, at) => pOf(tests[at], check.side, check.kind)),
    alpha,
  );
  const fails = holm(
    checks.map((check, at) => pOf(tests[at], check.side === 'above' ? 'below' : 'above', 'opposite')),
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

/** p of "the mean lies on `side` of the threshold". A guardrail's bound itself is allowed, a margin's is not. */
function pOf(
  test: OneSidedTest | null | undefined,
  side: OpenCheck['side'],
  kind: GateCheck['kind'] | 'opposite',
): number {
  if (test === null || test === undefined) return 1;
  if (kind === 'guardrail' && test.exact && test.mean === test.threshold) return 0;
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
  const { lower, upper } = oneSidedBounds(test, step.stepAlpha);
  const verdict = verdictOf(check, step, { lower, upper });
  const reason = openReason(check) ?? reasonOf(check, verdict, upper);
  return {
    ...head,
    diff: test.mean,
    low: lower,
    high: upper,
    p: test.exact || openReason(check) !== null ? null : step.p,
    mde: test.exact ? null : oneSidedMde(test.se, step.stepAlpha, POWER),
    method:
      (test.exact
        ? `exact: all ${n} ${kind === 'guardrail' ? 'values' : 'differences'} are identical`
        : `${check.method}, ${test.method}`) + corrected,
    verdict,
    ...(reason !== null && { reason }),
  };
}

/** A pass needs both: the adjusted p and the bound at its level. */
function verdictOf(
  { side, test, kind }: OpenCheck,
  step: { readonly passed: boolean; readonly failed: boolean },
  { lower, upper }: { readonly lower: number; readonly upper: number },
): Verdict {
  if (!isDefined(test)) return 'inconclusive';
  const { threshold } = test;
  const onBound = kind === 'guardrail' && test.exact && test.mean === threshold;
  const clears = onBound || (side === 'above' ? lower > threshold : upper < threshold);
  const misses = side === 'above' ? upper < threshold : lower > threshold;
  if (step.passed && clears) return 'pass';
  return step.failed && misses ? 'fail' : 'inconclusive';
}

function reasonOf({ kind, side, test }: OpenCheck, verdict: Verdict, upper: number): string | null {
  if (verdict === 'inconclusive' && isDefined(test)) {
    return `the bounds lie on both sides of ${side === 'above' ? 'the lowest' : 'the highest'} acceptable value ${String(test.threshold).replace('-', '−')}`;
  }
  if (verdict === 'pass' && kind === 'non-inferiority' && upper < 0) return 'regressed within the margin';
  return null;
}
