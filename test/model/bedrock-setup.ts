import { type BedrockOptions, createBedrockModel, type Model } from '../../src/model/index.js';
import { callOf } from './contract.js';
import { type Handler, type StubServer, startStub } from './stub-server.js';

/** A Bedrock model before a stub, with waits that are written down instead of waited. */
export interface Bench {
  readonly model: Model;
  readonly stub: StubServer;
  /** Milliseconds of each wait, in order. */
  readonly waits: number[];
  readonly ask: (call?: ReturnType<typeof callOf>) => ReturnType<Model['complete']>;
  readonly close: () => Promise<void>;
}

export async function benchOf(handler: Handler, overrides: Partial<BedrockOptions> = {}): Promise<Bench> {
  const stub = await startStub(handler);
  const waits: number[] = [];
  let nowMs = 0;
  const model = createBedrockModel({
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: stub.url,
    maxConcurrency: 4,
    requestTimeoutMs: 5_000,
    deadlineMs: 60_000,
    maxAttempts: 5,
    clock: () => nowMs,
    rng: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
      nowMs += ms;
    },
    env: {},
    ...overrides,
  });
  return {
    model,
    stub,
    waits,
    ask: (call = callOf('Is volume 3 in stock?')) => model.complete(call, new AbortController().signal),
    async close() {
      await model.close();
      await stub.close();
    },
  };
}
