import { invalidInput, ParsimonyError, type Problem, type Variant } from '../domain/index.js';
import { scorerModels } from '../experiment/index.js';
import type { Experiment } from '../experiment/port.js';
import {
  bedrockEndpointFromEnv,
  createAdaptiveLimiter,
  createBedrockModel,
  createEchoModel,
  isLoopbackEndpoint,
  loadRecordedModel,
  quotaOf,
  redactSecrets,
} from '../model/index.js';
import type { LimiterTrace, Model, ProviderKind } from '../model/port.js';

/**
 * How long a call is waited for: eight attempts of two minutes' silence each, and the two minutes that they wait between
 * them. What a call waits for the limiter comes on top, however long the queue for a small quota is.
 */
const PATIENCE = {
  requestTimeoutMs: 120_000,
  deadlineMs: 1_200_000,
  maxAttempts: 8,
  clock: () => performance.now(),
  rng: Math.random,
} as const;

/** A model with what a run must know of it. */
export interface OpenedModel {
  readonly model: Model;
  readonly notices: readonly string[];
  /** Of the embedded emulator, where one was started. */
  readonly emulatorUrl?: string;
  /** What its limiter did so far; empty where nothing is limited. */
  limiters(): readonly LimiterTrace[];
  close(): Promise<void>;
}

export interface OpenModelOptions {
  readonly experiment: Pick<Experiment, 'region' | 'recorded' | 'variants' | 'limits' | 'batch'>;
  readonly provider: ProviderKind;
  readonly concurrency: number;
  readonly env: NodeJS.ProcessEnv;
  /** Whether a sample of this id is in the run's datasets; recorded outputs of others are reported. */
  readonly knowsSample: (id: string) => boolean;
  /** Of recorded outputs: the variant behind a name that the experiment does not declare. */
  readonly variantNamed?: (name: string) => Variant | undefined;
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
    ...scorerModels(experiment.scorers).flatMap(({ provider }) => provider ?? []),
  ];
  const endpoint = providers.includes('bedrock') ? bedrockEndpointFromEnv(env) : undefined;
  if (endpoint === undefined || (URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)))
    return [];
  const variable = ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL'].find(
    (name) => env[name] === endpoint,
  );
  const message = `environment variable ${variable} is not an http or https address: ${redactSecrets(endpoint)}`;
  const hint = 'Write for example http://127.0.0.1:8080, or unset it to reach Bedrock itself.';
  return [{ code: 'invalid-environment', message, hint }];
}

/** Opens what answers for a provider. With `emulator` and no endpoint in the environment, an embedded one starts. */
export async function openModel(options: OpenModelOptions): Promise<OpenedModel> {
  const { provider } = options;
  switch (provider) {
    case 'echo': {
      const model = createEchoModel();
      return { model, notices: [], limiters: () => [], close: () => model.close() };
    }
    case 'recorded':
      return openRecorded(options);
    case 'emulator': {
      const { startEmulator } = await import('../emulator/index.js');
      // Its batch quotas are those that the experiment says its account has.
      const { minRecords, maxRecords } = options.experiment.batch;
      const batch = { minimumRecords: minRecords, maximumRecords: maxRecords };
      const emulator = await startEmulator({ port: 0, batch, judge: judgeOptions(options.env) });
      return openBedrock(options, { endpoint: emulator.url, close: () => emulator.close() });
    }
    case 'bedrock':
      return openBedrock(options);
  }
}

/**
 * How the embedded emulator's judges err, from the environment: the twins of the flags of `parsimony emulate`. Answers
 * of a run with other settings stay in the response cache: use another database, or `--no-cache`.
 */
function judgeOptions(env: NodeJS.ProcessEnv): {
  readonly positionBias?: number;
  readonly verbosityBias?: number;
  readonly noiseFactor?: number;
} {
  const read = (name: string, [least, most]: readonly [number, number]): number | undefined => {
    const text = env[name];
    if (text === undefined || text.trim() === '') return undefined;
    const value = Number(text);
    if (value >= least && value <= most) return value;
    throw invalidInput([
      {
        code: 'invalid-environment',
        message: `environment variable ${name} has the value '${text}'`,
        hint: `Give a number from ${least} to ${most}, or unset it.`,
      },
    ]);
  };
  const positionBias = read('PARSIMONY_JUDGE_POSITION_BIAS', [-1, 1]);
  const verbosityBias = read('PARSIMONY_JUDGE_VERBOSITY_BIAS', [-1, 1]);
  const noiseFactor = read('PARSIMONY_JUDGE_NOISE', [0, 100]);
  return {
    ...(positionBias !== undefined && { positionBias }),
    ...(verbosityBias !== undefined && { verbosityBias }),
    ...(noiseFactor !== undefined && { noiseFactor }),
  };
}

/** A limiter for each service: quotas of an emulator are not those of Bedrock. */
function openBedrock(
  { experiment, concurrency, env }: OpenModelOptions,
  emulator?: { readonly endpoint: string; close(): Promise<void> },
): OpenedModel {
  const { region, limits } = experiment;
  const limiter = createAdaptiveLimiter({
    region,
    maxConcurrency: concurrency,
    quotas: limits,
    clock: PATIENCE.clock,
  });
  const model = createBedrockModel({
    region,
    provider: emulator === undefined ? 'bedrock' : 'emulator',
    ...(emulator === undefined ? { env } : { endpoint: emulator.endpoint }),
    maxConcurrency: concurrency,
    limiter,
    outputBurndown: (id) => quotaOf(limits, id)?.outputBurndown ?? 1,
    ...PATIENCE,
  });
  return {
    model,
    notices: [],
    ...(emulator !== undefined && { emulatorUrl: emulator.endpoint }),
    limiters: () => limiter.traces(),
    async close() {
      limiter.close();
      await model.close();
      await emulator?.close();
    },
  };
}

async function openRecorded({
  experiment,
  knowsSample,
  variantNamed,
}: OpenModelOptions): Promise<OpenedModel> {
  if (experiment.recorded === undefined) {
    throw new ParsimonyError('invalid-input', 'provider recorded needs `recorded:` in the experiment', {
      hint: 'Write `recorded: <file>.jsonl` with the answers that were paid for elsewhere.',
    });
  }
  const model = await loadRecordedModel({
    path: experiment.recorded,
    samples: knowsSample,
    variants: experiment.variants,
    ...(variantNamed !== undefined && { variantNamed }),
  });
  const { unknownSamples } = model.import;
  const notices =
    unknownSamples.count === 0
      ? []
      : [
          `Recorded lines of samples that the datasets do not have: ${unknownSamples.count} (${unknownSamples.first.join(', ')}).`,
        ];
  return { model, notices, limiters: () => [], close: () => model.close() };
}
