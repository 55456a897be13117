import path from 'node:path';
import type { VariantParams } from '../domain/index.js';
import type { ToolConfig } from '../model/port.js';
import type { SearchDocument } from '../report/port.js';
import type { SearchChoice } from './choose-from-search.js';
import type { SearchEvidence } from './evidence.js';
import { portable } from './portable-path.js';
import { type PromotedConfig, promotedConfigSchema } from './promoted-config.js';

/** A config of the chosen point as it was sent; absolute paths. */
export interface ChosenConfig {
  readonly model: string;
  readonly params: VariantParams;
  readonly prompt: {
    readonly path: string;
    readonly hash: string;
    readonly text: string;
    readonly tools?: ToolConfig;
  };
}

/** What the file says beyond the document; all paths absolute. */
export interface SearchPromotionSource {
  readonly document: SearchDocument;
  readonly choice: Extract<SearchChoice, { state: 'chosen' }>;
  /** Where the file will stand: paths inside it become relative to its folder. */
  readonly to: string;
  /** By intent, or under `default`. */
  readonly configs: { readonly [intent: string]: ChosenConfig };
  readonly datasets: SearchEvidence['datasets'];
  readonly prices: SearchEvidence['prices'];
  readonly judges: SearchEvidence['judges'];
  /** The day from which the evidence counts as old. */
  readonly expires: Date;
}

/** The content of a promoted file. */
export function buildSearchPromotion(source: SearchPromotionSource): PromotedConfig {
  const { document, choice, configs } = source;
  const { search, split } = document;
  const folder = path.dirname(source.to);
  return promotedConfigSchema.parse({
    schemaVersion: 1,
    name: search.experiment,
    emulated: search.emulated,
    expires: source.expires.toISOString().slice(0, 10),
    configs: Object.fromEntries(
      Object.entries(configs).map(([intent, { model, params, prompt }]) => [
        intent,
        {
          model,
          params,
          prompt: { path: portable(folder, prompt.path), sha256: prompt.hash, text: prompt.text },
          ...(prompt.tools !== undefined && { tools: prompt.tools }),
        },
      ]),
    ),
    evidence: {
      search: search.id,
      experiment: search.experiment,
      variant: choice.point.name,
      rule: choice.rule,
      algorithm: search.algorithm,
      per: search.per,
      seed: search.seed,
      split: {
        gate: split.gate,
        sha256: split.sha256,
        search: split.search,
        gateSamples: split.gateSamples,
        usedBefore: split.usedBefore,
      },
      claimed: choice.point.claimed,
      measuredAgain: choice.measuredAgain,
      membership: choice.point.membership,
      constraints: choice.point.constraints.map(({ constraint, intent, remeasured, claimed, standing }) => ({
        constraint,
        intent,
        value: remeasured ?? claimed,
        standing,
      })),
      chosenAmong: choice.among,
      runnerUp: choice.runnerUp,
      datasets: source.datasets.map((dataset) => ({ ...dataset, path: portable(folder, dataset.path) })),
      priceBook: document.cost.priceBook,
      ...(source.prices !== undefined && { prices: source.prices }),
      judges: source.judges,
      versions: search.versions,
      remeasured: true,
      ...(choice.forced === undefined ? {} : { forced: choice.forced }),
    } satisfies SearchEvidence,
  });
}
