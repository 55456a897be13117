import { scorerModels } from '../../experiment/index.js';
import { planCells, renderCell } from '../../run/index.js';
import { approximateTokens } from '../../tokens/index.js';
import type { RunContext } from '../port.js';
import { type PreparedRun, prepareRun } from '../prepare.js';
import type { DoctorOptions } from './port.js';

/** One model to look at, and how it would be called. */
export interface ModelSubject {
  readonly modelId: string;
  /** Estimated tokens that one call reserves of a quota; null where no call is planned. */
  readonly tokensPerCall: number | null;
}

/** What there is to check: an experiment's models and batch block, or what the options name. */
export interface Subjects {
  readonly region: string;
  readonly models: readonly ModelSubject[];
  readonly bucket: string | null;
  readonly prefix: string;
  readonly roleArn: string | null;
  readonly batch: { readonly minRecords: number; readonly maxRecords: number } | null;
}

/** Checked where neither an experiment nor a model is named: small, current, and cheap to call once. */
const DEFAULT_MODEL = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';
const DEFAULT_REGION = 'us-east-1';

/** Reads what an experiment would use, as `--provider bedrock` would use it. Throws what is wrong with the file. */
export async function readSubjects(
  options: DoctorOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
): Promise<Subjects> {
  const { env } = context;
  const prepared =
    options.experiment === undefined ? undefined : await prepare(options.experiment, options, context);
  const experiment = prepared?.loaded.experiment;
  const named = (options.models ?? []).map(asSubject);
  const models = [...(prepared === undefined ? [] : modelsOf(prepared)), ...named];
  const declared = experiment?.batch;
  return {
    region:
      options.region ?? experiment?.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || DEFAULT_REGION),
    models: models.length > 0 ? models : [asSubject(DEFAULT_MODEL)],
    bucket: options.bucket ?? declared?.bucket ?? (env.PARSIMONY_BATCH_BUCKET || null),
    prefix: declared?.prefix ?? 'parsimony/',
    roleArn: declared?.roleArn ?? (env.PARSIMONY_BATCH_ROLE_ARN || null),
    batch: declared ?? null,
  };
}

function prepare(
  experiment: string,
  options: DoctorOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
): Promise<PreparedRun> {
  return prepareRun(
    {
      experiment,
      provider: 'bedrock',
      reports: false,
      ...(options.region !== undefined && { region: options.region }),
      ...(options.prices !== undefined && { prices: options.prices }),
    },
    context,
  );
}

/** Every model once, with the greatest of the first requests that would be sent to it. */
function modelsOf({ loaded, plan }: PreparedRun): readonly ModelSubject[] {
  const tokens = new Map<string, number | null>();
  const unfinished = new Uint8Array(plan.included.length * plan.variants.length * plan.repeats);
  let first: string | undefined;
  for (const cell of planCells(plan, unfinished)) {
    first ??= cell.sample.id;
    if (cell.sample.id !== first) break;
    const { request } = renderCell(plan, cell);
    const input = [request.system ?? '', ...request.messages.map(({ content }) => content)];
    const reserved = input.reduce((sum, text) => sum + approximateTokens(text), 0) + request.maxTokens;
    tokens.set(request.model, Math.max(tokens.get(request.model) ?? 0, reserved));
  }
  for (const { model, provider = 'bedrock' } of scorerModels(loaded.experiment.scorers)) {
    if (provider === 'bedrock' && !tokens.has(model)) tokens.set(model, null);
  }
  return [...tokens].map(([modelId, tokensPerCall]) => ({ ...asSubject(modelId), tokensPerCall }));
}

function asSubject(modelId: string): ModelSubject {
  return { modelId, tokensPerCall: null };
}
