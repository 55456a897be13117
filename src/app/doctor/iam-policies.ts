import { modelAddress } from '../../cost/index.js';
import type { Subjects } from './subjects.js';

/** One statement of an IAM policy. */
interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: { readonly Service: string };
  readonly Condition?: {
    readonly [operator: string]: { readonly [key: string]: string | readonly string[] };
  };
}

export interface IamPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** What `doctor --policy` prints: least privilege for exactly the models, bucket and role at hand. */
export interface IamPolicies {
  /** For whoever runs Parsimony. */
  readonly caller: IamPolicy;
  /** For the role that batch jobs take; null where no bucket is named. */
  readonly batchRole: { readonly trust: IamPolicy; readonly permissions: IamPolicy } | null;
}

/** Stands where the account is not known. */
const SOME_ACCOUNT = '123456789012';

/**
 * The policies that a run needs and nothing more. Converse and ConverseStream are allowed by the two InvokeModel
 * actions; a call through an inference profile needs them on the profile and on the foundation model in every Region
 * that the profile routes to (user guide, prerequisites for inference profiles), hence the `*` for the Region there.
 */
export function iamPolicies(subjects: Subjects): IamPolicies {
  const { bucket, prefix, roleArn, region } = subjects;
  const account = /^arn:aws[\w-]*:iam::(\d{12}):/.exec(roleArn ?? '')?.[1] ?? SOME_ACCOUNT;
  const partition = region.startsWith('us-gov-') ? 'aws-us-gov' : region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const bedrock = `arn:${partition}:bedrock`;
  const models = [
    ...new Set(subjects.models.flatMap(({ modelId }) => resourcesOf(modelId, { bedrock, region, account }))),
  ].sort();
  const caller: Statement[] = [
    {
      Sid: 'CallTheModels',
      Effect: 'Allow',
      Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
      Resource: models,
    },
    { Sid: 'CountTokensForEstimates', Effect: 'Allow', Action: 'bedrock:CountTokens', Resource: models },
    {
      Sid: 'LetDoctorLook',
      Effect: 'Allow',
      Action: ['bedrock:GetFoundationModelAvailability', 'servicequotas:ListServiceQuotas'],
      Resource: '*',
    },
  ];
  if (bucket === null) return { caller: policy(caller), batchRole: null };
  const objects = `arn:${partition}:s3:::${bucket}/${prefix}*`;
  const jobs = `${bedrock}:${region}:${account}:model-invocation-job/*`;
  caller.push(
    {
      Sid: 'SubmitBatchJobs',
      Effect: 'Allow',
      Action: 'bedrock:CreateModelInvocationJob',
      Resource: [...models, jobs],
    },
    {
      Sid: 'WatchAndStopBatchJobs',
      Effect: 'Allow',
      Action: ['bedrock:GetModelInvocationJob', 'bedrock:StopModelInvocationJob'],
      Resource: jobs,
    },
    { Sid: 'ListBatchJobs', Effect: 'Allow', Action: 'bedrock:ListModelInvocationJobs', Resource: '*' },
    {
      Sid: 'HandTheRoleToBedrock',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: roleArn ?? `arn:${partition}:iam::${account}:role/parsimony-batch`,
      Condition: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
    },
    {
      Sid: 'PutInputsAndGetOutputs',
      Effect: 'Allow',
      Action: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      Resource: objects,
    },
    listing(partition, bucket, prefix),
  );
  return {
    caller: policy(caller),
    batchRole: {
      trust: policy([
        {
          Sid: 'BedrockMayTakeIt',
          Effect: 'Allow',
          Principal: { Service: 'bedrock.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': account },
            ArnEquals: { 'aws:SourceArn': jobs },
          },
        },
      ]),
      permissions: policy([
        {
          Sid: 'ReadInputsAndWriteOutputs',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: objects,
          Condition: { StringEquals: { 'aws:ResourceAccount': account } },
        },
        listing(partition, bucket, prefix),
        { Sid: 'CallTheModels', Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: models },
      ]),
    },
  };
}

function listing(partition: string, bucket: string, prefix: string): Statement {
  return {
    Sid: 'ListUnderThePrefix',
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: `arn:${partition}:s3:::${bucket}`,
    Condition: { StringLike: { 's3:prefix': `${prefix}*` } },
  };
}

function resourcesOf(
  modelId: string,
  {
    bedrock,
    region,
    account,
  }: { readonly bedrock: string; readonly region: string; readonly account: string },
): readonly string[] {
  if (modelId.startsWith('arn:')) return [modelId];
  const { base } = modelAddress(modelId);
  if (base === modelId) return [`${bedrock}:${region}::foundation-model/${base}`];
  return [
    `${bedrock}:*::foundation-model/${base}`,
    `${bedrock}:${region}:${account}:inference-profile/${modelId}`,
  ];
}

function policy(statements: readonly Statement[]): IamPolicy {
  return { Version: '2012-10-17', Statement: statements };
}
