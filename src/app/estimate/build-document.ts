import { type BatchEstimate, type LiveAndBatch, type RunEstimate, toUsd } from '../../cost/index.js';
import { scorerModels } from '../../experiment/index.js';
import type { Tokenizer } from '../../tokens/index.js';
import type { PreparedRun } from '../prepare.js';
import type { FactorsOf } from './calibration.js';
import type { EstimateDocument } from './document.js';
import type { ExactCounts } from './exact-counts.js';
import type { InputCounter } from './input-counter.js';
import { candidatesOf } from './planned-calls.js';

/** Expected tokens of a variant's candidate calls, summed. */
export interface VariantTally {
  readonly calls: number;
  readonly input: number;
  readonly read: number;
  readonly written: number;
  readonly output: number;
}

interface Parts {
  readonly prepared: PreparedRun;
  readonly estimate: RunEstimate;
  readonly tallies: ReadonlyMap<string, VariantTally>;
  readonly counter: InputCounter;
  readonly factors: FactorsOf;
  readonly buffer: number;
  readonly tokenizer: Tokenizer;
  readonly exact: { readonly counts: ReadonlyMap<string, ExactCounts>; readonly asked: boolean };
}

const NOTHING: VariantTally = { calls: 0, input: 0, read: 0, written: 0, output: 0 };

/** Puts figures and their provenance together. */
export function buildEstimate(parts: Parts): EstimateDocument {
  const { prepared, estimate, buffer } = parts;
  const { experiment } = prepared.loaded;
  const hasBatch = prepared.provider === 'bedrock' || prepared.provider === 'emulator';
  const emulated =
    prepared.provider === 'emulator' ||
    scorerModels(experiment.scorers).some((asked) => asked.provider === 'emulator');
  const variants = estimate.byVariant.map((entry) => {
    const tally = parts.tallies.get(entry.variant) ?? NOTHING;
    const perCall = (tokens: number) => (tally.calls === 0 ? 0 : Math.round(tokens / tally.calls));
    const model = experiment.variants.find(({ name }) => name === entry.variant)?.model ?? null;
    return {
      name: entry.variant,
      model,
      calls: tally.calls,
      inputTokensPerCall: perCall(tally.input),
      cacheReadTokensPerCall: perCall(tally.read),
      cacheWriteTokensPerCall: perCall(tally.written),
      outputTokensPerCall: perCall(tally.output),
      tokens: tokenSource(parts, entry.variant, model, tally),
      ...costs(entry),
      batch: hasBatch ? batchCosts(entry.batch) : null,
    };
  });
  return {
    experiment: experiment.name,
    provider: prepared.provider,
    emulated,
    cells: prepared.planned,
    ...costs(estimate),
    cap: experiment.maxCostUsd ?? null,
    priceBook: { date: prepared.book.date, sha256: prepared.book.sha256 },
    buffer,
    batch: hasBatch ? batchCosts(estimate.batch) : null,
    variants,
    notes: notesOf(parts, variants),
  };
}

function tokenSource(
  { prepared, exact, counter, factors, buffer }: Parts,
  variant: string,
  model: string | null,
  tally: VariantTally,
): EstimateDocument['variants'][number]['tokens'] {
  if (tally.calls === 0 || model === null)
    return { source: 'none', method: 'no candidate calls', counted: 0, fallback: null };
  const counts = exact.counts.get(variant);
  const counted = counts?.byPosition.size ?? 0;
  const fallback = counts?.reason ?? null;
  if (counts !== undefined && counted > 0) {
    const requests = `${counted} ${counted === 1 ? 'request' : 'requests'} counted by CountTokens`;
    return counted * prepared.plan.repeats === tally.calls
      ? { source: 'exact', method: requests, counted, fallback }
      : { source: 'partly-exact', method: `${requests}, the others by their ratio`, counted, fallback };
  }
  const source = factors(model, prepared.provider).n > 0 ? 'calibrated' : 'table';
  return { source, method: counter.method(candidatesOf(variant), buffer), counted, fallback };
}

function costs({
  expected,
  worst,
  byRole,
}: LiveAndBatch): Pick<EstimateDocument, 'expectedUsd' | 'worstUsd' | 'byRole'> {
  const of = (role: keyof typeof byRole) => ({
    calls: byRole[role].calls,
    expectedUsd: toUsd(byRole[role].expected),
    worstUsd: toUsd(byRole[role].worst),
  });
  return {
    expectedUsd: toUsd(expected),
    worstUsd: toUsd(worst),
    byRole: { candidate: of('candidate'), judge: of('judge'), embedding: of('embedding') },
  };
}

function batchCosts({ expected, worst, batched, liveBecause }: BatchEstimate): EstimateDocument['batch'] {
  return {
    expectedUsd: toUsd(expected),
    worstUsd: toUsd(worst),
    batched,
    liveBecause: [...liveBecause],
  };
}

function notesOf(
  { prepared, tokenizer, buffer, exact }: Parts,
  variants: EstimateDocument['variants'],
): EstimateDocument['notes'] {
  const sources = new Set(variants.map(({ tokens }) => tokens.source));
  const estimated = sources.has('calibrated') || sources.has('table');
  const times = buffer === 1 ? 'without a buffer' : `with a buffer of × ${buffer}`;
  const fallbacks = new Map(
    variants.flatMap(({ model, tokens }) =>
      tokens.fallback === null ? [] : [[model ?? '', tokens.fallback] as const],
    ),
  );
  return [
    ...(estimated
      ? [
          `Input tokens are estimated, not a bill: ${tokenizer.id} is not Claude’s tokenizer; its counts are scaled by script and model, ${times}.`,
        ]
      : []),
    ...(sources.has('table')
      ? [
          'Models without recorded usage in this database are scaled by a measured table (docs/bedrock.md); a run of a few samples calibrates them.',
        ]
      : []),
    ...(sources.has('exact') || sources.has('partly-exact')
      ? ['CountTokens is free of charge and limited in rate; its counts carry no buffer.']
      : []),
    ...(exact.asked && exact.counts.size === 0
      ? [`--exact counts on Bedrock or the emulator only: provider ${prepared.provider} has nothing to ask.`]
      : []),
    ...[...fallbacks].map(
      ([model, reason]) => `Not all requests to ${model} were counted exactly: ${reason}`,
    ),
    ...(variants.some(({ cacheWriteTokensPerCall }) => cacheWriteTokensPerCall > 0)
      ? [
          'Prompt caching: the first call of each prefix writes it and the others read it, as if nothing ran out in between.',
        ]
      : []),
    'Expected output is the length of the longest reference, at most maxTokens (half of it without a reference).',
    'Worst case: every byte of input a token, every answer maxTokens long; answers already in the cache are not deducted.',
    ...prepared.loaded.experiment.notices,
  ];
}
