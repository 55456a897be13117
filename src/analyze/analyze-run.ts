import { didYouMean, ParsimonyError } from '../domain/index.js';
import { partition } from '../stats/index.js';
import { collectColumns } from './columns.js';
import { nonDominated } from './front.js';
import { headlinePopulation } from './population.js';
import type { Analysis, AnalyzeOptions, RunData, SampleTable } from './port.js';
import { sampleTable } from './sample-table.js';
import { slicesOf } from './slices.js';
import { qualityParts } from './trial-quality.js';
import { variantResult } from './variant-result.js';

/**
 * Folds a run into figures. Reads the trials exactly once, in one stream; equal trials give bit-identical figures,
 * whatever the order in which they were carried out (law 6).
 *
 * @example
 * const analysis = analyzeRun(data, { quality: { facts: 0.6, judge: 0.4 }, level: 0.95, seed: 42 });
 * analysis.variants[0]?.quality; // { value: 0.83, low: 0.80, high: 0.86, level: 0.95, method: 't, …', n: 200 }
 */
export function analyzeRun(data: RunData, options: AnalyzeOptions): Analysis {
  const { samples } = data;
  const headline = headlinePopulation(samples);
  const inHeadline = new Uint8Array(samples.length);
  for (const row of headline.rows) inHeadline[row] = 1;
  const columns = collectColumns(data, {
    parts: qualityParts(options.quality, data.metrics),
    isHeadline: (sample) => inHeadline[sample] === 1,
  });
  const context = {
    samples,
    repeats: data.repeats,
    headline,
    slices: slicesOf(samples),
    frame: {
      weights: Float64Array.from(samples, ({ weight }) => weight),
      clusters: partition(samples.map(({ cluster }) => cluster)),
      level: options.level,
    },
    options,
    ...(data.caching !== undefined && { caching: data.caching }),
  };
  const tables = new Map<string, SampleTable>();
  const results = data.variants.flatMap((variant, at) => {
    const own = columns[at];
    if (own === undefined) return [];
    tables.set(variant.name, sampleTable(variant.name, samples, own, data.repeats));
    return [variantResult(variant, own, context)];
  });
  const { front, dominatedBy } = nonDominated(results);
  return {
    variants: results.map((result) => ({ ...result, dominatedBy: dominatedBy.get(result.name) ?? null })),
    front,
    level: options.level,
    seed: options.seed,
    quality: options.quality,
    table: (name) => {
      const table = tables.get(name);
      if (table === undefined) {
        throw new ParsimonyError('not-found', `the run has no variant ${name}`, {
          hint: didYouMean(name, tables.keys()),
        });
      }
      return table;
    },
  };
}
