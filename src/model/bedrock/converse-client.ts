import type { ConverseCommandInput, ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { createEmulationLabel } from './emulation-label.js';

/** Keys to sign with; without them the SDK's own chain finds some. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Sends one Converse request. */
export interface ConverseClient {
  send(
    input: ConverseCommandInput,
    signal: AbortSignal,
  ): Promise<{ readonly output: ConverseCommandOutput; readonly emulated: boolean }>;
  destroy(): void;
}

/** Sockets beyond one per call: a socket that is being closed still counts against the pool. */
const SPARE_SOCKETS = 8;

const CONNECTION_TIMEOUT_MS = 10_000;

/**
 * An SDK client that speaks HTTP/1.1 with kept-alive sockets, one for each call at once, and gives up on a
 * server that is silent for `requestTimeoutMs`. The SDK (0.3 s to load) is loaded here and nowhere else. It is
 * left one attempt: our own retry knows the deadline and the signal, and counts what it sends.
 */
export async function createConverseClient(options: {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly credentials: AwsCredentials | undefined;
  readonly maxConcurrency: number;
  readonly requestTimeoutMs: number;
}): Promise<ConverseClient> {
  const [{ BedrockRuntimeClient, ConverseCommand }, { NodeHttpHandler }] = await Promise.all([
    import('@aws-sdk/client-bedrock-runtime'),
    import('@smithy/node-http-handler'),
  ]);
  const agent = { keepAlive: true, maxSockets: options.maxConcurrency + SPARE_SOCKETS };
  const client = new BedrockRuntimeClient({
    region: options.region,
    maxAttempts: 1,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
    // The SDK's own default is HTTP/2, which proxies and plain servers on the way do not speak.
    requestHandler: new NodeHttpHandler({
      connectionTimeout: Math.min(CONNECTION_TIMEOUT_MS, options.requestTimeoutMs),
      requestTimeout: options.requestTimeoutMs,
      throwOnRequestTimeout: true,
      // requestTimeout ends with the headers; a body that stalls is the socket's silence.
      socketTimeout: options.requestTimeoutMs,
      httpAgent: agent,
      httpsAgent: agent,
    }),
  });
  const label = createEmulationLabel();
  // High priority puts it around the SDK's own deserializer, whose output it labels.
  client.middlewareStack.add(label.middleware, {
    name: 'parsimonyEmulationLabel',
    step: 'deserialize',
    priority: 'high',
  });
  return {
    async send(input, signal) {
      const output = await client.send(new ConverseCommand(input), { abortSignal: signal });
      return { output, emulated: label.has(output) };
    },
    destroy: () => client.destroy(),
  };
}
