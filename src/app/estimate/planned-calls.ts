import type { ModelPrice, PlannedCalls } from '../../cost/index.js';
import type { Completion, Sample, Usage, VariantParams } from '../../domain/index.js';
import { scorerModels } from '../../experiment/index.js';
import type { Experiment } from '../../experiment/port.js';
import type { ModelRequest, ProviderKind } from '../../model/port.js';
import { callBound, type PlannedCell, planCells, renderCell } from '../../run/index.js';
import type { ComparativeScorer, ScorableTrial, Scorer, TrialGroup } from '../../scorer/port.js';
import { estimateTokens, type Tokenizer } from '../../tokens/index.js';
import { judgesInBatch } from '../batch/plan.js';
import type { PreparedRun } from '../prepare.js';
import { createCacheExpectation } from './cache-expectation.js';
import type { FactorsOf } from './calibration.js';
import type { ExactCounts } from './exact-counts.js';
import type { InputCounter } from './input-counter.js';
import { evenPositions, withoutRepeats } from './sampling.js';

/** Samples per variant whose tokens are counted; the others follow from their bytes. */
const COUNTED_PER_VARIANT = 100;
/** Tokens of an answer when no reference hints at its length, as a share of `maxTokens`. */
const OUTPUT_SHARE = 0.5;
/** A judge's answer: a reason of two or three sentences and a score. */
const JUDGE_OUTPUT_TOKENS = 90;

/** What an estimate is made with. */
export interface EstimateTools {
  readonly prepared: PreparedRun;
  readonly tokenizer: Tokenizer;
  readonly factors: FactorsOf;
  readonly counter: InputCounter;
  /** Estimated tokens are multiplied by it; exact ones are not. */
  readonly buffer: number;
}

/** Under which name a variant's candidate calls are counted as alike. */
export function candidatesOf(variant: string): string {
  return `candidate ${variant}`;
}

/** The candidate and judge calls of a plan, sample by sample, each with what it is expected to use. */
export function* plannedCalls(
  tools: EstimateTools & {
    readonly scorers: readonly Scorer[];
    readonly comparative: readonly ComparativeScorer[];
    readonly exact: ReadonlyMap<string, ExactCounts>;
  },
): Iterable<PlannedCalls> {
  const { prepared, scorers, comparative } = tools;
  const plan = withoutRepeats(prepared.plan);
  const { repeats } = prepared.plan;
  const counted = evenPositions(plan, COUNTED_PER_VARIANT);
  const expectCache = createCacheExpectation();
  const correct = createCorrection(tools.exact);
  for (const planned of planCells(plan, new Uint8Array(plan.included.length * plan.variants.length))) {
    const { sample, variant } = planned;
    const position = Math.floor(planned.cell / plan.variants.length);
    const { request } = renderCell(plan, planned);
    const price = prepared.priceFor(prepared.provider)(request.model);
    if (price !== null && prepared.provider !== 'recorded') {
      const estimated = tools.counter.tokens(request, {
        alike: candidatesOf(variant.name),
        provider: prepared.provider,
        count: counted.has(position) || (tools.exact.get(variant.name)?.byPosition.has(position) ?? false),
      });
      const tokens = {
        input: correct(variant.name, position, estimated) ?? Math.round(estimated * tools.buffer),
        output: expectedOutput(sample, request, { ...tools, provider: prepared.provider }),
      };
      const liveOnly = batchObstacle(request, variant.params);
      const of = (calls: number, usage: Usage): PlannedCalls => ({
        variant: variant.name,
        role: 'candidate',
        price,
        calls,
        usage,
        ...callBound(request),
        ...(liveOnly !== undefined && { liveOnly }),
      });
      yield of(1, expectCache(request, tokens));
      // The first repeat may write what the others read.
      if (repeats > 1) yield of(repeats - 1, expectCache(request, tokens));
    }
    const count = counted.has(position);
    for (const scorer of scorers) {
      const requests = scorer.requestsFor?.(standInTrial(sample, variant.name)) ?? [];
      for (const asked of requests)
        yield* judgeCall(asked, { ...tools, scorer, variant: variant.name, count });
    }
    if (variant !== plan.variants.at(-1)) continue;
    for (const scorer of comparative) yield* comparisonCalls({ ...tools, scorer, planned, count });
  }
}

interface JudgeParts extends EstimateTools {
  readonly scorer: Pick<Scorer, 'name'>;
  readonly variant: string;
  readonly count: boolean;
  /** Why it cannot go through a batch job, whatever the experiment says. */
  readonly liveOnly?: string;
}

/** One question to a judge in every repeat of the plan; nothing where its provider takes no money. */
function* judgeCall(request: ModelRequest, parts: JudgeParts): Iterable<PlannedCalls> {
  const { prepared, counter, scorer, variant } = parts;
  const { experiment } = prepared.loaded;
  const models = scorerModels(experiment.scorers);
  // What an assertions scorer compares bears a name made of its own.
  const asked =
    models.find(({ name }) => scorer.name === name) ??
    models.find(({ name }) => scorer.name.startsWith(`${name}-`));
  const provider = asked?.provider ?? prepared.provider;
  if (provider !== 'bedrock' && provider !== 'emulator') return;
  const price: ModelPrice | null = prepared.priceFor(provider)(request.model);
  if (price === null) return;
  const liveOnly = parts.liveOnly ?? batchObstacleOfJudge(experiment, scorer.name);
  const input = counter.tokens(request, { alike: `judge ${scorer.name}`, provider, count: parts.count });
  yield {
    variant,
    role: 'judge',
    price,
    calls: prepared.plan.repeats,
    usage: {
      inputTokens: Math.round(input * parts.buffer),
      outputTokens: Math.min(request.maxTokens, JUDGE_OUTPUT_TOKENS),
      cacheReadInputTokens: 0,
      cacheWriteInputTokens: 0,
    },
    ...callBound(request),
    ...(liveOnly !== undefined && { liveOnly }),
  };
}

/** Why a judge of single answers is asked live; undefined: its calls can go through a job. */
function batchObstacleOfJudge(experiment: Experiment, judge: string): string | undefined {
  if (judgesInBatch(experiment).some(({ name }) => name === judge)) return undefined;
  return experiment.batch.judge ? `judge ${judge} has a provider of its own` : 'batch.judge is false';
}

/** What comparing the answers of all variants to one sample asks, charged to the variant that is compared. */
function* comparisonCalls(
  parts: EstimateTools & {
    readonly scorer: ComparativeScorer;
    readonly planned: PlannedCell;
    readonly count: boolean;
  },
): Iterable<PlannedCalls> {
  const { prepared, scorer, planned, count } = parts;
  const { sample } = planned;
  const trials = prepared.plan.variants.map(({ name }) => standInTrial(sample, name));
  const group: TrialGroup = { sample, repeat: 0, trials, failed: [] };
  const liveOnly = `${scorer.name} compares variants: it needs the answers of all`;
  const calls =
    scorer.callsFor?.(group).map(({ request, cell }) => ({ request, variant: cell?.variantName })) ??
    scorer.requestsFor(group).map((request) => ({ request, variant: undefined }));
  for (const { request, variant = planned.variant.name } of calls) {
    yield* judgeCall(request, { ...parts, scorer, variant, count, liveOnly });
  }
}

/** The reference stands for the answer that is not there yet. */
function standInTrial(sample: Sample, variantName: string): ScorableTrial {
  return { sample, completion: standIn(sample), variantName, repeat: 0, costUsd: null };
}

/** What makes `--batch` refuse an experiment; `cache: auto` is off in a batch, and so no obstacle. */
function batchObstacle(
  { cache, tools, ceiling }: ModelRequest,
  params: Pick<VariantParams, 'cache'>,
): string | undefined {
  if (tools !== undefined) return '--batch is refused: Converse records take no tools';
  if (ceiling !== undefined) return '--batch is refused: an output ceiling stops a stream, a job has none';
  if (cache === undefined || params.cache === 'auto') return undefined;
  return '--batch is refused: jobs do not cache prompts';
}

/**
 * Output tokens of a call: those of the longest reference, or half of `maxTokens` without one; at most what the
 * request allows.
 */
export function expectedOutput(
  sample: Sample,
  { model, maxTokens, ceiling }: ModelRequest,
  tools: Pick<EstimateTools, 'tokenizer' | 'factors' | 'buffer'> & { readonly provider: ProviderKind },
): number {
  const { tokenizer, buffer } = tools;
  const most = Math.min(maxTokens, ceiling?.tokens ?? maxTokens);
  if (sample.references.length === 0) return Math.round(most * OUTPUT_SHARE);
  const factors = tools.factors(model, tools.provider);
  const lengths = sample.references.map((text) => estimateTokens(text, tokenizer, factors));
  return Math.min(most, Math.round(Math.max(...lengths) * buffer));
}

/**
 * Input tokens as the service counted them: of that very request where it did, else the estimate times the ratio of
 * sums of exact over estimated tokens so far. Undefined where nothing of the variant was counted.
 */
function createCorrection(
  exact: ReadonlyMap<string, ExactCounts>,
): (variant: string, position: number, estimated: number) => number | undefined {
  const sums = new Map<string, { exact: number; estimated: number }>();
  return (variant, position, estimated) => {
    const counts = exact.get(variant);
    if (counts === undefined || counts.byPosition.size === 0) return undefined;
    const sum = sums.get(variant) ?? { exact: 0, estimated: 0 };
    sums.set(variant, sum);
    const tokens = counts.byPosition.get(position);
    if (tokens === undefined) {
      return Math.round(sum.estimated === 0 ? estimated : (estimated * sum.exact) / sum.estimated);
    }
    sum.exact += tokens;
    sum.estimated += estimated;
    return tokens;
  };
}

function standIn(sample: Sample): Completion {
  return {
    text: sample.references[0] ?? '',
    stopReason: 'end_turn',
    usage: null,
    latencyMs: null,
    emulated: false,
    attempts: 1,
    droppedParameters: [],
  };
}
