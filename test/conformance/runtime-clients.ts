import type { Emulator } from '../../src/emulator/index.js';
import {
  type BedrockOptions,
  createBedrockModel,
  createTokenCounter,
  type ModelRequest,
} from '../../src/model/index.js';
import { callOf } from '../model/contract.js';
import { type Outcome, usageOf } from './answers.js';
import { counted, defaultClient, http1Client } from './sdk-runtime.js';

export const runtimeOperations = [
  'Converse',
  'ConverseStream',
  'InvokeModel',
  'InvokeModelWithResponseStream',
  'CountTokens',
] as const;

/** An operation of bedrock-runtime that answers a request. */
export type RuntimeOperation = (typeof runtimeOperations)[number];

/** A client under test: the operations that it has, each with one outcome and never a rejection. */
export type RuntimeClient = {
  readonly [operation in RuntimeOperation]?: (request: ModelRequest) => Promise<Outcome>;
} & { close(): Promise<void> };

/** Every client that the suite is run for, and the protocol that it has to speak. */
export const runtimeClients = [
  { name: 'the SDK’s default client', protocol: 'http2', open: async (at: Emulator) => defaultClient(at) },
  { name: 'the SDK’s client over our handler', protocol: 'http1', open: http1Client },
  { name: 'our client', protocol: 'http1', open: async (at: Emulator) => ourClient(at) },
] as const satisfies readonly {
  readonly name: string;
  readonly protocol: 'http1' | 'http2';
  readonly open: (emulator: Emulator) => Promise<RuntimeClient>;
}[];

/** Our model and token counter, with waits that take no time and three attempts, as many as the SDK makes. */
export function ourClient(emulator: Emulator): RuntimeClient {
  const options = optionsOf(emulator);
  const model = createBedrockModel(options);
  const counter = createTokenCounter(options);
  const ask = async (request: ModelRequest, stream: boolean): Promise<Outcome> => {
    const outcome = await model.complete(callOf('', { request, stream }), new AbortController().signal);
    if (outcome.state === 'failed') return failure(outcome.failure);
    const { text, toolUses = [], stopReason, usage } = outcome.completion;
    if (usage === null) return { state: 'short', text, lacks: ['usage'] };
    const tools = toolUses.map(({ name, input }) => ({ name, input }));
    return { state: 'answered', answer: { text, tools, stopReason, usage: usageOf(usage) } };
  };
  return {
    Converse: (request) => ask(request, false),
    ConverseStream: (request) => ask(request, true),
    async CountTokens(request) {
      const count = await counter.count(request, new AbortController().signal);
      return count.state === 'counted' ? counted(count.inputTokens) : failure(count.failure);
    },
    async close() {
      await model.close();
      await counter.close();
    },
  };
}

/** How our clients reach the emulator in this suite. */
export function optionsOf({ url }: { readonly url: string }): BedrockOptions {
  return {
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: url,
    maxConcurrency: 4,
    requestTimeoutMs: 10_000,
    deadlineMs: 600_000,
    maxAttempts: 3,
    clock: () => 0,
    rng: () => 0,
    sleep: async () => {},
    env: {},
  };
}

function failure({ code, message }: { readonly code: string; readonly message: string }): Outcome {
  return { state: 'failed', name: code, message, text: '' };
}
