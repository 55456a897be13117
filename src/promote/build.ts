import path from 'node:path';
import { z } from 'zod';
import { ParsimonyError } from '../domain/index.js';
import type { ToolConfig } from '../model/port.js';
import type { RunDocument } from '../report/port.js';
import type { PromotionChoice } from './choose.js';
import type { RunEvidence } from './evidence.js';
import { portable } from './portable-path.js';
import { type PromotedConfig, promotedConfigSchema, promotedParamsSchema } from './promoted-config.js';

/** What the file says beyond the document; all paths absolute. */
export interface PromotionSource {
  readonly document: RunDocument;
  readonly choice: Extract<PromotionChoice, { state: 'chosen' }>;
  /** Where the file will stand: paths inside it become relative to its folder. */
  readonly to: string;
  /** The prompt of the chosen variant; undefined for recorded answers, which cannot be promoted. */
  readonly prompt:
    | {
        readonly path: string;
        readonly hash: string;
        readonly text: string;
        readonly tools?: ToolConfig;
      }
    | undefined;
  readonly datasets: readonly {
    readonly name: string;
    readonly path: string;
    readonly hash: string;
    readonly count: number;
  }[];
  /** Of the chosen variant's model; undefined where it has no price. */
  readonly prices?: RunEvidence['prices'];
  /** The day from which the evidence counts as old. */
  readonly expires: Date;
}

/**
 * The content of a promoted file. Throws `refused` for a variant without model or prompt: there would be
 * nothing to load.
 */
export function buildPromotion(source: PromotionSource): PromotedConfig {
  const { document, choice, prompt } = source;
  const { variant } = choice;
  if (variant.model === null || prompt === undefined) {
    throw new ParsimonyError(
      'refused',
      `${variant.name} has no ${variant.model === null ? 'model' : 'prompt'} to promote`,
      {
        hint: 'Answers that were recorded elsewhere can be compared, not promoted.',
      },
    );
  }
  const params = promotedParamsSchema.safeParse(decidedParams(variant));
  if (!params.success) {
    throw new ParsimonyError(
      'internal',
      `the parameters of ${variant.name} cannot be promoted:\n${z.prettifyError(params.error)}`,
    );
  }
  const folder = path.dirname(source.to);
  return promotedConfigSchema.parse({
    schemaVersion: 1,
    name: document.run.experiment,
    emulated: document.run.emulated,
    expires: source.expires.toISOString().slice(0, 10),
    configs: {
      default: {
        model: variant.model,
        params: params.data,
        prompt: { path: portable(folder, prompt.path), sha256: prompt.hash, text: prompt.text },
        ...(prompt.tools !== undefined && { tools: prompt.tools }),
      },
    },
    evidence: {
      run: document.run.id,
      experiment: document.run.experiment,
      variant: variant.name,
      verdict: choice.candidate?.verdict ?? 'not judged',
      quality: variant.quality,
      costUsdPerSample: variant.costUsdPerSample,
      monthlyCostUsd: variant.monthlyCostUsd,
      checks: choice.candidate?.checks ?? [],
      flags: countFlags(choice),
      baseline: baselineEvidence(document),
      runnerUp: choice.runnerUp,
      datasets: source.datasets.map((dataset) => ({
        name: dataset.name,
        path: portable(folder, dataset.path),
        samples: dataset.count,
        sha256: dataset.hash,
      })),
      priceBook: document.cost.priceBook,
      ...(source.prices !== undefined && { prices: source.prices }),
      seed: document.run.seed,
      versions: document.run.versions,
      remeasured: false,
      ...(choice.forced === undefined ? {} : { forced: choice.forced }),
    },
  });
}

/** `auto` was decided for the run: an application is told what was measured. */
function decidedParams({ params, promptCache }: RunDocument['variants'][number]): object {
  return params.cache === 'auto' ? { ...params, cache: promptCache?.ttl ?? 'off' } : params;
}

function countFlags(choice: PromotionSource['choice']) {
  const flags = choice.candidate?.flagged ?? [];
  const decided = (decision: 'accept' | 'reject'): number =>
    flags.filter((flag) => flag.review?.decision === decision).length;
  return {
    accepted: decided('accept'),
    rejected: decided('reject'),
    unreviewed: flags.filter((flag) => flag.review === null).length,
  };
}

function baselineEvidence(document: RunDocument) {
  const baseline = document.variants.find((variant) => variant.name === document.gate?.baseline);
  if (baseline === undefined) return null;
  return {
    variant: baseline.name,
    quality: baseline.quality,
    costUsdPerSample: baseline.costUsdPerSample,
  };
}
