import type { BatchOutcome, BatchService } from '../../port.js';
import { callFailure, withRetry } from '../../retry.js';
import { BACKOFF, connectionOf } from '../connection.js';
import { converseBody } from '../converse-request.js';
import type { BedrockOptions } from '../options.js';
import { readError } from '../read-error.js';
import { type BatchClients, openBatchClients } from './clients.js';
import { batchEndpointsFromEnv, batchProviderOf } from './endpoints.js';
import { createJob, getJob, listJobs, stopJob } from './jobs.js';
import { readResults } from './results.js';
import { jobFolder } from './s3-uri.js';
import { listKeys, readObject, statObject, uploadFile } from './storage.js';

export { type BatchEndpoints, batchEndpointsFromEnv, batchProviderOf } from './endpoints.js';

/** How to reach the service and its storage, and how patiently; see `BedrockOptions`. */
export type BatchServiceOptions = Pick<
  BedrockOptions,
  | 'region'
  | 'provider'
  | 'endpoint'
  | 'credentials'
  | 'requestTimeoutMs'
  | 'deadlineMs'
  | 'maxAttempts'
  | 'clock'
  | 'rng'
  | 'sleep'
  | 'capabilities'
  | 'env'
>;

/** A gigabyte over a slow line. */
const UPLOAD_DEADLINE_MS = 6 * 3_600_000;

/**
 * Bedrock's batch inference (type Converse) and its storage behind one port, over HTTP/1.1 and the AWS SDK, which is
 * loaded at the first request. Operations are repeated by the table that live calls have; no message carries a
 * credential. `endpoint` holds for both services; without it the environment decides for each.
 */
export function createBatchService(options: BatchServiceOptions): BatchService {
  const { endpoint } = options;
  const endpoints =
    endpoint === undefined
      ? batchEndpointsFromEnv(options.env ?? process.env)
      : { control: endpoint, storage: endpoint };
  const { credentials, secrets } = connectionOf(options);
  let opened: Promise<BatchClients> | undefined;
  let closed = false;

  const ask = async <T>(
    send: (clients: BatchClients, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
    deadlineMs = options.deadlineMs,
  ): Promise<BatchOutcome<T>> => {
    signal.throwIfAborted();
    const retried = withRetry<null, T>(
      async (_, attemptSignal) => {
        try {
          if (closed) throw new Error('the batch service was closed');
          opened ??= openBatchClients({ ...options, endpoints, credentials, secrets });
          return { state: 'answered', value: await send(await opened, attemptSignal), attempts: 1 };
        } catch (error) {
          attemptSignal.throwIfAborted();
          const { remedy, ...failure } = readError(error, secrets);
          // A skewed clock the SDK corrects by itself.
          if (remedy === 'refresh-credentials') await (await opened)?.refreshCredentials();
          return { state: 'failed', failure };
        }
      },
      { ...options, deadlineMs, backoff: BACKOFF },
    );
    const result = await retried(null, signal);
    return result.state === 'answered' ? { state: 'done', value: result.value } : result;
  };

  return {
    provider: batchProviderOf(endpoints) === 'emulator' ? 'emulator' : options.provider,
    encode(recordId, call) {
      return JSON.stringify({ recordId, modelInput: converseBody(call, options.capabilities).body });
    },
    droppedParameters: (call) => converseBody(call, options.capabilities).droppedParameters,
    upload: (file, uri, signal) =>
      ask((clients, own) => uploadFile(clients, file, uri, own), signal, UPLOAD_DEADLINE_MS),
    stat: (uri, signal) => ask((clients, own) => statObject(clients, uri, own), signal),
    submit: (job, signal) => ask((clients, own) => createJob(clients, job, own), signal),
    get: (arn, signal) => ask((clients, own) => getJob(clients, arn, own), signal),
    stop: (arn, signal) => ask((clients, own) => stopJob(clients, arn, own), signal),
    list: (name, signal) => ask((clients, own) => listJobs(clients, name, own), signal),
    results: (job, signal) =>
      readResults(jobFolder(job), {
        list: (folder) => ask((clients, own) => listKeys(clients, folder, own), signal),
        // The body outlives the request: only the caller's signal ends it, not the deadline of the headers.
        read: (place, from) => ask((clients) => readObject(clients, place, from, signal), signal),
        failureOf(error) {
          signal.throwIfAborted();
          return callFailure(readError(error, secrets));
        },
      }),
    async close() {
      closed = true;
      const clients = await opened?.catch(() => undefined);
      clients?.destroy();
    },
  };
}
