import type { Verdict } from '../../domain/index.js';
import type { GuardrailSpec } from '../../experiment/port.js';
import { type Arm, type Stat, undefinedStat } from '../../stats/index.js';
import { type CheckTest, meanTest } from '../check-test.js';
import { judgeFamily } from '../judge-family.js';
import { missingReason, type OpenCheck } from '../open-check.js';
import { percentileTest } from '../percentile-test.js';
import type { GateCheck } from '../port.js';
import { worst } from '../verdicts.js';
import { type ArmTable, armOf } from './arm-table.js';
import { armDifferenceTest, armRatioTest } from './arm-test.js';

const PERCENTILES: { readonly [figure: string]: number } = { latencyP95Ms: 0.95, latencyP99Ms: 0.99 };

/** What two arms of a live test are judged by. */
export interface ArmsInput {
  readonly control: ArmTable;
  readonly treatment: ArmTable;
  readonly primary: { readonly figure: string; readonly margin: number };
  readonly guardrails: readonly GuardrailSpec[];
  readonly alpha: number;
  /** Share of an arm's rows that may lack a figure. */
  readonly maxMissing: number;
  /** Why no verdict is possible whatever the numbers say: a split that is not the planned one, too few days. */
  readonly blocked: string | null;
}

/**
 * Judges two independent arms: the primary figure must not be worse than the control's by its margin (0: it must be
 * better), and every guardrail is a veto, corrected by Holm. Nothing is paired: the arms answered different requests.
 */
export function judgeArms(input: ArmsInput): {
  readonly verdict: Verdict;
  readonly checks: readonly GateCheck[];
} {
  const { primary, guardrails, alpha } = input;
  const first = judgeFamily([primaryCheck(input, primary)], alpha);
  const rails = guardrails.flatMap((guardrail) => guardrailChecks(input, guardrail));
  const checks = [...first, ...(rails.length === 0 ? [] : judgeFamily(rails, alpha))];
  return { checks, verdict: worst(checks.map(({ verdict }) => verdict)) };
}

function primaryCheck(input: ArmsInput, { figure, margin }: ArmsInput['primary']): OpenCheck {
  const { control, treatment } = input;
  const sides = { before: armOf(control, figure), after: armOf(treatment, figure) };
  return openCheck(input, {
    kind: 'non-inferiority',
    metric: figure,
    margin,
    bound: null,
    side: 'above',
    method: margin === 0 ? 'superiority of independent arms' : 'non-inferiority of independent arms',
    sides: [sides.before, sides.after],
    test: (before, after) => armDifferenceTest(after, before, -margin),
  });
}

function guardrailChecks(input: ArmsInput, guardrail: GuardrailSpec): readonly OpenCheck[] {
  const { metric, min, max, minRatio, maxRatio } = guardrail;
  const p = PERCENTILES[metric];
  const figure = p === undefined ? metric : 'latencyMs';
  const after = armOf(input.treatment, figure);
  const before = armOf(input.control, figure);
  const absolute = (side: OpenCheck['side'], threshold: number): OpenCheck =>
    openCheck(input, {
      kind: 'guardrail',
      metric,
      margin: null,
      bound: side === 'above' ? { min: threshold } : { max: threshold },
      side,
      method: p === undefined ? 'guardrail on the mean' : 'guardrail on the percentile',
      sides: [after],
      test: (arm) => absoluteTest(arm, { p, threshold }),
    });
  const relative = (side: OpenCheck['side'], threshold: number): OpenCheck =>
    openCheck(input, {
      kind: 'ratio',
      metric,
      margin: null,
      bound: side === 'above' ? { min: threshold } : { max: threshold },
      side,
      method: 'ratio of means',
      sides: [before, after],
      test: (control, treatment) => armRatioTest(treatment, control, threshold),
    });
  return [
    ...(min === undefined ? [] : [absolute('above', min)]),
    ...(max === undefined ? [] : [absolute('below', max)]),
    ...(minRatio === undefined ? [] : [relative('above', minRatio)]),
    ...(maxRatio === undefined ? [] : [relative('below', maxRatio)]),
  ];
}

function absoluteTest(
  { values, clusters }: Arm,
  { p, threshold }: { readonly p: number | undefined; readonly threshold: number },
): Stat<CheckTest> {
  if (p !== undefined) {
    return percentileTest(Array.from(values), { p, threshold, samples: values.length });
  }
  return meanTest(values, {
    threshold,
    ...(clusters !== undefined && { clusters }),
    ...(isPassFail(values) && { range: { low: 0, high: 1 } }),
  });
}

/** Passes and failures, even where all are alike: three passes of three are not a pass rate of 1. */
function isPassFail(values: ArrayLike<number>): boolean {
  return Array.from(values).every((value) => value === 0 || value === 1);
}

type ArmColumn = ReturnType<typeof armOf>;

function openCheck(
  input: ArmsInput,
  of: Pick<OpenCheck, 'kind' | 'metric' | 'margin' | 'bound' | 'side' | 'method'> & {
    readonly sides: readonly ArmColumn[];
    readonly test: (first: Arm, second: Arm) => Stat<CheckTest>;
  },
): OpenCheck {
  const { sides, test, ...said } = of;
  const [first, second = first] = sides;
  const complete = sides.every((side) => side !== undefined);
  const missing = sides.flatMap((side) =>
    side === undefined
      ? []
      : (missingReason({
          missing: side.missing,
          total: side.missing + side.arm.values.length,
          maxMissing: input.maxMissing,
          what: 'row',
        }) ?? []),
  );
  return {
    ...said,
    variant: input.treatment.name,
    slice: 'all',
    test:
      !complete || first === undefined || second === undefined
        ? undefinedStat(`the results have no figure ${of.metric}`)
        : test(first.arm, second.arm),
    n: sides.reduce((sum, side) => sum + (side?.arm.values.length ?? 0), 0),
    family: of.kind === 'non-inferiority' ? 'primary' : 'guardrail',
    familyName: of.kind === 'non-inferiority' ? 'primary' : 'guardrails',
    blocked: input.blocked ?? missing[0] ?? null,
  };
}
