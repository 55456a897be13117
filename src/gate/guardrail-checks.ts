import { columnOf, type SampleTable } from '../analyze/index.js';
import type { GateSpec, GuardrailSpec } from '../experiment/port.js';
import { partition, undefinedStat } from '../stats/index.js';
import { meanTest } from './check-test.js';
import { missingReason, type OpenCheck } from './open-check.js';

/** The bounds of one guardrail on a candidate's mean, in raw units: one check for `min`, one for `max`. */
export function guardrailChecks(
  candidate: SampleTable,
  guardrail: GuardrailSpec,
  spec: GateSpec,
): readonly OpenCheck[] {
  const { min, max } = guardrail;
  return [
    ...(min === undefined ? [] : [boundCheck(candidate, guardrail, { spec, side: 'above', threshold: min })]),
    ...(max === undefined ? [] : [boundCheck(candidate, guardrail, { spec, side: 'below', threshold: max })]),
  ];
}

function boundCheck(
  candidate: SampleTable,
  { metric, on }: GuardrailSpec,
  options: { readonly spec: GateSpec; readonly side: 'above' | 'below'; readonly threshold: number },
): OpenCheck {
  const { spec, side, threshold } = options;
  const column = columnOf(candidate, metric);
  const rows: number[] = [];
  let missing = 0;
  for (const [row, { dataset }] of candidate.samples.entries()) {
    if (on !== undefined && dataset !== on) continue;
    if (Number.isNaN(column?.[row] ?? Number.NaN)) missing++;
    else rows.push(row);
  }
  const samples = rows.flatMap((row) => candidate.samples[row] ?? []);
  return {
    variant: candidate.variant,
    kind: 'guardrail',
    metric,
    slice: on ?? 'all',
    margin: null,
    bound: side === 'above' ? { min: threshold } : { max: threshold },
    side,
    test:
      column === undefined
        ? undefinedStat(`the run has no metric ${metric}`)
        : meanTest(
            rows.map((row) => column[row] ?? Number.NaN),
            {
              threshold,
              clusters: partition(samples.map(({ cluster }) => cluster)),
              weights: samples.map(({ weight }) => weight),
            },
          ),
    n: rows.length,
    method: 'guardrail on the mean',
    family: 'guardrail',
    familyName: 'guardrails of all candidates',
    blocked: missingReason({
      missing,
      total: rows.length + missing,
      maxMissing: spec.maxMissing,
      what: 'sample',
    }),
  };
}
