import { randomBytes } from 'node:crypto';
import type { AccountQuota, Diagnosis, Diagnostics } from '../../model/index.js';
import type { DoctorCheck } from './port.js';
import { batchQuotaNotes } from './quota-checks.js';
import type { Subjects } from './subjects.js';

/** Whether batch jobs can be looked at, the bucket be used, and a role is named. */
export async function batchChecks(
  subjects: Subjects,
  diagnostics: Diagnostics,
  account: {
    readonly quotas: Diagnosis<readonly AccountQuota[]>;
    /** Names of the models, as Service Quotas has them. */
    readonly names: ReadonlySet<string>;
  },
): Promise<readonly DoctorCheck[]> {
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
    ...quotaWarning(subjects, account),
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

/** Figures of the experiment's batch block that the account's quotas contradict. */
function quotaWarning(
  { batch }: Subjects,
  { quotas, names }: Parameters<typeof batchChecks>[2],
): readonly DoctorCheck[] {
  if (batch === null || quotas.state === 'failed') return [];
  const notes = new Set([...names].flatMap((name) => batchQuotaNotes(name, quotas.value, batch)));
  if (notes.size === 0) return [];
  const detail = 'the account’s quotas differ from the experiment’s batch block';
  return [{ check: 'batch', subject: null, state: 'warning', detail, remedy: [...notes].join('; ') }];
}
