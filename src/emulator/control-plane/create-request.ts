import { isRecord, type JsonRecord } from '../../domain/index.js';
import { type EmulatedModel, findModel } from '../models.js';
import { constraint, constraintError, type ServiceError, serviceError } from '../wire/service-error.js';
import type { JobRequest, S3Location } from './job.js';

/** A checked request for a job, or the service's answer to a bad one. */
export type CreateReading =
  | { readonly state: 'accepted'; readonly request: JobRequest; readonly model: EmulatedModel }
  | { readonly state: 'refused'; readonly error: ServiceError };

interface TextRule {
  readonly pattern: RegExp;
  readonly most: number;
}

const rules = {
  jobName: { pattern: /^[a-zA-Z0-9]{1,63}(?:-*[a-zA-Z0-9+\-.]){0,63}$/, most: 63 },
  roleArn: { pattern: /^arn:aws(?:-[^:]+)?:iam::(?:\d{12})?:role\/.+$/, most: 2048 },
  modelId: { pattern: /^\S+$/, most: 2048 },
  s3Uri: { pattern: /^s3:\/\/[a-z0-9][.\-a-z0-9]{1,61}[a-z0-9](?:\/.*)?$/, most: 1024 },
  clientRequestToken: { pattern: /^[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,255}$/, most: 256 },
} as const satisfies { readonly [name: string]: TextRule };

const leastHours = 24;
const mostHours = 168;

/** Checks the body of CreateModelInvocationJob: shapes first, all at once, then the model. */
export function readCreateRequest(body: JsonRecord): CreateReading {
  const broken: string[] = [];
  const text = (path: string, value: unknown, rule: TextRule): string => {
    if (typeof value !== 'string') broken.push(constraint(path, value ?? null, 'Member must not be null'));
    else if (value.length > rule.most)
      broken.push(constraint(path, value, `Member must have length less than or equal to ${rule.most}`));
    else if (!rule.pattern.test(value))
      broken.push(
        constraint(path, value, `Member must satisfy regular expression pattern: ${rule.pattern.source}`),
      );
    return typeof value === 'string' ? value : '';
  };
  const input = s3Config(body.inputDataConfig, 's3InputDataConfig');
  const output = s3Config(body.outputDataConfig, 's3OutputDataConfig');
  const jobName = text('jobName', body.jobName, rules.jobName);
  const roleArn = text('roleArn', body.roleArn, rules.roleArn);
  const modelId = text('modelId', body.modelId, rules.modelId);
  const inputUri = text('inputDataConfig.s3InputDataConfig.s3Uri', input.s3Uri, rules.s3Uri);
  const outputUri = text('outputDataConfig.s3OutputDataConfig.s3Uri', output.s3Uri, rules.s3Uri);
  const token =
    body.clientRequestToken === undefined
      ? undefined
      : text('clientRequestToken', body.clientRequestToken, rules.clientRequestToken);
  if (input.s3InputFormat !== undefined && input.s3InputFormat !== 'JSONL') {
    const path = 'inputDataConfig.s3InputDataConfig.s3InputFormat';
    broken.push(constraint(path, input.s3InputFormat, 'Member must satisfy enum value set: [JSONL]'));
  }
  const timeoutHours = readTimeout(body.timeoutDurationInHours, broken);
  const invocation = readInvocation(body.modelInvocationType, broken);
  if (broken.length > 0) return { state: 'refused', error: constraintError(broken) };
  const model = batchModel(modelId);
  if ('error' in model) return { state: 'refused', error: model.error };
  const request: JobRequest = {
    jobName,
    roleArn,
    modelId,
    input: locationOf(inputUri),
    output: locationOf(outputUri),
    invocation,
    timeoutHours,
    clientRequestToken: token,
    echo: {
      jobName,
      roleArn,
      modelId,
      inputDataConfig: body.inputDataConfig,
      outputDataConfig: body.outputDataConfig,
      vpcConfig: body.vpcConfig,
      clientRequestToken: token,
      timeoutDurationInHours: timeoutHours,
      modelInvocationType: invocation,
    },
  };
  return { state: 'accepted', request, model: model.model };
}

function s3Config(value: unknown, member: string): JsonRecord {
  const config = isRecord(value) ? value[member] : undefined;
  return isRecord(config) ? config : {};
}

function readTimeout(value: unknown, broken: string[]): number {
  if (value === undefined) return leastHours;
  if (typeof value === 'number' && Number.isInteger(value) && value >= leastHours && value <= mostHours)
    return value;
  const rule = `Member must have value from ${leastHours} to ${mostHours}`;
  broken.push(constraint('timeoutDurationInHours', value, rule));
  return leastHours;
}

function readInvocation(value: unknown, broken: string[]): 'Converse' | 'InvokeModel' {
  if (value === undefined || value === 'InvokeModel') return 'InvokeModel';
  if (value !== 'Converse') {
    const rule = 'Member must satisfy enum value set: [InvokeModel, Converse]';
    broken.push(constraint('modelInvocationType', value, rule));
  }
  return 'Converse';
}

/** A model that batch jobs can use: not a provisioned one, and a profile where the model has only those. */
function batchModel(modelId: string): { readonly model: EmulatedModel } | { readonly error: ServiceError } {
  const found = findModel(modelId);
  if (found.state === 'unknown')
    return { error: serviceError('ResourceNotFoundException', 'The provided model identifier is invalid.') };
  if (found.model.endOfLife) {
    const text = 'This model version has reached the end of its life.';
    return { error: serviceError('ResourceNotFoundException', text) };
  }
  if (modelId.includes('provisioned-model') || (found.bare && found.model.profileOnly)) {
    const text = `Batch inference isn't supported for model ID ${modelId}. Use the ID or ARN of a model or an inference profile that supports it.`;
    return { error: serviceError('ValidationException', text) };
  }
  return { model: found.model };
}

/** A location from a URI that was checked. */
function locationOf(uri: string): S3Location {
  const rest = uri.replace(/^s3:\/\//, '');
  const slash = rest.indexOf('/');
  return slash < 0 ? { bucket: rest, key: '' } : { bucket: rest.slice(0, slash), key: rest.slice(slash + 1) };
}
