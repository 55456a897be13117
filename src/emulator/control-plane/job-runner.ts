import { randomInt } from 'node:crypto';
import { hashJson, type JsonRecord } from '../../domain/index.js';
import {
  constraint,
  constraintError,
  isServiceError,
  type ServiceError,
  serviceError,
} from '../wire/service-error.js';
import { readCreateRequest } from './create-request.js';
import { emptyTally, isFinal, type Job } from './job.js';
import { type RunContext, runJob } from './run-job.js';

/** The batch jobs of an emulator, at work. */
export interface JobRunner {
  jobs(): readonly Job[];
  /** By ARN or bare id. */
  find(identifier: string): Job | ServiceError;
  create(body: JsonRecord, region: string): Promise<Job | ServiceError>;
  stop(identifier: string): Promise<'stopping' | ServiceError>;
  /** Lets no job go on and waits until none does; another runner on the same table takes them up. */
  close(): Promise<void>;
}

const account = '123456789012';
const idCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const idPattern = /^(?:arn:aws[\w-]*:bedrock:[a-z0-9-]+:\d{12}:model-invocation-job\/)?([a-z0-9]{12})$/;

/** Takes up every job of the table that has not ended. */
export function createJobRunner(context: RunContext): JobRunner {
  const { table, options, faults, clock } = context;
  const closing = new AbortController();
  const running = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();
  const start = (id: string): void => {
    const stop = new AbortController();
    const done = runJob(id, context, { stop: stop.signal, closing: closing.signal })
      .catch((error: unknown) => fail(id, error))
      .finally(() => running.delete(id));
    running.set(id, { stop, done });
  };
  const fail = async (id: string, error: unknown): Promise<void> => {
    const message = `Internal error: ${error instanceof Error ? error.message : String(error)}`;
    context.line(`batch job ${id} failed: ${message}`);
    const elapsedMs = table.find(id)?.elapsedMs ?? 0;
    await table.update(id, { status: 'Failed', message, endedAtMs: elapsedMs }).catch(() => undefined);
  };
  const find = (identifier: string): Job | ServiceError => {
    const id = idPattern.exec(identifier)?.[1];
    if (id === undefined) {
      const rule = `Member must satisfy regular expression pattern: ${idPattern.source}`;
      return constraintError([constraint('jobIdentifier', identifier, rule)]);
    }
    return (
      table.find(id) ?? serviceError('ResourceNotFoundException', 'Could not find the model invocation job.')
    );
  };
  for (const job of table.all()) if (!isFinal(job.status)) start(job.id);
  return {
    jobs: table.all,
    find,
    async create(body, region) {
      const reading = readCreateRequest(body);
      if (reading.state === 'refused') return reading.error;
      const { request, model } = reading;
      const requestHash = hashJson(JSON.parse(JSON.stringify({ ...body, region })));
      const before = table
        .all()
        .find(
          ({ request: { clientRequestToken } }) =>
            clientRequestToken !== undefined && clientRequestToken === request.clientRequestToken,
        );
      if (before !== undefined) return before.requestHash === requestHash ? before : tokenTaken(before);
      const open = table.all().filter((job) => job.baseModel === model.id && !isFinal(job.status)).length;
      if (open >= options.maximumJobs)
        return serviceError(
          'ServiceQuotaExceededException',
          `The number of in-progress and submitted batch inference jobs for ${model.id} would exceed the quota of ${options.maximumJobs}.`,
        );
      const id = Array.from({ length: 12 }, () => idCharacters[randomInt(idCharacters.length)]).join('');
      const fault = faults.nextJob();
      const job: Job = {
        id,
        arn: `arn:aws:bedrock:${region}:${account}:model-invocation-job/${id}`,
        number: (table.all().at(-1)?.number ?? 0) + 1,
        request,
        requestHash,
        baseModel: model.id,
        status: 'Submitted',
        submittedMs: clock.now(),
        elapsedMs: 0,
        modifiedAtMs: 0,
        tally: emptyTally,
        ...(fault !== undefined && { fault }),
      };
      await table.add(job);
      start(id);
      return job;
    },
    async stop(identifier) {
      const job = find(identifier);
      if (isServiceError(job)) return job;
      if (isFinal(job.status))
        return serviceError(
          'ConflictException',
          `The job has ended with the status ${job.status} and cannot be stopped.`,
        );
      if (job.status === 'Stopping') return 'stopping';
      const written = table.update(job.id, { status: 'Stopping' });
      running.get(job.id)?.stop.abort();
      await written;
      return 'stopping';
    },
    async close() {
      closing.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

function tokenTaken(job: Job): ServiceError {
  return serviceError(
    'ConflictException',
    `The client request token was used with other parameters, for the job ${job.arn}.`,
  );
}
