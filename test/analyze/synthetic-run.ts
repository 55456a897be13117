import type { CachingData, RunData } from '../../src/analyze/index.js';
import {
  hashText,
  type MetricInfo,
  type SampleMeta,
  scored,
  type TrialRecord,
  type Variant,
} from '../../src/domain/index.js';

export function sampleMeta(id: string, meta: Partial<SampleMeta> = {}): SampleMeta {
  const base = {
    id,
    dataset: 'golden',
    datasetKind: 'golden',
    intent: 'faq',
    cluster: id,
    tags: [],
    weight: 1,
  } as const;
  return { ...base, ...meta };
}

export function variantNamed(name: string): Variant {
  return { name, id: hashText(name), params: { maxTokens: 100 }, model: 'a-model', origin: 'declared' };
}

export const FACTS: MetricInfo = { name: 'facts', min: 0, max: 1, description: 'share of facts' };
export const HELPFULNESS: MetricInfo = {
  name: 'helpfulness',
  min: 1,
  max: 5,
  description: 'judged helpfulness',
};

/** What a synthetic trial says; null: the call failed. */
export interface SyntheticTrial {
  readonly scores?: { readonly [metric: string]: number | null };
  readonly costUsd?: number | null;
  readonly latencyMs?: number | null;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly usage?: null;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  /** Of `cacheWrite`. */
  readonly cacheWrite1h?: number;
}

/** A run whose trials are computed from their cell, streamed in plan order or in the given order of cells. */
export function syntheticRun(options: {
  readonly variants: readonly string[];
  readonly samples: readonly SampleMeta[];
  readonly repeats?: number;
  readonly metrics?: readonly MetricInfo[];
  readonly trial: (variant: string, sample: SampleMeta, repeat: number) => SyntheticTrial | null;
  readonly order?: (cells: TrialRecord[]) => TrialRecord[];
  readonly caching?: CachingData;
}): RunData & { readonly reads: () => number } {
  const { samples, repeats = 1, metrics = [FACTS] } = options;
  let reads = 0;
  function* trials(): Generator<TrialRecord> {
    for (const [sampleIndex, sample] of samples.entries()) {
      for (const [variantIndex, variant] of options.variants.entries()) {
        for (let repeat = 0; repeat < repeats; repeat++) {
          const cell = { variantIndex, sampleIndex, repeat };
          yield trialRecord(cell, options.trial(variant, sample, repeat));
        }
      }
    }
  }
  return {
    variants: options.variants.map(variantNamed),
    samples,
    repeats,
    metrics,
    ...(options.caching && { caching: options.caching }),
    reads: () => reads,
    trials() {
      reads++;
      return options.order === undefined ? trials() : options.order([...trials()]);
    },
  };
}

function trialRecord(
  cell: Pick<TrialRecord, 'variantIndex' | 'sampleIndex' | 'repeat'>,
  trial: SyntheticTrial | null,
): TrialRecord {
  if (trial === null) {
    const failure = { code: 'timeout', message: 'no answer', attempts: 3 };
    return { ...cell, outcome: { state: 'failed', failure }, scores: {} };
  }
  const { costUsd = 0.001, latencyMs = 500, inputTokens = 80, outputTokens = 20 } = trial;
  const usage = {
    inputTokens,
    outputTokens,
    cacheReadInputTokens: trial.cacheRead ?? 0,
    cacheWriteInputTokens: trial.cacheWrite ?? 0,
    ...(trial.cacheWrite1h !== undefined && { cacheWrite1hInputTokens: trial.cacheWrite1h }),
  };
  return {
    ...cell,
    outcome: {
      state: 'completed',
      stopReason: 'end_turn',
      usage: trial.usage === null ? null : usage,
      latencyMs,
      costPico: costUsd === null ? null : BigInt(Math.round(costUsd * 1e12)),
      components: { system: 40, tools: 0, fewShot: 0, documents: 30, history: 0, user: 10 },
    },
    scores: Object.fromEntries(
      Object.entries(trial.scores ?? {}).map(([name, value]) => [
        name,
        value === null ? { state: 'unscored', reason: 'the judge answered nonsense' } : scored(value),
      ]),
    ),
  };
}

/** A deterministic number in [0, 1) from a text: spread without a generator to share. */
export function jitter(text: string): number {
  return Number.parseInt(hashText(text).slice(0, 8), 16) / 2 ** 32;
}
