import type { PriceBook } from '../../cost/index.js';
import { findPrice } from '../../cost/index.js';
import type { Problem, Variant } from '../../domain/index.js';
import { type LoadedExperiment, scorerModels } from '../../experiment/index.js';
import { batchEndpointsFromEnv, batchProviderOf } from '../../model/index.js';
import { effectiveProvider } from '../models.js';
import { judgesInBatch } from './plan.js';
import { batchTarget } from './target.js';

/** Everything that stands against sending an experiment through batch jobs, before anything is sent (law 12). */
export function batchProblems(
  loaded: LoadedExperiment,
  book: PriceBook | undefined,
  env: NodeJS.ProcessEnv,
): readonly Problem[] {
  const { experiment } = loaded;
  const { path: file, batch } = experiment;
  const provider = effectiveProvider(experiment.provider, env);
  if (provider === 'recorded' || provider === 'echo') {
    return [
      {
        code: 'batch-provider',
        file,
        path: 'provider',
        message: `--batch needs a service, and provider ${provider} is none`,
        hint: 'Use provider bedrock or emulator, or leave --batch out.',
      },
    ];
  }
  const target = batchTarget(experiment, provider, env);
  return [
    ...endpointProblems(experiment.provider, provider, env),
    ...experiment.variants.flatMap((variant) => variantProblems(variant, loaded)),
    ...(book === undefined ? [] : priceProblems(loaded, book)),
    ...(target.state === 'incomplete' ? target.problems : []),
    ...(batch.minRecords > batch.maxRecords
      ? [
          {
            code: 'out-of-range',
            file,
            path: 'batch.minRecords',
            message: `\`batch.minRecords\` (${batch.minRecords}) is above \`batch.maxRecords\` (${batch.maxRecords}): no job could be made`,
            hint: 'Lower one or raise the other.',
          },
        ]
      : []),
  ];
}

/** What is worth saying of a batch run, though it is no error. */
export function batchNotices({ experiment }: LoadedExperiment): readonly string[] {
  const streaming = experiment.variants.filter(
    ({ params, origin }) => params.stream === true && origin === 'declared',
  );
  const comparing = scorerModels(experiment.scorers).filter(({ pointwise }) => !pointwise);
  return [
    ...streaming.map(
      ({ name }) => `\`stream\` of variant \`${name}\` has no effect on what goes through a batch job`,
    ),
    ...[...new Set(comparing.map(({ name }) => name))].map(
      (name) =>
        `${name} compares the answers of several variants: its calls are made live, at live prices, once the jobs have ended`,
    ),
  ];
}

/** A job that runs elsewhere than live calls would mix emulated answers with real ones. */
function endpointProblems(
  declared: string,
  provider: 'bedrock' | 'emulator',
  env: NodeJS.ProcessEnv,
): readonly Problem[] {
  if (declared !== 'bedrock') return [];
  const jobs = batchProviderOf(batchEndpointsFromEnv(env));
  if (jobs === provider) return [];
  return [
    {
      code: 'invalid-environment',
      message:
        'the endpoints in the environment lead live calls, batch jobs and S3 to different places: some to this machine, some to AWS',
      hint: 'Set AWS_ENDPOINT_URL for all of them, or unset AWS_ENDPOINT_URL_BEDROCK_RUNTIME, AWS_ENDPOINT_URL_BEDROCK and AWS_ENDPOINT_URL_S3.',
    },
  ];
}

function variantProblems(variant: Variant, { experiment, prompts }: LoadedExperiment): readonly Problem[] {
  // A grid point is refused with the variant that it was made from, or for a factor of its own.
  const { name, params, promptPath } = variant;
  const problem = (key: string, message: string, hint: string): Problem => ({
    code: 'batch-incompatible',
    file: experiment.path,
    path: `variants.${name}${key === '' ? '' : `.${key}`}`,
    message,
    hint,
  });
  return [
    ...(params.cache === '5m' || params.cache === '1h'
      ? [
          problem(
            'cache',
            `batch jobs do not cache prompts, and variant \`${name}\` asks for it`,
            'Write `cache: auto` (live runs cache, batch runs do not) or `cache: off`, or leave --batch out.',
          ),
        ]
      : []),
    ...(params.outputCeiling === undefined
      ? []
      : [
          problem(
            'outputCeiling',
            `an output ceiling stops a stream, and a batch job has none (variant \`${name}\`)`,
            'Use `maxTokens` instead, or leave --batch out.',
          ),
        ]),
    ...(promptPath !== undefined && prompts.get(promptPath)?.tools !== undefined
      ? [
          problem(
            '',
            `batch jobs of type Converse refuse tools, and the prompt of variant \`${name}\` offers some`,
            'Run without --batch, or with a prompt that offers none.',
          ),
        ]
      : []),
  ];
}

/** Models without a batch price: an unknown price is an error that names the model (law 4). */
function priceProblems({ experiment }: LoadedExperiment, book: PriceBook): readonly Problem[] {
  const judges = judgesInBatch(experiment).map(({ model }) => model);
  const models = new Set([...experiment.variants.flatMap(({ model }) => model ?? []), ...judges]);
  return [...models].flatMap((model) => {
    const lookup = findPrice(book, model);
    // A model without any price is reported already.
    if (lookup.state !== 'found') return [];
    const lacks = lookup.price.tiers.some(
      ({ rates }) => rates.batchInput === undefined || rates.batchOutput === undefined,
    );
    if (!lacks) return [];
    return [
      {
        code: 'no-batch-price',
        file: experiment.path,
        message: `${model} has no batch price in the price book`,
        hint: 'Not every model can be used in batch. If this one can, add its price with `parsimony prices add`; or leave --batch out.',
      },
    ];
  });
}
