import { ParsimonyError, type Problem } from '../domain/index.js';
import type { Experiment } from '../experiment/port.js';
import {
  bedrockEndpointFromEnv,
  createBedrockModel,
  createEchoModel,
  isLoopbackEndpoint,
  loadRecordedModel,
} from '../model/index.js';
import type { Model, ProviderKind } from '../model/port.js';

/** How long a call is waited for: per-minute token quotas outlast the SDK's own waits. */
const PATIENCE = {
  requestTimeoutMs: 120_000,
  deadlineMs: 600_000,
  maxAttempts: 8,
  clock: () => performance.now(),
  rng: Math.random,
} as const;

/** A model with what a run must know of it. */
export interface OpenedModel {
  readonly model: Model;
  readonly notices: readonly string[];
  close(): Promise<void>;
}

export interface OpenModelOptions {
  readonly experiment: Pick<Experiment, 'region' | 'recorded' | 'variants'>;
  readonly provider: ProviderKind;
  readonly concurrency: number;
  readonly env: NodeJS.ProcessEnv;
  /** Whether a sample of this id is in the run's datasets; recorded outputs of others are reported. */
  readonly knowsSample: (id: string) => boolean;
}

/**
 * The kind of service that will really answer: Bedrock pointed at a loopback endpoint is an emulator, and its
 * answers must never serve a real run.
 */
export function effectiveProvider(provider: ProviderKind, env: NodeJS.ProcessEnv): ProviderKind {
  const endpoint = provider === 'bedrock' ? bedrockEndpointFromEnv(env) : undefined;
  return endpoint !== undefined && isLoopbackEndpoint(endpoint) ? 'emulator' : provider;
}

/** An endpoint in the environment that is no address: every call would fail on it. */
export function endpointProblems(
  experiment: Pick<Experiment, 'provider' | 'scorers'>,
  env: NodeJS.ProcessEnv,
): readonly Problem[] {
  const providers = [
    experiment.provider,
    ...experiment.scorers.flatMap((scorer) => (scorer.kind === 'judge' ? (scorer.judge.provider ?? []) : [])),
  ];
  const endpoint = providers.includes('bedrock') ? bedrockEndpointFromEnv(env) : undefined;
  if (endpoint === undefined || (URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)))
    return [];
  const variable = ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL'].find(
    (name) => env[name] === endpoint,
  );
  const message = `environment variable ${variable} is not an http or https address: ${endpoint}`;
  const hint = 'Write for example http://127.0.0.1:8080, or unset it to reach Bedrock itself.';
  return [{ code: 'invalid-environment', message, hint }];
}

/** Opens what answers for a provider. With `emulator` and no endpoint in the environment, an embedded one starts. */
export async function openModel(options: OpenModelOptions): Promise<OpenedModel> {
  const { provider, experiment } = options;
  switch (provider) {
    case 'echo': {
      const model = createEchoModel();
      return { model, notices: [], close: () => model.close() };
    }
    case 'recorded':
      return openRecorded(options);
    case 'emulator': {
      const { startEmulator } = await import('../emulator/index.js');
      const emulator = await startEmulator({ port: 0 });
      const model = createBedrockModel({
        region: experiment.region,
        provider: 'emulator',
        endpoint: emulator.url,
        maxConcurrency: options.concurrency,
        ...PATIENCE,
      });
      return {
        model,
        notices: [],
        async close() {
          await model.close();
          await emulator.close();
        },
      };
    }
    case 'bedrock': {
      const model = createBedrockModel({
        region: experiment.region,
        provider: 'bedrock',
        maxConcurrency: options.concurrency,
        env: options.env,
        ...PATIENCE,
      });
      return { model, notices: [], close: () => model.close() };
    }
  }
}

async function openRecorded({ experiment, knowsSample }: OpenModelOptions): Promise<OpenedModel> {
  if (experiment.recorded === undefined) {
    throw new ParsimonyError('invalid-input', 'provider recorded needs `recorded:` in the experiment', {
      hint: 'Write `recorded: <file>.jsonl` with the answers that were paid for elsewhere.',
    });
  }
  const model = await loadRecordedModel({
    path: experiment.recorded,
    samples: knowsSample,
    variants: experiment.variants,
  });
  const { unknownSamples } = model.import;
  const notices =
    unknownSamples.count === 0
      ? []
      : [
          `Recorded lines of samples that the datasets do not have: ${unknownSamples.count} (${unknownSamples.first.join(', ')}).`,
        ];
  return { model, notices, close: () => model.close() };
}
