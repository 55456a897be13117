import { bedrockEndpointFromEnv, isLoopbackEndpoint } from '../bedrock/endpoint.js';
import { createHttpHandler } from '../bedrock/http-handler.js';
import { knownSecrets } from '../bedrock/known-secrets.js';
import { readError } from '../bedrock/read-error.js';
import { callFailure } from '../retry.js';
import type { AccountQuota, Diagnosis, Diagnostics } from './port.js';

/** Where to ask, and with whose environment. */
export interface DiagnosticsOptions {
  readonly region: string;
  readonly env: { readonly [name: string]: string | undefined };
}

const REQUEST_TIMEOUT_MS = 10_000;
/** Whoever waits for an answer sits before a terminal. */
const MAX_ATTEMPTS = 2;
const UNDER_WAY = ['Submitted', 'Validating', 'Scheduled', 'InProgress', 'Stopping'] as const;
const MOST_PAGES = 50;
const PROBE = 'parsimony doctor';

/** Asks the account by the SDK's own clients, each loaded when it is first needed. */
export function createDiagnostics({ region, env }: DiagnosticsOptions): Diagnostics {
  const secrets = new Set(knownSecrets(undefined, env));
  const closers: (() => void)[] = [];
  const config = async (service: string) => {
    const endpoint = endpointOf(service, env);
    return {
      region,
      maxAttempts: MAX_ATTEMPTS,
      ...(endpoint !== undefined && { endpoint }),
      requestHandler: await createHttpHandler({
        maxConcurrency: 8,
        requestTimeoutMs: REQUEST_TIMEOUT_MS,
        secrets,
      }),
    };
  };
  const bedrock = once(async () => {
    const [{ BedrockClient }, options] = await Promise.all([
      import('@aws-sdk/client-bedrock'),
      config('BEDROCK'),
    ]);
    const client = new BedrockClient(options);
    closers.push(() => client.destroy());
    return client;
  });
  const ask = async <T>(question: () => Promise<T>): Promise<Diagnosis<T>> => {
    try {
      return { state: 'known', value: await question() };
    } catch (error) {
      return { state: 'failed', failure: callFailure(readError(error, secrets)) };
    }
  };

  return {
    credentials: () =>
      ask(async () => {
        if (env.AWS_BEARER_TOKEN_BEDROCK) return { kind: 'bearer token' as const, expiresAt: null };
        const client = await bedrock();
        const { expiration } = await client.config.credentials();
        return { kind: 'keys' as const, expiresAt: expiration?.toISOString() ?? null };
      }),
    availability: (bareModelId) =>
      ask(async () => {
        const { GetFoundationModelAvailabilityCommand } = await import('@aws-sdk/client-bedrock');
        const client = await bedrock();
        const answer = await client.send(new GetFoundationModelAvailabilityCommand({ modelId: bareModelId }));
        return {
          inRegion: isYes(answer.regionAvailability, 'AVAILABLE'),
          authorized: isYes(answer.authorizationStatus, 'AUTHORIZED'),
          entitled: isYes(answer.entitlementAvailability, 'AVAILABLE'),
          agreement: answer.agreementAvailability?.status ?? null,
        };
      }),
    quotas: () =>
      ask(async () => {
        const { ServiceQuotasClient, paginateListServiceQuotas } = await import(
          '@aws-sdk/client-service-quotas'
        );
        const client = new ServiceQuotasClient(await config('SERVICE_QUOTAS'));
        closers.push(() => client.destroy());
        const found: AccountQuota[] = [];
        let pages = 0;
        for await (const page of paginateListServiceQuotas(
          { client, pageSize: 100 },
          { ServiceCode: 'bedrock' },
        )) {
          for (const { QuotaCode, QuotaName, Value, Adjustable } of page.Quotas ?? []) {
            if (QuotaCode === undefined || QuotaName === undefined || Value === undefined) continue;
            found.push({ code: QuotaCode, name: QuotaName, value: Value, adjustable: Adjustable === true });
          }
          pages += 1;
          if (pages >= MOST_PAGES) break;
        }
        return found;
      }),
    batchJobs: () =>
      ask(async () => {
        const { ListModelInvocationJobsCommand } = await import('@aws-sdk/client-bedrock');
        const client = await bedrock();
        const lists = await Promise.all(
          UNDER_WAY.map((statusEquals) =>
            client.send(new ListModelInvocationJobsCommand({ statusEquals, maxResults: 1000 })),
          ),
        );
        return {
          underWay: lists.reduce((sum, list) => sum + (list.invocationJobSummaries?.length ?? 0), 0),
        };
      }),
    storage: (bucket, key) =>
      ask(async () => {
        const { S3Client, PutObjectCommand, GetObjectCommand, DeleteObjectCommand } = await import(
          '@aws-sdk/client-s3'
        );
        const options = await config('S3');
        const endpoint = endpointOf('S3', env);
        const client = new S3Client({
          ...options,
          forcePathStyle: endpoint !== undefined && isLoopbackEndpoint(endpoint),
        });
        closers.push(() => client.destroy());
        const place = { Bucket: bucket, Key: key };
        await client.send(new PutObjectCommand({ ...place, Body: PROBE }));
        try {
          const { Body } = await client.send(new GetObjectCommand(place));
          const read = await Body?.transformToString();
          if (read !== PROBE) throw new Error('the object that was written did not come back as it was');
        } finally {
          await client.send(new DeleteObjectCommand(place));
        }
        return null;
      }),
    async close() {
      for (const close of closers) close();
    },
  };
}

/** `AWS_ENDPOINT_URL_<SERVICE>`, else `AWS_ENDPOINT_URL`, as the SDK reads them. */
function endpointOf(service: string, env: DiagnosticsOptions['env']): string | undefined {
  const general = bedrockEndpointFromEnv({ ...env, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: undefined });
  const ignored = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true';
  return ignored ? undefined : env[`AWS_ENDPOINT_URL_${service}`] || general;
}

function isYes(value: string | undefined, yes: string): boolean | null {
  return value === undefined ? null : value === yes;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
