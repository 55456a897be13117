import { type ModelPrice, picoUsd, SpendGuard } from '../../src/cost/index.js';
import type { Dataset } from '../../src/dataset/index.js';
import { hashText, type Sample, type SampleMeta, type Variant } from '../../src/domain/index.js';
import type { Model, ModelCall } from '../../src/model/port.js';
import type { Prompt } from '../../src/prompt/port.js';
import {
  createGateway,
  executeRun,
  type Gateway,
  JudgeCosts,
  type RunPlan,
  type WarmUp,
} from '../../src/run/index.js';
import type { Scorer } from '../../src/scorer/port.js';
import type { Store } from '../../src/store/index.js';
import { plainSample } from '../plain-sample.js';

export function sample(id: string, overrides: Partial<Sample> = {}): Sample {
  return plainSample({ id, vars: { question: `What is ${id}?` }, ...overrides });
}

/** A dataset that counts how many of its samples were read. */
export function memoryDataset(
  samples: readonly Sample[],
  name = 'golden',
): Dataset & { readonly read: string[] } {
  const read: string[] = [];
  return {
    name,
    kind: 'golden',
    path: `/memory/${name}.jsonl`,
    hash: hashText(name + samples.map(({ id }) => id).join()),
    count: samples.length,
    read,
    *samples(skip?: (index: number) => boolean): Iterable<Sample> {
      for (const [index, item] of samples.entries()) {
        if (skip?.(index) === true) continue;
        read.push(item.id);
        yield item;
      }
    },
    *metas(): Iterable<SampleMeta> {
      for (const { id, intent, cluster, tags, weight } of samples) {
        yield { id, dataset: name, datasetKind: 'golden', intent, cluster, tags, weight };
      }
    },
  };
}

const PROMPT: Prompt = {
  name: 'plain',
  version: '1',
  path: '/memory/plain.md',
  hash: hashText('plain'),
  text: '# user\n{{ question }}',
  variables: ['question'],
  readsInside: false,
  stableBy: 'all',
  uncacheableChars: 0,
  uses: { documents: false, fewShot: false, history: false },
  render: ({ vars }) => ({
    system: '',
    messages: [{ role: 'user', content: String(vars.question) }],
    stable: { system: 0, user: 0 },
    components: {
      system: [],
      tools: [],
      fewShot: [],
      documents: [],
      history: [],
      user: [String(vars.question)],
    },
  }),
};

export function variant(name: string, maxTokens = 50): Variant {
  return {
    name,
    id: hashText(name),
    promptPath: PROMPT.path,
    model: 'test-model',
    params: { maxTokens },
    origin: 'declared',
  };
}

export function plan(options: {
  readonly datasets: readonly Dataset[];
  readonly variants?: readonly Variant[];
  readonly repeats?: number;
}): RunPlan {
  const { datasets } = options;
  return {
    experiment: 'test',
    variants: options.variants ?? [variant('base'), variant('other', 60)],
    prompts: new Map([[PROMPT.path, PROMPT]]),
    datasets,
    repeats: options.repeats ?? 1,
    included: new Uint8Array(datasets.reduce((sum, { count }) => sum + count, 0)).fill(1),
  };
}

/** A model whose answers are `answer to <question>`; `onCall` may fail, delay or abort. */
export function scriptedModel(
  onCall: (call: ModelCall, signal: AbortSignal) => Promise<'fail' | undefined> = async () => undefined,
): Model & {
  readonly calls: ModelCall[];
} {
  const calls: ModelCall[] = [];
  return {
    provider: 'emulator',
    calls,
    async complete(call, signal) {
      calls.push(call);
      if ((await onCall(call, signal)) === 'fail') {
        return {
          state: 'failed',
          failure: { code: 'ThrottlingException', message: 'slow down', attempts: 3 },
        };
      }
      return {
        state: 'completed',
        completion: {
          text: `answer to ${call.request.messages.at(-1)?.content} (${call.request.maxTokens}, ${call.repeat})`,
          stopReason: 'end_turn',
          usage: { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
          latencyMs: 100,
          emulated: true,
          attempts: 1,
          droppedParameters: [],
        },
      };
    },
    close: async () => {},
  };
}

/** $3 in, $15 out per million tokens: a call of the scripted model costs 105,000,000 pico-dollars. */
export const PRICE: ModelPrice = {
  modelId: 'test-model',
  listedAs: 'test-model',
  name: 'Test',
  region: 'global',
  endOfLife: null,
  tiers: [
    {
      abovePromptTokens: 0,
      rates: { input: picoUsd(3_000_000n), output: picoUsd(15_000_000n) },
      effective: null,
      sources: ['test'],
      verified: true,
    },
  ],
};
export const CALL_COST = 105_000_000n;

/** Length of the answer, scored for the whole window at once. */
export const lengthScorer: Scorer = {
  name: 'length',
  fingerprint: hashText('length'),
  metrics: [{ name: 'length', min: 0, max: 100, description: 'characters' }],
  score: async (trials) =>
    trials.map(({ completion }) => ({ length: { state: 'scored', value: completion.text.length } })),
};

export interface SittingOptions {
  readonly store: Store;
  readonly runRow: number;
  readonly plan: RunPlan;
  readonly model: Model;
  readonly cap?: bigint;
  readonly concurrency?: number;
  readonly scorers?: readonly Scorer[];
  readonly judgeCosts?: JudgeCosts;
  readonly retryFailed?: boolean;
  readonly stop?: AbortSignal;
  readonly abort?: AbortSignal;
  readonly shareCache?: boolean;
  readonly warmUp?: WarmUp;
  readonly onProgress?: (done: number) => void;
}

/** One sitting of a run, as the wiring makes it. */
export async function sit(options: SittingOptions) {
  const { store, runRow } = options;
  const guard = new SpendGuard({
    cap: options.cap === undefined ? null : picoUsd(options.cap),
    spent: picoUsd(store.ledger.billed(runRow).total),
    unseen: picoUsd(store.unseen.total(runRow).atMostPico),
  });
  const gateway: Gateway = createGateway({
    model: options.model,
    store,
    runRow,
    price: () => PRICE,
    guard,
    shareCache: options.shareCache ?? true,
    ...(options.warmUp && { warmUp: options.warmUp }),
  });
  const never = new AbortController().signal;
  const planned =
    options.plan.included.reduce((sum, mark) => sum + mark, 0) *
    options.plan.variants.length *
    options.plan.repeats;
  return executeRun({
    plan: options.plan,
    store,
    runRow,
    planned,
    gateway,
    guard,
    scorers: options.scorers ?? [lengthScorer],
    judgeCosts: options.judgeCosts ?? new JudgeCosts(),
    concurrency: options.concurrency ?? 4,
    retryFailed: options.retryFailed ?? false,
    stop: options.stop ?? never,
    abort: options.abort ?? never,
    now: () => 0,
    onProgress: ({ done }) => options.onProgress?.(done),
  });
}
