import type { BedrockClient } from '@aws-sdk/client-bedrock';
import type { S3Client } from '@aws-sdk/client-s3';
import { createEmulationLabel, type EmulationLabel } from '../emulation-label.js';
import { isLoopbackEndpoint } from '../endpoint.js';
import { createHttpHandler } from '../http-handler.js';
import type { AwsCredentials } from '../options.js';
import { rereadSharedConfig } from '../remedies.js';
import type { BatchEndpoints } from './endpoints.js';

/** The SDK's clients for batch work. */
export interface BatchClients {
  readonly control: BedrockClient;
  readonly storage: S3Client;
  /** Tells which objects an emulator gave. */
  readonly label: EmulationLabel;
  /** Asks for credentials anew, shared config files included. Never throws. */
  refreshCredentials(): Promise<void>;
  destroy(): void;
}

/** Sockets at once: parts of one upload, and the few calls beside it. */
const CONCURRENCY = 8;

/**
 * Our own retry repeats whole operations; the storage client also repeats a single part of an upload, because
 * beginning a gigabyte anew for one lost connection would never end on a poor line.
 */
const STORAGE_ATTEMPTS = 3;

/** Loads the SDK (only here) and opens both clients over HTTP/1.1. */
export async function openBatchClients(options: {
  readonly region: string;
  readonly endpoints: BatchEndpoints;
  readonly credentials: AwsCredentials | undefined;
  readonly requestTimeoutMs: number;
  readonly secrets?: Set<string>;
}): Promise<BatchClients> {
  const [{ BedrockClient }, { S3Client }, requestHandler] = await Promise.all([
    import('@aws-sdk/client-bedrock'),
    import('@aws-sdk/client-s3'),
    createHttpHandler({ ...options, maxConcurrency: CONCURRENCY }),
  ]);
  const { control: controlUrl, storage: storageUrl } = options.endpoints;
  const shared = {
    region: options.region,
    requestHandler,
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  };
  const control = new BedrockClient({
    ...shared,
    maxAttempts: 1,
    ...(controlUrl === undefined ? {} : { endpoint: controlUrl }),
  });
  const storage = new S3Client({
    ...shared,
    maxAttempts: STORAGE_ATTEMPTS,
    ...(storageUrl === undefined
      ? {}
      : { endpoint: storageUrl, forcePathStyle: isLoopbackEndpoint(storageUrl) }),
  });
  const label = createEmulationLabel();
  // High priority puts it around the SDK's own deserializer, whose output it labels.
  storage.middlewareStack.add(label.middleware, {
    name: 'parsimonyEmulationLabel',
    step: 'deserialize',
    priority: 'high',
  });
  return {
    control,
    storage,
    label,
    async refreshCredentials() {
      await rereadSharedConfig().catch(() => undefined);
      const again = { forceRefresh: true };
      await Promise.allSettled([control.config.credentials(again), storage.config.credentials(again)]);
    },
    destroy() {
      control.destroy();
      storage.destroy();
    },
  };
}
