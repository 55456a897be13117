import { qualityParts, trialQuality } from '../../../src/analyze/index.js';
import { prepareSearch } from '../../../src/app/search/prepare-search.js';
import { normalise, type Sample, type Variant } from '../../../src/domain/index.js';
import { hashRequest } from '../../../src/model/index.js';
import { candidateCall } from '../../../src/run/candidate-call.js';
import { createScorers } from '../../../src/scorer/index.js';
import { listPoints } from '../../../src/search/index.js';
import type { Point } from '../../../src/search/port.js';
import { emulatedModel } from './emulated-model.js';

/** One line of the table: what a config said of a sample, as `provider: recorded` reads it. */
export interface TableLine {
  readonly sampleId: string;
  readonly params: Point;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
  readonly latencyMs: number;
  /** `graded`: quality as the experiment declares it; the others are its parts. Unscored ones are left out. */
  readonly scores: { readonly [name: string]: number };
}

/** What measuring cells of an experiment needs. */
export interface Workbench {
  readonly points: readonly Point[];
  /** The first sample of every cluster, then the second ones …, so that whatever was reached is a fair part. */
  order(perCluster: number): readonly Sample[];
  measure(sample: Sample): Promise<readonly TableLine[]>;
}

/** Prepares a search experiment as the product does, with the emulator behind it in this process. */
export async function openWorkbench(experiment: string): Promise<Workbench> {
  const options = { experiment, provider: 'emulator', reports: false } as const;
  const { prepared, search, spec, samples } = await prepareSearch(options, { env: {}, cwd: process.cwd() });
  const model = emulatedModel();
  const scorers = await createScorers(prepared.loaded.experiment.scorers, {
    embedder: () => Promise.reject(new Error('this table has no embeddings')),
    judge: () => model,
    hashRequest,
  });
  const metrics = scorers.flatMap((scorer) => scorer.metrics);
  const parts = qualityParts(prepared.loaded.experiment.quality, metrics) ?? [];
  const { points } = listPoints(spec.space, null, 100_000);
  const variants = points.map((point): Variant => search.variantOf(point, null));
  const signal = new AbortController().signal;
  const plan = { prompts: prepared.loaded.prompts, caching: new Map() };

  async function answer(sample: Sample, variant: Variant) {
    const labels = {
      experiment: prepared.loaded.experiment.name,
      variant: variant.name,
      intent: sample.intent,
    };
    const { call } = candidateCall(plan, { cell: 0, sample, variant, repeat: 0, labels });
    const outcome = await model.complete(call, signal);
    if (outcome.state === 'failed') throw new Error(outcome.failure.message);
    return {
      sample,
      completion: outcome.completion,
      variantName: variant.name,
      repeat: 0,
      costUsd: null,
      labels,
    };
  }

  return {
    points,
    order: (perCluster) =>
      inTurns(
        prepared.loaded.datasets
          .filter(({ kind }) => kind !== 'adversarial')
          .flatMap((set) => [...set.samples()]),
        new Set(samples.strata.map(({ name }) => name)),
      )
        .slice(0, perCluster)
        .flat(),
    async measure(sample) {
      const trials = await Promise.all(variants.map((variant) => answer(sample, variant)));
      const scored = await Promise.all(scorers.map((scorer) => scorer.score(trials, signal)));
      return trials.map(({ completion }, at): TableLine => {
        const scores = Object.assign({}, ...scored.map((rows) => rows[at]));
        const quality = trialQuality(parts, scores);
        const { usage, latencyMs } = completion;
        if (usage === null || latencyMs === null) throw new Error('the emulator always says what it used');
        return {
          sampleId: sample.id,
          params: points[at] ?? {},
          usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens },
          latencyMs,
          scores: {
            ...(Number.isNaN(quality) ? {} : { graded: quality }),
            ...Object.fromEntries(
              parts.flatMap(({ metric }) => {
                const score = scores[metric.name];
                return score?.state === 'scored' ? [[metric.name, normalise(metric, score.value)]] : [];
              }),
            ),
          },
        };
      });
    },
  };
}

function inTurns(samples: readonly Sample[], intents: ReadonlySet<string>): readonly (readonly Sample[])[] {
  const turns: Sample[][] = [];
  const seen = new Map<string, number>();
  for (const sample of samples) {
    if (!intents.has(sample.intent)) continue;
    const key = `${sample.intent}/${sample.cluster}`;
    const turn = seen.get(key) ?? 0;
    seen.set(key, turn + 1);
    turns[turn] = [...(turns[turn] ?? []), sample];
  }
  return turns;
}
