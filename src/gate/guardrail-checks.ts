import { columnOf, pairTables } from '../analyze/index.js';
import type { SampleMeta } from '../domain/index.js';
import type { GuardrailSpec } from '../experiment/port.js';
import { partition, type Stat, undefinedStat } from '../stats/index.js';
import { type CheckTest, meanTest } from './check-test.js';
import { blockedReason, type CheckContext, cutNote, type GateKnowledge, rangeOf } from './context.js';
import type { OpenCheck } from './open-check.js';
import { percentileTest } from './percentile-test.js';
import { ratioTest } from './ratio-test.js';
import { guardrailScope } from './scope.js';
import { sequentialMeanTest, undecidedYet } from './sequential-test.js';

/** Percentiles of latency that a guardrail may bound. */
const PERCENTILES: { readonly [figure: string]: number } = { latencyP95Ms: 0.95, latencyP99Ms: 0.99 };

const FAMILY = { family: 'guardrail', familyName: 'guardrails of all candidates' } as const;

/**
 * The checks of one guardrail: one for each of its bounds. `min` and `max` hold the candidate's mean (for
 * `latencyP95Ms` and `latencyP99Ms` that percentile) in raw units, `minRatio` and `maxRatio` candidate ÷ baseline.
 */
export function guardrailChecks(context: CheckContext, guardrail: GuardrailSpec): readonly OpenCheck[] {
  const { min, max, minRatio, maxRatio } = guardrail;
  const above = (threshold: number | undefined): readonly Bound[] =>
    threshold === undefined ? [] : [{ side: 'above', threshold }];
  const below = (threshold: number | undefined): readonly Bound[] =>
    threshold === undefined ? [] : [{ side: 'below', threshold }];
  return [
    ...[...above(min), ...below(max)].map((bound) => boundCheck(context, guardrail, bound)),
    ...[...above(minRatio), ...below(maxRatio)].map((bound) => ratioCheck(context, guardrail, bound)),
  ];
}

interface Bound {
  readonly side: OpenCheck['side'];
  readonly threshold: number;
}

function boundOf({ side, threshold }: Bound): OpenCheck['bound'] {
  return side === 'above' ? { min: threshold } : { max: threshold };
}

function boundCheck(context: CheckContext, guardrail: GuardrailSpec, bound: Bound): OpenCheck {
  const { candidate, knowledge } = context;
  const { metric } = guardrail;
  const { slice, belongs } = guardrailScope(guardrail);
  const p = PERCENTILES[metric];
  const column = columnOf(candidate, p === undefined ? metric : 'latencyMs');
  const rows: number[] = [];
  let missing = 0;
  for (const [row, sample] of candidate.samples.entries()) {
    if (!belongs(sample)) continue;
    if (Number.isNaN(column?.[row] ?? Number.NaN)) missing++;
    else rows.push(row);
  }
  const samples = rows.flatMap((row) => candidate.samples[row] ?? []);
  const note = cutNote(samples, knowledge);
  return {
    variant: candidate.variant,
    kind: 'guardrail',
    metric,
    slice,
    margin: null,
    bound: boundOf(bound),
    side: bound.side,
    test:
      column === undefined
        ? undefinedStat(`the run has no metric ${metric}`)
        : p === undefined
          ? meanOf(context, { metric, column, rows, samples, threshold: bound.threshold })
          : whole(
              percentileTest(latenciesOf(context, rows, column), {
                p,
                threshold: bound.threshold,
                samples: rows.length,
              }),
              samples,
              knowledge,
            ),
    n: rows.length,
    method: p === undefined ? 'guardrail on the mean' : 'guardrail on the percentile',
    ...FAMILY,
    blocked: blockedReason(context, { samples, missing, what: 'sample' }),
    ...(note !== undefined && { note }),
  };
}

/** Whether further samples of a check are still to come: adversarial ones are all there from the first look. */
function isComing(samples: readonly SampleMeta[], { sequential }: GateKnowledge): boolean {
  return sequential !== undefined && samples.some(({ datasetKind }) => datasetKind !== 'adversarial');
}

/** A test that holds for all samples together, and for no look before. */
function whole(
  test: Stat<CheckTest>,
  samples: readonly SampleMeta[],
  knowledge: GateKnowledge,
): Stat<CheckTest> {
  return isComing(samples, knowledge) ? undecidedYet(test) : test;
}

function meanOf(
  { knowledge, spec }: CheckContext,
  at: {
    readonly metric: string;
    readonly column: Float64Array;
    readonly rows: readonly number[];
    readonly samples: readonly SampleMeta[];
    readonly threshold: number;
  },
): Stat<CheckTest> {
  const { metric, column, rows, samples, threshold } = at;
  const range = rangeOf(metric, knowledge);
  const values = rows.map((row) => column[row] ?? Number.NaN);
  const { sequential: look } = knowledge;
  if (isComing(samples, knowledge) && look !== undefined) {
    return sequentialMeanTest(values, { samples, threshold, range, look, alpha: spec.alpha });
  }
  return meanTest(values, {
    threshold,
    clusters: partition(samples.map(({ cluster }) => cluster)),
    weights: samples.map(({ weight }) => weight),
    ...(range !== undefined && { range }),
  });
}

/** Every answer's latency where they are known one by one, else the samples' means. */
function latenciesOf(
  { candidate }: CheckContext,
  rows: readonly number[],
  means: Float64Array,
): readonly number[] {
  const { trialLatencies } = candidate;
  if (trialLatencies === undefined) return rows.map((row) => means[row] ?? Number.NaN);
  const { ms, repeats } = trialLatencies;
  return rows.flatMap((row) =>
    [...ms.subarray(row * repeats, (row + 1) * repeats)].filter((value) => !Number.isNaN(value)),
  );
}

function ratioCheck(context: CheckContext, guardrail: GuardrailSpec, bound: Bound): OpenCheck {
  const { baseline, candidate, knowledge } = context;
  const { metric } = guardrail;
  const { slice, belongs } = guardrailScope(guardrail);
  const lacking = new Float64Array();
  const before = columnOf(baseline, metric);
  const after = columnOf(candidate, metric);
  const pairs = pairTables(context, { before: before ?? lacking, after: after ?? lacking, belongs });
  const lacks = before === undefined ? 'baseline' : after === undefined ? 'candidate' : undefined;
  const note = cutNote(pairs.samples, knowledge);
  return {
    variant: candidate.variant,
    kind: 'ratio',
    metric,
    slice,
    margin: null,
    bound: boundOf(bound),
    side: bound.side,
    test:
      lacks === undefined
        ? whole(
            ratioTest(pairs, {
              threshold: bound.threshold,
              clusters: pairs.clusters,
              weights: pairs.weights,
            }),
            pairs.samples,
            knowledge,
          )
        : undefinedStat(`the ${lacks} has no metric ${metric}`),
    n: pairs.n,
    method: 'ratio of sums over pairs',
    ...FAMILY,
    blocked:
      lacks === undefined
        ? blockedReason(context, {
            samples: pairs.samples,
            missing: pairs.missing.length,
            what: 'pair',
            compares: metric,
          })
        : null,
    ...(note !== undefined && { note }),
  };
}
