import path from 'node:path';
import { type Estimate, invalidInput, undefinedEstimate, type Verdict } from '../../domain/index.js';
import type { GuardrailSpec } from '../../experiment/port.js';
import { type ArmTable, armOf, judgeArms } from '../../gate/index.js';
import type { GateCheck } from '../../gate/port.js';
import {
  type Arm,
  compareUnpaired,
  estimateMean,
  isDefined,
  sampleRatioMismatch,
  unpairedRatio,
} from '../../stats/index.js';
import type { RunContext } from '../port.js';
import { type AbDefinition, readAbDefinition } from './definition.js';
import { adviseDuration, type DurationAdvice, tooEarly } from './duration.js';
import { definedGuardrails } from './guardrails.js';
import { type ArmRows, readArms } from './read-arms.js';

const LEVEL = 0.95;
const MAX_MISSING = 0.02;
/** By custom: a split this far from the plan is a fault of assignment or logging, not chance. */
const MISMATCH_P = 0.001;

export interface CompareArmsOptions {
  /** CSV or JSONL of results. */
  readonly results: string;
  /** An A/B definition; without it `control` and `treatment` are needed, and there is no verdict without a margin. */
  readonly definition?: string;
  readonly control?: string;
  readonly treatment?: string;
  /** On quality, where there is no definition. */
  readonly margin?: number;
}

/** The result of a live A/B test. */
export interface ArmsDocument {
  readonly test: string | null;
  readonly description: string | null;
  readonly definition: string | null;
  readonly results: string;
  readonly control: string;
  readonly treatment: string;
  readonly arms: readonly { readonly name: string; readonly rows: number; readonly clusters: number }[];
  readonly split: {
    /** Null: the definition plans none. */
    readonly plannedControl: number | null;
    readonly seenControl: number;
    readonly p: number | null;
    /** True: assignment or logging is broken, and no comparison means anything. */
    readonly mismatch: boolean;
  };
  readonly period: ArmRows['period'];
  readonly skipped: ArmRows['skipped'];
  /** Clusters with rows in both arms. */
  readonly inBothArms: number;
  readonly figures: readonly ArmFigure[];
  /** The cost metric, shown whatever is judged; null where the results have none. */
  readonly cost: ArmFigure | null;
  readonly checks: readonly GateCheck[];
  readonly verdict: Verdict | null;
  readonly duration: DurationAdvice | null;
}

/** One figure on both arms; for exploration, nothing is corrected. */
export interface ArmFigure {
  readonly figure: string;
  readonly control: Estimate;
  readonly treatment: Estimate;
  /** treatment − control. */
  readonly diff: Estimate;
  /** treatment ÷ control. */
  readonly ratio: Estimate;
  readonly p: number | null;
  readonly missing: { readonly control: number; readonly treatment: number };
}

/** Analyses the exported results of a live A/B test: two arms, unpaired, clusters respected, split checked. */
export function compareArms(options: CompareArmsOptions, context: Pick<RunContext, 'cwd'>): ArmsDocument {
  const resolve = (file: string) => path.resolve(context.cwd, file);
  const definition =
    options.definition === undefined ? undefined : readAbDefinition(resolve(options.definition));
  const asked = definition === undefined ? askedByFlags(options) : askedByDefinition(definition, options);
  const { control, treatment, primary, guardrails, duration } = asked;
  const needed = columnsOf([
    ...(primary === null ? [] : [primary.figure, ...guardrails.map(({ metric }) => metric)]),
    ...(definition?.costMetric === undefined ? [] : [definition.costMetric]),
  ]);
  const read = readArms(resolve(options.results), { control, treatment, intents: asked.intents, needed });
  const [before, after] = read.arms;
  const split = splitOf(read, asked.plannedControl);
  const days = read.period?.days ?? null;
  const blocked = split.mismatch
    ? 'the arms are not split as planned: assignment or logging is broken'
    : tooEarly(duration, days);
  const judged =
    primary === null
      ? undefined
      : judgeArms({
          control: before,
          treatment: after,
          primary,
          guardrails,
          alpha: asked.alpha,
          maxMissing: MAX_MISSING,
          blocked,
        });
  const efficiency = armOf(before, 'tokenEfficiency') === undefined ? [] : ['tokenEfficiency'];
  const figures = [...read.figures, ...efficiency].map((figure) => figureOf(before, after, figure));
  const costMetric = definition?.costMetric ?? 'costUsd';
  return {
    test: definition?.testId ?? null,
    description: definition?.description ?? null,
    definition: options.definition ?? null,
    results: options.results,
    control,
    treatment,
    arms: read.arms.map(({ name, rows, clusters }) => ({ name, rows, clusters: new Set(clusters).size })),
    split,
    period: read.period,
    skipped: read.skipped,
    inBothArms: read.inBothArms,
    figures,
    cost: figures.find(({ figure }) => figure === costMetric) ?? null,
    checks: judged?.checks ?? [],
    verdict: judged?.verdict ?? null,
    // A broken split is not mended by waiting.
    duration: split.mismatch
      ? null
      : adviseDuration(duration, { days, verdict: judged?.verdict ?? 'inconclusive' }),
  };
}

/** What the results are held against. */
interface Asked {
  readonly control: string;
  readonly treatment: string;
  readonly intents: readonly string[];
  /** Null: no verdict is asked for. */
  readonly primary: { readonly figure: string; readonly margin: number } | null;
  readonly guardrails: readonly GuardrailSpec[];
  readonly alpha: number;
  /** Null: nothing is expected of the split. */
  readonly plannedControl: number | null;
  readonly duration: AbDefinition['duration'];
}

function askedByDefinition(definition: AbDefinition, given: CompareArmsOptions): Asked {
  const { control, treatment, intents, primaryMetric, margin, alpha, duration } = definition;
  const twice = [
    ...(given.control === undefined ? [] : ['the names of the arms']),
    ...(given.margin === undefined ? [] : ['--margin']),
  ];
  if (twice.length > 0) {
    const message = `the definition says what is compared, and so do ${twice.join(' and ')}`;
    throw invalidInput([{ code: 'contradiction', message, hint: 'Leave them out, or drop --ab.' }]);
  }
  return {
    control,
    treatment,
    intents,
    primary: { figure: primaryMetric, margin },
    guardrails: definedGuardrails(definition),
    alpha,
    plannedControl: definition.trafficSplitGiven ? definition.controlShare : null,
    duration,
  };
}

function askedByFlags({ control, treatment, margin }: CompareArmsOptions): Asked {
  if (control === undefined || treatment === undefined) {
    const hint =
      'Name them, `parsimony compare control treatment --unpaired results.csv`, or give --ab <definition>.';
    throw invalidInput([{ code: 'missing-arms', message: 'the two arms have no names', hint }]);
  }
  const primary = margin === undefined ? null : { figure: 'quality', margin };
  const nothing = { intents: [], guardrails: [], alpha: 0.05, plannedControl: null, duration: undefined };
  return { control, treatment, primary, ...nothing };
}

/** The columns that figures are made of. */
function columnsOf(figures: readonly string[]): readonly string[] {
  return [
    ...new Set(
      figures.flatMap((figure) => {
        if (figure === 'tokenEfficiency') return ['quality', 'inputTokens', 'outputTokens'];
        return /^latencyP9[59]Ms$/.test(figure) ? ['latencyMs'] : [figure];
      }),
    ),
  ];
}

/** Counts what was assigned: clusters, not their rows. Without a planned split nothing is expected of it. */
function splitOf({ arms }: ArmRows, plannedControl: number | null): ArmsDocument['split'] {
  const counts = arms.map(({ clusters }) => new Set(clusters).size);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const seenControl = (counts[0] ?? 0) / total;
  const check =
    plannedControl === null ? undefined : sampleRatioMismatch(counts, [plannedControl, 1 - plannedControl]);
  const p = check !== undefined && isDefined(check) ? check.p : null;
  return { plannedControl, seenControl, p, mismatch: p !== null && p < MISMATCH_P };
}

function figureOf(control: ArmTable, treatment: ArmTable, figure: string): ArmFigure {
  const [before, after] = [armOf(control, figure), armOf(treatment, figure)];
  const nothing = { level: LEVEL, method: 'independent arms', n: 0 } as const;
  if (before === undefined || after === undefined) {
    const absent = undefinedEstimate('an arm lacks the figure', nothing);
    return {
      figure,
      control: absent,
      treatment: absent,
      diff: absent,
      ratio: absent,
      p: null,
      missing: { control: 0, treatment: 0 },
    };
  }
  const comparison = compareUnpaired(after.arm, before.arm, { level: LEVEL });
  const ratio = unpairedRatio(after.arm, before.arm, { level: LEVEL });
  const n = before.arm.values.length + after.arm.values.length;
  const welch = { level: LEVEL, method: 'Welch’s t of independent arms, clustered SE', n };
  const fieller = { level: LEVEL, method: 'ratio of means of independent arms, Fieller, clustered SE', n };
  return {
    figure,
    control: meanOf(before.arm),
    treatment: meanOf(after.arm),
    diff: isDefined(comparison)
      ? withBounds(comparison.diff, comparison.interval, welch)
      : undefinedEstimate(comparison.reason, welch),
    ratio: isDefined(ratio)
      ? withBounds(ratio.ratio, ratio.interval, fieller)
      : undefinedEstimate(ratio.reason, fieller),
    p: isDefined(comparison) && isDefined(comparison.test) ? comparison.test.p : null,
    missing: { control: before.missing, treatment: after.missing },
  };
}

function meanOf({ values, clusters }: Arm): Estimate {
  const options = { level: LEVEL, method: 't, clustered SE CR0·√(C/(C−1)), df clusters−1', n: values.length };
  const estimate = estimateMean(values, { level: LEVEL, ...(clusters !== undefined && { clusters }) });
  return isDefined(estimate)
    ? withBounds(estimate.mean, estimate.interval, options)
    : undefinedEstimate(estimate.reason, options);
}

function withBounds(
  value: number,
  interval:
    | { readonly state: 'defined'; readonly low: number; readonly high: number }
    | { readonly state: 'undefined'; readonly reason: string },
  options: { readonly level: number; readonly method: string; readonly n: number },
): Estimate {
  return interval.state === 'defined'
    ? { value, low: interval.low, high: interval.high, ...options }
    : { value, low: null, high: null, ...options, reason: interval.reason };
}
