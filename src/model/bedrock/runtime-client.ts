import type {
  ConverseCommandInput,
  ConverseCommandOutput,
  ConverseStreamCommandOutput,
  CountTokensCommandInput,
  CountTokensCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { createEmulationLabel } from './emulation-label.js';
import type { Remedy } from './error-table.js';
import { refuseOtherThanEventStream } from './event-stream-only.js';
import { createHttpHandler } from './http-handler.js';
import type { AwsCredentials } from './options.js';
import { clockOffsetMs, rereadSharedConfig } from './remedies.js';
import { createSendMark } from './send-mark.js';

/** An answer of the service, and whether an emulator gave it. */
export interface Reply<T> {
  readonly output: T;
  readonly emulated: boolean;
}

/** The operations of bedrock-runtime that are used, one request each: retries are ours. */
export interface RuntimeClient {
  converse(input: ConverseCommandInput, signal: AbortSignal): Promise<Reply<ConverseCommandOutput>>;
  /** Answers when the stream has begun; aborting `signal` afterwards ends it. */
  converseStream(
    input: ConverseCommandInput,
    signal: AbortSignal,
  ): Promise<Reply<ConverseStreamCommandOutput>>;
  countTokens(input: CountTokensCommandInput, signal: AbortSignal): Promise<Reply<CountTokensCommandOutput>>;
  /** False: the error came before its request left. */
  wasSent(error: unknown): boolean;
  /** How often credentials were refreshed. */
  refreshes(): number;
  /** Does what an error asks for before the next attempt; `refreshes`: when the failed one began. Never throws. */
  apply(remedy: Remedy, error: unknown, refreshes: number): Promise<void>;
  destroy(): void;
}

/**
 * An SDK client over `createHttpHandler`. The SDK (0.3 s to load) is loaded here and nowhere else. It is left one
 * attempt: our own retry knows the deadline and the signal, and counts what it sends.
 */
export async function createRuntimeClient(options: {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly credentials: AwsCredentials | undefined;
  readonly maxConcurrency: number;
  readonly requestTimeoutMs: number;
  readonly secrets?: Set<string>;
}): Promise<RuntimeClient> {
  const [sdk, requestHandler] = await Promise.all([
    import('@aws-sdk/client-bedrock-runtime'),
    createHttpHandler(options),
  ]);
  const client = new sdk.BedrockRuntimeClient({
    region: options.region,
    maxAttempts: 1,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
    // The SDK's own default is HTTP/2, which proxies and plain servers on the way do not speak.
    requestHandler,
  });
  const label = createEmulationLabel();
  // High priority puts it around the SDK's own deserializer, whose output it labels.
  client.middlewareStack.add(label.middleware, {
    name: 'parsimonyEmulationLabel',
    step: 'deserialize',
    priority: 'high',
  });
  const mark = createSendMark();
  client.middlewareStack.add(mark.around, {
    name: 'parsimonySendMarkAround',
    step: 'initialize',
    priority: 'high',
  });
  client.middlewareStack.add(mark.beneath, {
    name: 'parsimonySendMarkBeneath',
    step: 'deserialize',
    priority: 'low',
  });
  const labelled = <T extends object>(output: T): Reply<T> => ({ output, emulated: label.has(output) });

  let refreshes = 0;
  let refreshing: Promise<void> | undefined;
  const refreshCredentials = async () => {
    try {
      await rereadSharedConfig();
      await client.config.credentials({ forceRefresh: true });
    } catch {
      // Nothing fresh is to be had: the next attempt fails with the reason.
    }
    refreshes += 1;
    refreshing = undefined;
  };
  return {
    converse: async (input, signal) =>
      labelled(await client.send(new sdk.ConverseCommand(input), { abortSignal: signal })),
    async converseStream(input, signal) {
      const command = new sdk.ConverseStreamCommand(input);
      command.middlewareStack.add(refuseOtherThanEventStream, {
        name: 'parsimonyEventStreamOnly',
        step: 'deserialize',
        // Low priority puts it beneath the SDK's deserializer, which would take a page for a frame of 1 GB.
        priority: 'low',
      });
      return labelled(await client.send(command, { abortSignal: signal }));
    },
    countTokens: async (input, signal) =>
      labelled(await client.send(new sdk.CountTokensCommand(input), { abortSignal: signal })),
    wasSent: mark.wasSent,
    refreshes: () => refreshes,
    async apply(remedy, error, refreshesBefore) {
      if (remedy === 'correct-clock') {
        const offsetMs = clockOffsetMs(error);
        if (offsetMs !== null) client.config.systemClockOffset = offsetMs;
        return;
      }
      // Calls that fail together ask the chain once; one that left before the last refresh has nothing to add.
      if (refreshesBefore < refreshes) return;
      refreshing ??= refreshCredentials();
      await refreshing;
    },
    destroy: () => client.destroy(),
  };
}
