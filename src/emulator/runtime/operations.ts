import { invokeBody } from './anthropic/invoke-body.js';
import { invokeEvents } from './anthropic/invoke-events.js';
import type { InvokeMetadata } from './anthropic/read-invoke.js';
import { converseBody } from './converse/converse-body.js';
import { converseEvents } from './converse/converse-events.js';
import type { Reading } from './model-call.js';
import type { Reply } from './reply.js';
import type { Runtime } from './runtime.js';
import type { StreamEvent } from './stream-event.js';

/** A call as it came. */
export interface Sent {
  readonly modelId: string;
  readonly body: string;
  /** Of InvokeModel, which carries it in a header. */
  readonly metadata: InvokeMetadata | undefined;
}

/** An operation that asks a model for an answer. */
export interface Operation {
  readonly name: string;
  read(runtime: Runtime, sent: Sent): Reading;
  /** The answer of an operation without a stream; undefined for one with a stream. */
  readonly bodyOf?: (reply: Reply) => string;
  readonly eventsOf?: (reply: Reply) => readonly StreamEvent[];
  /** Headers of the answer beside the common ones. */
  headersOf(reply: Reply): { readonly [name: string]: string };
}

const readConverse: Operation['read'] = (runtime, { modelId, body }) => runtime.readConverse(modelId, body);
const readInvoke: Operation['read'] = (runtime, { modelId, body, metadata }) =>
  runtime.readInvoke(modelId, body, metadata);
const none = {} as const;

/** The operations that ask a model, by the last segment of `/model/{modelId}/{operation}`. */
export const operations: { readonly [segment: string]: Operation } = {
  converse: { name: 'Converse', read: readConverse, bodyOf: converseBody, headersOf: () => none },
  'converse-stream': {
    name: 'ConverseStream',
    read: readConverse,
    eventsOf: converseEvents,
    headersOf: () => none,
  },
  invoke: {
    name: 'InvokeModel',
    read: readInvoke,
    bodyOf: invokeBody,
    headersOf: ({ usage, latencyMs }) => ({
      'x-amzn-bedrock-input-token-count': String(usage.inputTokens),
      'x-amzn-bedrock-output-token-count': String(usage.outputTokens),
      'x-amzn-bedrock-cache-read-input-token-count': String(usage.cacheReadInputTokens),
      'x-amzn-bedrock-cache-write-input-token-count': String(usage.cacheWriteInputTokens),
      'x-amzn-bedrock-invocation-latency': String(latencyMs),
    }),
  },
  'invoke-with-response-stream': {
    name: 'InvokeModelWithResponseStream',
    read: readInvoke,
    eventsOf: invokeEvents,
    headersOf: () => ({ 'x-amzn-bedrock-content-type': 'application/json' }),
  },
};
