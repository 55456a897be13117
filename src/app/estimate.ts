import {
  type CostEstimate,
  estimateRun,
  type LedgerRole,
  type PlannedCalls,
  type PriceBook,
  toUsd,
} from '../cost/index.js';
import type { Completion, Sample, Variant } from '../domain/index.js';
import { hashRequest } from '../model/index.js';
import type { ModelRequest, ProviderKind } from '../model/port.js';
import { callBound, planCells, renderCell } from '../run/index.js';
import { createScorers } from '../scorer/index.js';
import type { Scorer } from '../scorer/port.js';
import { loadTokenizer } from '../tokens/index.js';
import type { Tokenizer } from '../tokens/port.js';
import type { RunContext, RunOptions } from './port.js';
import { type PreparedRun, prepareRun } from './prepare.js';

/** What `estimate` prints: dollars, expected and at worst, before the first call. */
export interface EstimateDocument {
  readonly experiment: string;
  readonly provider: ProviderKind;
  readonly emulated: boolean;
  readonly cells: number;
  readonly expectedUsd: number;
  readonly worstUsd: number;
  /** The experiment's own cap in dollars, if it has one. */
  readonly cap: number | null;
  readonly priceBook: { readonly date: string; readonly sha256: string };
  readonly byRole: { readonly [role in LedgerRole]: RoleEstimate };
  readonly variants: readonly {
    readonly name: string;
    readonly model: string | null;
    readonly calls: number;
    readonly inputTokensPerCall: number;
    readonly outputTokensPerCall: number;
    readonly expectedUsd: number;
    readonly worstUsd: number;
    readonly byRole: { readonly [role in LedgerRole]: RoleEstimate };
  }[];
  readonly notes: readonly string[];
}

interface RoleEstimate {
  readonly calls: number;
  readonly expectedUsd: number;
  readonly worstUsd: number;
}

/** Samples per variant whose tokens are counted; the others follow from their bytes. */
const COUNTED_PER_VARIANT = 200;
/** Tokens of an answer when no reference hints at its length, as a share of `maxTokens`. */
const OUTPUT_SHARE = 0.5;

/** Estimates a run from rendered prompts: nothing is called, nothing is written. */
export async function estimateExperiment(
  options: RunOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
): Promise<EstimateDocument> {
  const prepared = await prepareRun(options, context);
  return estimatePrepared(prepared);
}

/** Estimates a run that was prepared already. */
export async function estimatePrepared(prepared: PreparedRun): Promise<EstimateDocument> {
  const { experiment } = prepared.loaded;
  const tokenizer = await loadTokenizer();
  const scorers = await createScorers(experiment.scorers, {
    embedder: () => Promise.reject(new Error('an estimate embeds nothing')),
    judge: () => ({
      provider: prepared.provider,
      complete: () => Promise.reject(new Error('an estimate calls nothing')),
      close: async () => {},
    }),
    hashRequest,
  });
  const tallies = new Map<string, { calls: number; input: number; output: number }>();
  const estimate = estimateRun(plannedCalls({ prepared, tokenizer, scorers, tallies }));
  const emulated =
    prepared.provider === 'emulator' ||
    experiment.scorers.some((scorer) => scorer.kind === 'judge' && scorer.judge.provider === 'emulator');
  return {
    experiment: experiment.name,
    provider: prepared.provider,
    emulated,
    cells: prepared.planned,
    expectedUsd: toUsd(estimate.expected),
    worstUsd: toUsd(estimate.worst),
    cap: experiment.maxCostUsd ?? null,
    priceBook: bookOf(prepared.book),
    byRole: roles(estimate.byRole),
    variants: estimate.byVariant.map((entry) => {
      const tally = tallies.get(entry.variant) ?? { calls: 0, input: 0, output: 0 };
      return {
        name: entry.variant,
        model: experiment.variants.find((variant) => variant.name === entry.variant)?.model ?? null,
        calls: tally.calls,
        inputTokensPerCall: tally.calls === 0 ? 0 : Math.round(tally.input / tally.calls),
        outputTokensPerCall: tally.calls === 0 ? 0 : Math.round(tally.output / tally.calls),
        expectedUsd: toUsd(entry.expected),
        worstUsd: toUsd(entry.worst),
        byRole: roles(entry.byRole),
      };
    }),
    notes: [
      `Input tokens are counted with ${tokenizer.id}, which is not Claude’s tokenizer: an estimate, not a bill.`,
      'Expected output is the length of the longest reference, at most maxTokens (half of it without a reference).',
      'Worst case: every byte of input a token, every answer maxTokens long; answers already in the cache are not deducted.',
      ...experiment.notices,
    ],
  };
}

function* plannedCalls(parts: {
  readonly prepared: PreparedRun;
  readonly tokenizer: Tokenizer;
  readonly scorers: readonly Scorer[];
  readonly tallies: Map<string, { calls: number; input: number; output: number }>;
}): Iterable<PlannedCalls> {
  const { prepared, tokenizer, scorers, tallies } = parts;
  const { plan } = prepared;
  const ratios = new Map<string, { tokens: number; bytes: number; counted: number }>();
  const countInput = (key: string, request: ModelRequest): number => {
    const ratio = ratios.get(key) ?? { tokens: 0, bytes: 0, counted: 0 };
    ratios.set(key, ratio);
    const texts = [request.system ?? '', ...request.messages.map((message) => message.content)];
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (ratio.counted >= COUNTED_PER_VARIANT)
      return Math.round((bytes * ratio.tokens) / Math.max(1, ratio.bytes));
    const tokens = texts.reduce((sum, text) => sum + tokenizer.count(text), 0);
    ratio.tokens += tokens;
    ratio.bytes += bytes;
    ratio.counted += 1;
    return tokens;
  };
  for (const cell of planCells(
    plan,
    new Uint8Array(plan.included.length * plan.variants.length * plan.repeats),
  )) {
    const { request } = renderCell(plan, cell);
    const outputTokens = expectedOutput(cell.sample, request.maxTokens, tokenizer);
    const price = prepared.priceFor(prepared.provider)(request.model);
    if (price !== null && prepared.provider !== 'recorded') {
      const inputTokens = countInput(cell.variant.name, request);
      const tally = tallies.get(cell.variant.name) ?? { calls: 0, input: 0, output: 0 };
      tallies.set(cell.variant.name, {
        calls: tally.calls + 1,
        input: tally.input + inputTokens,
        output: tally.output + outputTokens,
      });
      yield {
        variant: cell.variant.name,
        role: 'candidate',
        price,
        calls: 1,
        inputTokens,
        outputTokens,
        ...callBound(request),
      };
    }
    yield* judgeCalls({ prepared, scorers, variant: cell.variant, sample: cell.sample, countInput });
  }
}

function* judgeCalls(parts: {
  readonly prepared: PreparedRun;
  readonly scorers: readonly Scorer[];
  readonly variant: Variant;
  readonly sample: Sample;
  readonly countInput: (key: string, request: ModelRequest) => number;
}): Iterable<PlannedCalls> {
  const { prepared, scorers, variant, sample, countInput } = parts;
  for (const [position, scorer] of scorers.entries()) {
    const spec = prepared.loaded.experiment.scorers[position];
    if (scorer.requestsFor === undefined || spec?.kind !== 'judge') continue;
    const provider = spec.judge.provider ?? prepared.provider;
    if (provider !== 'bedrock' && provider !== 'emulator') continue;
    const trial = {
      sample,
      completion: standIn(sample),
      variantName: variant.name,
      repeat: 0,
      costUsd: null,
    };
    for (const request of scorer.requestsFor(trial)) {
      const price = prepared.priceFor(provider)(request.model);
      if (price === null) continue;
      yield {
        variant: variant.name,
        role: 'judge',
        price,
        calls: 1,
        inputTokens: countInput(`judge ${scorer.name}`, request),
        outputTokens: Math.min(request.maxTokens, JUDGE_OUTPUT_TOKENS),
        ...callBound(request),
      };
    }
  }
}

/** A reason of two or three sentences and a score. */
const JUDGE_OUTPUT_TOKENS = 90;

/** The reference stands for the answer that is not there yet. */
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

function expectedOutput(sample: Sample, maxTokens: number, tokenizer: Tokenizer): number {
  if (sample.references.length === 0) return Math.round(maxTokens * OUTPUT_SHARE);
  return Math.min(maxTokens, Math.max(...sample.references.map((reference) => tokenizer.count(reference))));
}

function roles(byRole: { readonly [role in LedgerRole]: CostEstimate }): {
  readonly [role in LedgerRole]: RoleEstimate;
} {
  const of = (estimate: CostEstimate): RoleEstimate => ({
    calls: estimate.calls,
    expectedUsd: toUsd(estimate.expected),
    worstUsd: toUsd(estimate.worst),
  });
  return { candidate: of(byRole.candidate), judge: of(byRole.judge), embedding: of(byRole.embedding) };
}

function bookOf(book: PriceBook): { readonly date: string; readonly sha256: string } {
  return { date: book.date, sha256: book.sha256 };
}
