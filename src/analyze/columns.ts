import {
  type MetricInfo,
  type TokenComponents,
  type TrialRecord,
  totalInputTokens,
  type Variant,
} from '../domain/index.js';
import { type AveragingColumn, averagingColumn } from './averaging-column.js';
import { type FactFindings, factFindings } from './fact-findings.js';
import type { RunData } from './port.js';
import { addCachedCall, type CachePricing, type CacheTotals, emptyCacheTotals } from './prompt-cache.js';
import { type QualityPart, trialQuality } from './trial-quality.js';

/** Everything kept of one variant: numbers by sample in typed arrays, nothing by trial but its latency. */
export interface VariantColumns {
  readonly quality: AveragingColumn;
  readonly metrics: ReadonlyMap<string, AveragingColumn>;
  readonly costUsd: AveragingColumn;
  /** Input (cached or not) and output tokens of a completed trial. */
  readonly tokens: AveragingColumn;
  readonly latency: AveragingColumn;
  /** Share of the answers that refuse, of those that were looked at. */
  readonly refused: AveragingColumn;
  readonly findings: FactFindings;
  /** Latencies by sample and repeat; NaN where there is none. */
  readonly trialLatencyMs: Float64Array;
  /** Completed trials by sample. */
  readonly completed: Uint16Array;
  readonly usage: UsageTotals;
  readonly cache: CacheTotals;
  failed: number;
  unscored: number;
}

/** Sums over completed trials of the headline population. */
export interface UsageTotals {
  trials: number;
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  componentTrials: number;
  readonly components: { -readonly [component in keyof TokenComponents]: number };
}

const PICO_PER_USD = 1e12;

/**
 * Reads the trials once and folds them, so that memory grows with samples × variants and not with what a trial
 * carries (law 11). Sums are added in the order of the stream, which is the order of the plan (law 6).
 */
export function collectColumns(
  data: RunData,
  options: {
    readonly parts: readonly QualityPart[] | undefined;
    readonly isHeadline: (sample: number) => boolean;
  },
): readonly VariantColumns[] {
  const known = new Map<string, string>();
  const columns = data.variants.map(() => emptyColumns(data, known));
  const pricing = data.variants.map((variant) => cachePricing(data, variant));
  for (const trial of data.trials()) {
    const target = columns[trial.variantIndex];
    if (target === undefined || trial.sampleIndex >= data.samples.length) {
      throw new RangeError(
        `trial outside the plan: variant ${trial.variantIndex}, sample ${trial.sampleIndex}`,
      );
    }
    if (trial.outcome.state === 'failed') {
      target.failed++;
      continue;
    }
    addScores(target, trial, { metrics: data.metrics, parts: options.parts });
    addOutcome(target, trial, trial.outcome, {
      repeats: data.repeats,
      headline: options.isHeadline(trial.sampleIndex),
      pricing: pricing[trial.variantIndex] ?? { price: null, ttl: '5m' },
    });
  }
  return columns;
}

function emptyColumns(data: RunData, known: Map<string, string>): VariantColumns {
  const size = data.samples.length;
  return {
    quality: averagingColumn(size),
    metrics: new Map(data.metrics.map(({ name }) => [name, averagingColumn(size)])),
    costUsd: averagingColumn(size, PICO_PER_USD),
    tokens: averagingColumn(size),
    latency: averagingColumn(size),
    refused: averagingColumn(size),
    findings: factFindings(size, known),
    trialLatencyMs: new Float64Array(size * data.repeats).fill(Number.NaN),
    completed: new Uint16Array(size),
    usage: {
      trials: 0,
      input: 0,
      output: 0,
      cacheRead: 0,
      cacheWrite: 0,
      componentTrials: 0,
      components: { system: 0, tools: 0, fewShot: 0, documents: 0, history: 0, user: 0 },
    },
    cache: emptyCacheTotals(),
    failed: 0,
    unscored: 0,
  };
}

function cachePricing({ caching }: RunData, { name, model }: Variant): CachePricing {
  const decision = caching?.decisions.find(({ variant }) => variant === name);
  const price = model === undefined ? null : (caching?.price(model) ?? null);
  return { price, ttl: decision?.ttl ?? '5m' };
}

function addScores(
  target: VariantColumns,
  trial: TrialRecord,
  plan: { readonly metrics: readonly MetricInfo[]; readonly parts: readonly QualityPart[] | undefined },
): void {
  let complete = true;
  target.findings.add(trial.sampleIndex, trial.scores);
  for (const { name } of plan.metrics) {
    const score = trial.scores[name];
    if (score?.state === 'scored' && Number.isFinite(score.value)) {
      target.metrics.get(name)?.add(trial.sampleIndex, score.value);
    } else complete = false;
  }
  if (plan.parts !== undefined) {
    const quality = trialQuality(plan.parts, trial.scores);
    complete = Number.isFinite(quality);
    if (complete) target.quality.add(trial.sampleIndex, quality);
  }
  if (!complete) target.unscored++;
}

function addOutcome(
  target: VariantColumns,
  trial: TrialRecord,
  outcome: Extract<TrialRecord['outcome'], { readonly state: 'completed' }>,
  plan: { readonly repeats: number; readonly headline: boolean; readonly pricing: CachePricing },
): void {
  const { sampleIndex } = trial;
  target.completed[sampleIndex] = (target.completed[sampleIndex] ?? 0) + 1;
  if (outcome.refused !== undefined) target.refused.add(sampleIndex, Number(outcome.refused));
  // Costs of one sample stay below 2⁵³ pico-dollars ($9,007), so their sum is exact.
  if (outcome.costPico !== null) target.costUsd.add(sampleIndex, Number(outcome.costPico));
  if (outcome.latencyMs !== null) {
    target.latency.add(sampleIndex, outcome.latencyMs);
    target.trialLatencyMs[sampleIndex * plan.repeats + trial.repeat] = outcome.latencyMs;
  }
  if (outcome.usage === null) return;
  const input = totalInputTokens(outcome.usage);
  target.tokens.add(sampleIndex, input + outcome.usage.outputTokens);
  addCachedCall(target.cache, outcome.usage, plan.pricing);
  if (!plan.headline) return;
  const { usage } = target;
  usage.trials++;
  usage.input += outcome.usage.inputTokens;
  usage.output += outcome.usage.outputTokens;
  usage.cacheRead += outcome.usage.cacheReadInputTokens;
  usage.cacheWrite += outcome.usage.cacheWriteInputTokens;
  if (outcome.components === null) return;
  usage.componentTrials++;
  for (const component of Object.keys(usage.components) as (keyof TokenComponents)[]) {
    usage.components[component] += outcome.components[component];
  }
}
