import { type Estimate, type SampleMeta, undefinedEstimate, type Variant } from '../domain/index.js';
import type { VariantColumns } from './columns.js';
import { efficiencyEstimate } from './efficiency.js';
import { latencyEstimates } from './latency.js';
import { amountEstimate, MEAN_METHOD, meanEstimate } from './mean-estimate.js';
import type { Population } from './population.js';
import type { AnalyzeOptions, CachingData, SliceResult, VariantResult } from './port.js';
import { promptCacheResult } from './prompt-cache.js';
import type { Frame } from './scored-rows.js';
import type { Slice } from './slices.js';
import { tokenMeans } from './token-means.js';
import { monthlyCost, volumeWeightedQuality } from './traffic.js';

/** What all variants of a run share. */
export interface ResultContext {
  readonly samples: readonly SampleMeta[];
  readonly repeats: number;
  readonly headline: Population;
  readonly slices: readonly Slice[];
  readonly frame: Frame;
  readonly options: AnalyzeOptions;
  readonly caching?: CachingData;
}

/** Everything a report says of one variant, but for dominance, which needs the others. */
export function variantResult(
  variant: Variant,
  columns: VariantColumns,
  context: ResultContext,
): Omit<VariantResult, 'dominatedBy'> {
  const { headline, frame, options, samples } = context;
  const quality = columns.quality.means();
  const costUsd = columns.costUsd.means();
  const { traffic } = options;
  const byIntent = traffic && { population: headline, samples, frame, traffic };
  const declared = Object.keys(options.quality).length > 0;
  const metrics: { [name: string]: Estimate } = {};
  for (const [name, column] of columns.metrics) metrics[name] = meanEstimate(headline, column.means(), frame);
  return {
    name: variant.name,
    id: variant.id,
    model: variant.model ?? null,
    prompt: variant.promptPath ?? null,
    params: { ...variant.params },
    n: columns.completed.reduce((count, trials) => count + (trials > 0 ? 1 : 0), 0),
    failed: columns.failed,
    unscored: columns.unscored,
    metrics,
    quality: !declared
      ? undefinedEstimate('the experiment declares no quality', {
          level: frame.level,
          method: MEAN_METHOD,
          n: 0,
        })
      : byIntent
        ? volumeWeightedQuality(byIntent, quality)
        : meanEstimate(headline, quality, frame),
    tokens: tokenMeans(columns.usage),
    promptCache: promptCacheResult(
      columns.cache,
      context.caching?.decisions.find((decision) => decision.variant === variant.name),
    ),
    costUsdPerSample: amountEstimate(headline, costUsd, frame),
    monthlyCostUsd: byIntent ? monthlyCost(byIntent, costUsd) : null,
    qualityPer1kTokens: perThousandTokens(headline, columns, frame),
    qualityPerUsd: efficiencyEstimate(
      headline,
      { quality, resource: costUsd },
      { frame, scale: 1, resourceName: 'cost' },
    ),
    latencyMs: latencyEstimates(headline, columns, { repeats: context.repeats, level: frame.level }),
    slices: context.slices.map((slice) => sliceResult(slice, columns, frame)),
  };
}

function sliceResult({ by, value, population }: Slice, columns: VariantColumns, frame: Frame): SliceResult {
  return {
    by,
    value,
    n: population.rows.reduce((count, row) => count + ((columns.completed[row] ?? 0) > 0 ? 1 : 0), 0),
    quality: meanEstimate(population, columns.quality.means(), frame),
    costUsdPerSample: amountEstimate(population, columns.costUsd.means(), frame),
    qualityPer1kTokens: perThousandTokens(population, columns, frame),
  };
}

/** 1000 · Σ quality / Σ tokens; tokens are all input, cached or not, and output. */
function perThousandTokens(population: Population, columns: VariantColumns, frame: Frame): Estimate {
  return efficiencyEstimate(
    population,
    { quality: columns.quality.means(), resource: columns.tokens.means() },
    { frame, scale: 1000, resourceName: 'token usage' },
  );
}
