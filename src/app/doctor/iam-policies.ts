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
  const account = accountOf(subjects) ?? SOME_ACCOUNT;
  const partition = region.startsWith('us-gov-') ? 'aws-us-gov' : region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const bedrock = `arn:${partition}:bedrock`;
  const place = { bedrock, region, account };
  const models = distinct(subjects.models.flatMap(({ modelId }) => resourcesOf(modelId, place)));
  const counted = distinct(subjects.models.flatMap(({ modelId }) => countedOf(modelId, place)));
  const caller: Statement[] = [
    ...callStatements(['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'], models, bedrock),
    ...(counted.length === 0
      ? []
      : [
          {
            Sid: 'CountTokensForEstimates',
            Effect: 'Allow',
            Action: 'bedrock:CountTokens',
            Resource: counted,
          } as const,
        ]),
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
        ...callStatements('bedrock:InvokeModel', models, bedrock),
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

/**
 * Calls of the models. Which model an application inference profile routes to does not stand in its ARN, and without
 * that model no call is allowed: so any is, but only through the profile.
 */
function callStatements(
  actions: Statement['Action'],
  models: readonly string[],
  bedrock: string,
): readonly Statement[] {
  const calls: Statement = { Sid: 'CallTheModels', Effect: 'Allow', Action: actions, Resource: models };
  const profiles = models.filter((model) => kindOfArn(model) === 'application-inference-profile');
  if (profiles.length === 0) return [calls];
  return [
    calls,
    {
      Sid: 'CallWhatTheProfilesRouteTo',
      Effect: 'Allow',
      Action: actions,
      Resource: `${bedrock}:*::foundation-model/*`,
      Condition: { StringEquals: { 'bedrock:InferenceProfileArn': profiles } },
    },
  ];
}

/** What calls of one model are allowed on: an inference profile together with the models that it routes to. */
function resourcesOf(modelId: string, { bedrock, region, account }: Place): readonly string[] {
  const { base } = modelAddress(modelId);
  if (modelId.startsWith('arn:')) {
    const kind = kindOfArn(modelId);
    if (kind === 'inference-profile') return [`${bedrock}:*::foundation-model/${base}`, modelId];
    return [modelId];
  }
  if (base === modelId) return [`${bedrock}:${region}::foundation-model/${base}`];
  return [
    `${bedrock}:*::foundation-model/${base}`,
    `${bedrock}:${region}:${account}:inference-profile/${modelId}`,
  ];
}

/** What CountTokens is asked for: the bare foundation model, in the Region itself; nothing for other ARNs. */
function countedOf(modelId: string, { bedrock, region }: Place): readonly string[] {
  const kind = modelId.startsWith('arn:') ? kindOfArn(modelId) : 'foundation-model';
  if (kind !== 'foundation-model' && kind !== 'inference-profile') return [];
  return [`${bedrock}:${region}::foundation-model/${modelAddress(modelId).base}`];
}

interface Place {
  readonly bedrock: string;
  readonly region: string;
  readonly account: string;
}

function kindOfArn(arn: string): string {
  return arn.split(':')[5]?.split('/')[0] ?? '';
}

/** The account by the batch role, else by the first ARN of a model that names one. */
function accountOf({ roleArn, models }: Subjects): string | undefined {
  for (const arn of [roleArn ?? '', ...models.map(({ modelId }) => modelId)]) {
    const account = /^arn:aws[\w-]*:\w+:[\w-]*:(\d{12}):/.exec(arn)?.[1];
    if (account !== undefined) return account;
  }
  return undefined;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function policy(statements: readonly Statement[]): IamPolicy {
  return { Version: '2012-10-17', Statement: statements };
}
