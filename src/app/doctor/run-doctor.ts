import { randomBytes } from 'node:crypto';
import { findPrice, modelAddress, type PicoUsd, picoUsd, toUsd, ZERO_USD } from '../../cost/index.js';
import {
  bedrockEndpointFromEnv,
  createBedrockModel,
  createDiagnostics,
  type Diagnostics,
  isLoopbackEndpoint,
} from '../../model/index.js';
import type { RunContext } from '../port.js';
import { loadPriceBook } from '../prices.js';
import { type IamPolicies, iamPolicies } from './iam-policies.js';
import { availabilityCheck, callCheck, notAllowed, priceCheck } from './model-checks.js';
import type { DoctorCheck, DoctorDocument, DoctorOptions } from './port.js';
import { batchQuotaNotes, quotaCheck } from './quota-checks.js';
import { regionCheck } from './region-check.js';
import { readSubjects, type Subjects } from './subjects.js';

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
      const models = await checkModels(subjects, options, context, diagnostics);
      checks.push(...models.checks, ...(await checkBatch(subjects, diagnostics)));
      spent = models.spent;
      emulated ||= models.emulated;
    }
    return {
      region: subjects.region,
      endpoint,
      emulated,
      ready: checks.every(({ state }) => state !== 'failed'),
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

async function checkModels(
  subjects: Subjects,
  options: DoctorOptions,
  context: Pick<RunContext, 'env' | 'cwd' | 'now' | 'abort'>,
  diagnostics: Diagnostics,
): Promise<{ readonly checks: readonly DoctorCheck[]; readonly spent: PicoUsd; readonly emulated: boolean }> {
  const book = loadPriceBook(options, context);
  const today = context.now().toISOString().slice(0, 10);
  const quotas = await diagnostics.quotas();
  const model = createBedrockModel({
    region: subjects.region,
    provider: 'bedrock',
    env: context.env,
    clock: () => performance.now(),
    rng: Math.random,
    ...PATIENCE,
  });
  const checks: DoctorCheck[] = [];
  let spent: bigint = ZERO_USD;
  let emulated = false;
  try {
    for (const { modelId, tokensPerCall } of subjects.models) {
      checks.push(priceCheck(book, modelId, today));
      checks.push(availabilityCheck(modelId, await diagnostics.availability(modelAddress(modelId).base)));
      if (options.call !== false) {
        const called = await callCheck(model, modelId, book, context.abort);
        checks.push(called.check);
        spent += called.cost;
        emulated ||= called.emulated;
      }
      const lookup = findPrice(book, modelId);
      const modelName = lookup.state === 'found' ? lookup.price.name : modelAddress(modelId).base;
      checks.push(
        quotas.state === 'known'
          ? quotaCheck({ modelId, modelName, quotas: quotas.value, tokensPerCall })
          : {
              check: 'quota',
              subject: modelId,
              ...notAllowed(quotas.failure, 'servicequotas:ListServiceQuotas'),
            },
      );
    }
    if (quotas.state === 'known' && subjects.batch !== null && subjects.bucket !== null) {
      const notes = [
        ...new Set(
          bookNames(book, subjects).flatMap((name) =>
            batchQuotaNotes(name, quotas.value, subjects.batch ?? NO_LIMITS),
          ),
        ),
      ];
      if (notes.length > 0) {
        checks.push({
          check: 'batch',
          subject: null,
          state: 'warning',
          detail: 'quotas of batch jobs',
          remedy: notes.join('; '),
        });
      }
    }
  } finally {
    await model.close();
  }
  return { checks, spent: picoUsd(spent), emulated };
}

const NO_LIMITS = { minRecords: Number.POSITIVE_INFINITY, maxRecords: 0 };

function bookNames(book: Parameters<typeof findPrice>[0], subjects: Subjects): readonly string[] {
  return subjects.models.flatMap(({ modelId }) => {
    const lookup = findPrice(book, modelId);
    return lookup.state === 'found' ? [lookup.price.name] : [];
  });
}

async function checkBatch(subjects: Subjects, diagnostics: Diagnostics): Promise<readonly DoctorCheck[]> {
  const { bucket, prefix, roleArn } = subjects;
  if (bucket === null) {
    return [
      {
        check: 'bucket',
        subject: null,
        state: 'skipped',
        detail: 'no bucket is named: batch jobs are not checked',
        remedy: 'For --batch, name one: `batch: { bucket: … }`, --bucket or PARSIMONY_BATCH_BUCKET.',
      },
    ];
  }
  const jobs = await diagnostics.batchJobs();
  const stored = await diagnostics.storage(bucket, `${prefix}doctor-${randomBytes(6).toString('hex')}`);
  return [
    jobs.state === 'known'
      ? {
          check: 'batch',
          subject: null,
          state: 'ok',
          detail: `${jobs.value.underWay} jobs under way`,
          remedy: null,
        }
      : {
          check: 'batch',
          subject: null,
          state: 'failed',
          detail: `${jobs.failure.code}: ${jobs.failure.message}`,
          remedy:
            'Allow bedrock:CreateModelInvocationJob, GetModelInvocationJob, ListModelInvocationJobs and StopModelInvocationJob (docs/permissions.md).',
        },
    stored.state === 'known'
      ? {
          check: 'bucket',
          subject: bucket,
          state: 'ok',
          detail: `wrote, read and removed an object under ${prefix}`,
          remedy: null,
        }
      : {
          check: 'bucket',
          subject: bucket,
          state: 'failed',
          detail: `${stored.failure.code}: ${stored.failure.message}`,
          remedy: bucketRemedy(stored.failure.code),
        },
    roleArn === null
      ? {
          check: 'role',
          subject: null,
          state: 'failed',
          detail: 'no role is named',
          remedy:
            'Batch jobs read and write the bucket as a role: `batch: { roleArn: … }` or PARSIMONY_BATCH_ROLE_ARN (docs/permissions.md has its policy).',
        }
      : {
          check: 'role',
          subject: roleArn,
          state: 'skipped',
          detail: 'only a job can show whether Bedrock may take it',
          remedy:
            'Its trust policy names bedrock.amazonaws.com; you need iam:PassRole on it (docs/permissions.md).',
        },
  ];
}

function bucketRemedy(code: string): string {
  if (code === 'NoSuchBucket' || code === 'NotFound') return 'Create the bucket, in the Region of the jobs.';
  if (code === 'PermanentRedirect' || code === 'AuthorizationHeaderMalformed') {
    return 'The bucket is in another Region: use one in the Region of the jobs.';
  }
  return 'Allow s3:PutObject, s3:GetObject, s3:DeleteObject and s3:ListBucket on it (docs/permissions.md).';
}
