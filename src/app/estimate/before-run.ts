import { costOf, plainUsage, toUsd } from '../../cost/index.js';
import { totalInputTokens, type Usage } from '../../domain/index.js';
import type { CallRole, ModelRequest } from '../../model/port.js';
import { planCells, renderCell } from '../../run/index.js';
import type { CallEstimate, Store } from '../../store/index.js';
import { ESTIMATE_BUFFER, loadTokenizer } from '../../tokens/index.js';
import type { PreparedRun } from '../prepare.js';
import { createCacheExpectation } from './cache-expectation.js';
import { calibratedFactors, modelsOf } from './calibration.js';
import { createInputCounter } from './input-counter.js';
import { candidatesOf, expectedOutput } from './planned-calls.js';
import { allButChosen, evenPositions, withoutRepeats } from './sampling.js';

/** Requests of each variant that are rendered and counted, evenly over the samples: the start of a run is not to wait. */
const RENDERED_PER_VARIANT = 40;

interface Tally {
  calls: number;
  input: number;
  output: number;
  /** Calls whose longest prefix no earlier one had sent, and the others: the cache makes two prices of them. */
  readonly first: { calls: number; usd: number };
  readonly later: { calls: number; usd: number };
}

/**
 * What a run's candidate calls are expected to take, made before its first call and kept with it, so that the report
 * can say how far it was off. Null where no model is called, and nothing is loaded then.
 */
export async function estimateBeforeRun(parts: {
  readonly prepared: PreparedRun;
  readonly store: Store;
  /** Which calls the plan sends through batch jobs. */
  readonly batchPriced?: (role: CallRole, model: string) => boolean;
}): Promise<readonly CallEstimate[] | null> {
  const { prepared, store, batchPriced = () => false } = parts;
  const { provider, loaded, priceFor } = prepared;
  if (provider !== 'bedrock' && provider !== 'emulator') return null;
  const tokenizer = await loadTokenizer();
  const models = modelsOf({ ...loaded.experiment, scorers: [] });
  const factors = calibratedFactors({ store, tokenizer, models });
  const counter = createInputCounter({ tokenizer, factors });
  const expectCache = createCacheExpectation();
  const plan = withoutRepeats(prepared.plan);
  const chosen = evenPositions(plan, RENDERED_PER_VARIANT);
  const tallies = new Map<string, Tally>();
  const cost = (request: ModelRequest, usage: Usage): number => {
    const price = priceFor(provider)(request.model);
    if (price === null) return 0;
    const batch = batchPriced('candidate', request.model);
    const priced = batch ? plainUsage(totalInputTokens(usage), usage.outputTokens) : usage;
    return toUsd(costOf(priced, price, { batch }));
  };
  for (const planned of planCells(plan, allButChosen(plan, chosen))) {
    const { request } = renderCell(plan, planned);
    const { name } = planned.variant;
    const tally = tallies.get(name) ?? emptyTally();
    tallies.set(name, tally);
    const input =
      counter.tokens(request, { alike: candidatesOf(name), provider, count: true }) * ESTIMATE_BUFFER;
    const output = expectedOutput(planned.sample, request, {
      tokenizer,
      factors,
      provider,
      buffer: ESTIMATE_BUFFER,
    });
    const usage = expectCache(request, { input: Math.round(input), output });
    const side = usage.cacheReadInputTokens > 0 ? tally.later : tally.first;
    side.calls += 1;
    side.usd += cost(request, usage);
    tally.calls += 1;
    tally.input += input;
    tally.output += output;
  }
  const calls = prepared.planned / prepared.plan.variants.length;
  return [...tallies].map(([variant, tally]) => ({
    variant,
    inputTokens: round(tally.input / tally.calls),
    outputTokens: round(tally.output / tally.calls),
    costUsd: costPerCall(tally, calls),
    method: counter.method(candidatesOf(variant), ESTIMATE_BUFFER),
  }));
}

/** Where some of the sampled calls read what others wrote, so do all calls beyond the sample. */
function costPerCall({ first, later }: Tally, calls: number): number {
  if (first.calls === 0) return later.usd / Math.max(1, later.calls);
  if (later.calls === 0) return first.usd / first.calls;
  const writers = Math.min(first.calls, calls);
  const mean = (side: Tally['first']): number => side.usd / side.calls;
  return (writers * mean(first) + (calls - writers) * mean(later)) / calls;
}

function emptyTally(): Tally {
  return { calls: 0, input: 0, output: 0, first: { calls: 0, usd: 0 }, later: { calls: 0, usd: 0 } };
}

function round(tokens: number): number {
  return Math.round(tokens * 10) / 10;
}
