import type { GetModelInvocationJobResponse, ModelInvocationJobSummary } from '@aws-sdk/client-bedrock';
import type { BatchJob, BatchJobStatus, BatchSubmission } from '../../port.js';
import { serviceWords } from '../service-words.js';
import type { BatchClients } from './clients.js';

/** Pages of a list that are read: a name as ours is on the first. */
const MOST_PAGES = 20;

/** Asks for a job of type Converse. Equal tokens make one job, however often it is asked for. */
export async function createJob(
  { control }: BatchClients,
  job: BatchSubmission,
  signal: AbortSignal,
): Promise<{ readonly arn: string }> {
  const { CreateModelInvocationJobCommand } = await import('@aws-sdk/client-bedrock');
  const command = new CreateModelInvocationJobCommand({
    jobName: job.jobName,
    clientRequestToken: job.clientToken,
    roleArn: job.roleArn,
    modelId: job.model,
    modelInvocationType: 'Converse',
    inputDataConfig: { s3InputDataConfig: { s3Uri: job.inputUri, s3InputFormat: 'JSONL' } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: job.outputUri } },
    timeoutDurationInHours: job.timeoutHours,
    ...(job.tags === undefined
      ? {}
      : { tags: Object.entries(job.tags).map(([key, value]) => ({ key, value })) }),
  });
  const { jobArn } = await control.send(command, { abortSignal: signal });
  if (jobArn === undefined) throw new Error('the service named no job');
  return { arn: jobArn };
}

export async function getJob({ control }: BatchClients, arn: string, signal: AbortSignal): Promise<BatchJob> {
  const { GetModelInvocationJobCommand } = await import('@aws-sdk/client-bedrock');
  return readJob(
    await control.send(new GetModelInvocationJobCommand({ jobIdentifier: arn }), { abortSignal: signal }),
  );
}

/** Stops a job; one that has ended already is stopped. */
export async function stopJob({ control }: BatchClients, arn: string, signal: AbortSignal): Promise<null> {
  const { StopModelInvocationJobCommand } = await import('@aws-sdk/client-bedrock');
  try {
    await control.send(new StopModelInvocationJobCommand({ jobIdentifier: arn }), { abortSignal: signal });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConflictException')) throw error;
  }
  return null;
}

/** Jobs whose names contain a text, newest first. */
export async function listJobs(
  { control }: BatchClients,
  nameContains: string,
  signal: AbortSignal,
): Promise<readonly BatchJob[]> {
  const { ListModelInvocationJobsCommand } = await import('@aws-sdk/client-bedrock');
  const found: BatchJob[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const list = await control.send(
      new ListModelInvocationJobsCommand({
        nameContains,
        sortBy: 'CreationTime',
        sortOrder: 'Descending',
        maxResults: 100,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
      { abortSignal: signal },
    );
    found.push(...(list.invocationJobSummaries ?? []).map(readJob));
    nextToken = list.nextToken;
    if (nextToken === undefined) break;
  }
  return found;
}

function readJob(raw: GetModelInvocationJobResponse | ModelInvocationJobSummary): BatchJob {
  const { totalRecordCount: total, processedRecordCount: processed } = raw;
  return {
    arn: raw.jobArn ?? '',
    name: raw.jobName ?? '',
    status: (raw.status ?? 'Submitted') as BatchJobStatus,
    ...(raw.message !== undefined && raw.message !== '' && { message: serviceWords(raw.message, []) }),
    outputUri: raw.outputDataConfig?.s3OutputDataConfig?.s3Uri ?? '',
    submittedAt: raw.submitTime?.toISOString() ?? '',
    endedAt: raw.endTime?.toISOString() ?? null,
    records:
      total === undefined || processed === undefined
        ? null
        : {
            total,
            processed,
            succeeded: raw.successRecordCount ?? 0,
            failed: raw.errorRecordCount ?? 0,
          },
  };
}
