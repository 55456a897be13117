import {
  findPrice,
  modelAddress,
  type PicoUsd,
  type PriceBook,
  picoUsd,
  toUsd,
  ZERO_USD,
} from '../../cost/index.js';
import {
  type AccountQuota,
  bedrockEndpointFromEnv,
  createBedrockModel,
  createDiagnostics,
  type Diagnosis,
  type Diagnostics,
  isLoopbackEndpoint,
} from '../../model/index.js';
import type { RunContext } from '../port.js';
import { loadPriceBook } from '../prices/load.js';
import { batchChecks } from './batch-checks.js';
import { type IamPolicies, iamPolicies } from './iam-policies.js';
import { availabilityCheck, callCheck, notAllowed, priceCheck } from './model-checks.js';
import type { DoctorCheck, DoctorDocument, DoctorOptions } from './port.js';
import { quotaCheck } from './quota-checks.js';
import { regionCheck } from './region-check.js';
import { type ModelSubject, readSubjects, type Subjects } from './subjects.js';

/** A call that hangs must not hang the doctor. */
const PATIENCE = { maxConcurrency: 4, requestTimeoutMs: 30_000, deadlineMs: 60_000, maxAttempts: 3 } as const;

/**
 * Looks at everything that a run on Bedrock needs, and says of each what to do. Without credentials nothing is asked
 * at all; otherwise each model is called once for one token of output, unless `call` is false.
 */
export async function runDoctor(
  options: DoctorOptions,
  context: Pick<RunContext, 'env' | 'cwd' | 'now' | 'abort'>,
): Promise<DoctorDocument> {
  const subjects = await readSubjects(options, context);
  const endpoint = bedrockEndpointFromEnv(context.env) ?? null;
  const diagnostics = createDiagnostics({ region: subjects.region, env: context.env });
  try {
    const checks: DoctorCheck[] = [await credentialsCheck(diagnostics)];
    checks.push(
      regionCheck(
        subjects.region,
        subjects.models.map(({ modelId }) => modelId),
      ),
    );
    let spent: PicoUsd = ZERO_USD;
    let emulated = endpoint !== null && isLoopbackEndpoint(endpoint);
    if (checks[0]?.state !== 'failed') {
      const book = loadPriceBook(options, context);
      const quotas = await diagnostics.quotas();
      const models = await modelChecks(subjects, { options, context, diagnostics, quotas, book });
      const names = new Set(subjects.models.map(({ modelId }) => nameOf(modelId, book)));
      checks.push(...models.checks, ...(await batchChecks(subjects, diagnostics, { quotas, names })));
      spent = models.spent;
      emulated ||= models.emulated;
    }
    return {
      region: subjects.region,
      endpoint,
      emulated,
      ready: checks.every(({ state }) => state !== 'failed'),
      calls: checks.filter(({ check }) => check === 'model call').length,
      spentUsd: toUsd(spent),
      checks,
    };
  } finally {
    await diagnostics.close();
  }
}

/** The least-privilege policies for what an experiment would use. Nothing is called. */
export async function doctorPolicies(
  options: DoctorOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
): Promise<IamPolicies> {
  return iamPolicies(await readSubjects(options, context));
}

async function credentialsCheck(diagnostics: Diagnostics): Promise<DoctorCheck> {
  const answer = await diagnostics.credentials();
  const base = { check: 'credentials', subject: null } as const;
  if (answer.state === 'failed') {
    return {
      ...base,
      state: 'failed',
      detail: answer.failure.message,
      remedy:
        'Sign in (`aws sso login`), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. To try without an account: --provider emulator.',
    };
  }
  const { kind, expiresAt } = answer.value;
  const until = expiresAt === null ? '' : `, valid until ${expiresAt}`;
  return { ...base, state: 'ok', detail: `${kind} found${until}`, remedy: null };
}

interface ModelFindings {
  readonly checks: readonly DoctorCheck[];
  readonly spent: PicoUsd;
  readonly emulated: boolean;
}

/** Looks at every model; `quotas` are those of the account. */
async function modelChecks(
  subjects: Subjects,
  parts: {
    readonly options: DoctorOptions;
    readonly context: Pick<RunContext, 'env' | 'now' | 'abort'>;
    readonly diagnostics: Diagnostics;
    readonly quotas: Diagnosis<readonly AccountQuota[]>;
    readonly book: PriceBook;
  },
): Promise<ModelFindings> {
  const { options, context, diagnostics, quotas, book } = parts;
  const today = context.now().toISOString().slice(0, 10);
  const model = createBedrockModel({
    region: subjects.region,
    provider: 'bedrock',
    env: context.env,
    clock: () => performance.now(),
    rng: Math.random,
    ...PATIENCE,
  });
  const findings = async ({ modelId, tokensPerCall }: ModelSubject): Promise<ModelFindings> => {
    const [available, called] = await Promise.all([
      diagnostics.availability(modelAddress(modelId).base),
      options.call === false ? null : callCheck(model, modelId, book, context.abort),
    ]);
    const modelName = nameOf(modelId, book);
    const quota: DoctorCheck =
      quotas.state === 'known'
        ? quotaCheck({ modelId, modelName, quotas: quotas.value, tokensPerCall })
        : {
            check: 'quota',
            subject: modelId,
            ...notAllowed(quotas.failure, 'servicequotas:ListServiceQuotas'),
          };
    return {
      checks: [
        priceCheck(book, modelId, today),
        availabilityCheck(modelId, available),
        ...(called === null ? [] : [called.check]),
        quota,
      ],
      spent: called?.cost ?? ZERO_USD,
      emulated: called?.emulated ?? false,
    };
  };
  try {
    // All at once: where nothing answers, the patience of one is that of all.
    const all = await Promise.all(subjects.models.map(findings));
    return {
      checks: all.flatMap(({ checks }) => checks),
      spent: picoUsd(all.reduce((sum, { spent }) => sum + spent, 0n)),
      emulated: all.some(({ emulated }) => emulated),
    };
  } finally {
    await model.close();
  }
}

/** The name under which Service Quotas lists a model: the price book's. */
function nameOf(modelId: string, book: PriceBook): string {
  const lookup = findPrice(book, modelId);
  return lookup.state === 'found' ? lookup.price.name : modelAddress(modelId).base;
}
