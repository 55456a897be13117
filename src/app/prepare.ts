import path from 'node:path';
import type { ModelPrice, PriceBook } from '../cost/index.js';
import { ParsimonyError } from '../domain/index.js';
import { type LoadedExperiment, loadExperiment } from '../experiment/index.js';
import type { ProviderKind } from '../model/port.js';
import { countCells, includeSamples, type RunPlan } from '../run/index.js';
import { factMatcher } from '../scorer/index.js';
import { effectiveProvider } from './models.js';
import type { RunContext, RunOptions } from './port.js';
import { loadPriceBook, priceLookup, requirePrices } from './prices.js';

/** An experiment that has passed every check that can be made before the first call (law 12). */
export interface PreparedRun {
  readonly loaded: LoadedExperiment;
  readonly plan: RunPlan;
  readonly planned: number;
  /** Answers the candidates. */
  readonly provider: ProviderKind;
  readonly book: PriceBook;
  /** Null where calls of that provider cost nothing or are not priced. */
  readonly priceFor: (provider: ProviderKind) => (model: string) => ModelPrice | null;
}

/** Reads and checks everything that a run needs; throws with every problem listed. */
export async function prepareRun(
  options: RunOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
): Promise<PreparedRun> {
  checkNumbers(options);
  const loaded = await loadExperiment(
    path.resolve(context.cwd, options.experiment),
    {
      ...(options.provider !== undefined && { provider: options.provider }),
      ...(options.region !== undefined && { region: options.region }),
      ...(options.seed !== undefined && { seed: options.seed }),
      ...(options.repeats !== undefined && { repeats: options.repeats }),
      ...(options.maxCostUsd !== undefined && { maxCostUsd: options.maxCostUsd }),
      ...(options.baseline !== undefined && { baseline: options.baseline }),
    },
    { facts: factMatcher },
  );
  const { experiment, datasets, prompts } = loaded;
  const book = loadPriceBook(options.prices);
  const paid = (kind: ProviderKind) => kind === 'bedrock' || kind === 'emulator';
  const provider = effectiveProvider(experiment.provider, context.env);
  const models = [
    ...(paid(provider) ? experiment.variants.flatMap((variant) => variant.model ?? []) : []),
    ...experiment.scorers.flatMap((scorer) =>
      scorer.kind === 'judge' && paid(scorer.judge.provider ?? provider) ? [scorer.judge.model] : [],
    ),
    // A recorded variant that names a model wants its usage priced.
    ...(provider === 'recorded' ? experiment.variants.flatMap((variant) => variant.model ?? []) : []),
  ];
  requirePrices(book, models);
  const lookup = priceLookup(book);
  const plan: RunPlan = {
    experiment: experiment.name,
    variants: experiment.variants,
    prompts,
    datasets,
    repeats: experiment.repeats,
    included: includeSamples(datasets, options.filter ?? {}),
  };
  return {
    loaded,
    plan,
    planned: countCells(plan),
    provider,
    book,
    priceFor: (kind) => (model) => {
      if (kind === 'echo') return null;
      if (kind === 'recorded') return model.startsWith('recorded:') ? null : lookup(model);
      return lookup(model);
    },
  };
}

function checkNumbers(options: RunOptions): void {
  const wrong = (name: string, rule: string) => {
    throw new ParsimonyError('invalid-input', `${name} must be ${rule}`);
  };
  const { concurrency, maxCostUsd } = options;
  if (
    concurrency !== undefined &&
    !(Number.isSafeInteger(concurrency) && concurrency >= 1 && concurrency <= 1_000)
  ) {
    wrong('concurrency', 'a whole number from 1 to 1000');
  }
  if (maxCostUsd !== undefined && !(Number.isFinite(maxCostUsd) && maxCostUsd >= 0)) {
    wrong('the cost cap', 'an amount of dollars, 0 or more');
  }
}
