import type { BilledUsage } from '../runtime/reply.js';
import { createBoundedCounts } from './bounded-counts.js';

/** Tokens by how they are billed; `input` is neither read from nor written to the cache. */
export interface TokenCounts {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  /** For five minutes. */
  readonly cacheWrite5m: number;
  /** For an hour. */
  readonly cacheWrite1h: number;
}

/** What an emulator has seen; the same at `GET /_parsimony/stats`. */
export interface EmulatorStats {
  /** Calls by operation, from their arrival. */
  readonly received: { readonly [operation: string]: number };
  /** Calls by operation that were carried out and answered, whole or in part: of the runtime, what is billed. */
  readonly answered: { readonly [operation: string]: number };
  /** Error answers by exception name, injected ones included. */
  readonly errors: { readonly [exception: string]: number };
  /** Injected faults by kind. */
  readonly faults: { readonly [kind: string]: number };
  /** By `amz-sdk-invocation-id`, which stays the same over the SDK's retries. */
  readonly invocations: {
    readonly distinct: number;
    readonly retried: number;
    readonly answeredMoreThanOnce: number;
  };
  /** By content and repeat: `answeredMoreThanOnce` counts requests whose answer was paid for again. */
  readonly requests: { readonly distinct: number; readonly answeredMoreThanOnce: number };
  /** Billed. Of a stream that broke: all of its input, and the output that was sent. */
  readonly tokens: TokenCounts;
  /** Billed, by model id as it was called. */
  readonly models: { readonly [model: string]: TokenCounts & { readonly calls: number } };
  readonly connections: { readonly http1: number; readonly http2: number };
  readonly inFlight: number;
  readonly maxConcurrent: number;
}

/** One invocation of an SDK client: attempts that arrived, and attempts that were carried out. */
export interface InvocationCount {
  readonly received: number;
  readonly answered: number;
}

/** A call that was carried out. Without `bill` it is free of charge. */
export interface AnsweredCall {
  readonly invocation: string | undefined;
  readonly bill?: { readonly model: string; readonly request: string; readonly usage: BilledUsage };
}

/** How many models are counted one by one. */
const rememberedModels = 1000;
/** How many invocations and requests are remembered one by one; totals go on beyond that. */
const remembered = 100_000;

/** The emulator's memory of calls. */
export type CallLog = ReturnType<typeof createCallLog>;

export function createCallLog() {
  const received: { [operation: string]: number } = {};
  const answered: { [operation: string]: number } = {};
  const errors: { [exception: string]: number } = {};
  const faults: { [kind: string]: number } = {};
  const attempts = createBoundedCounts(remembered);
  const answers = createBoundedCounts(remembered);
  const requests = createBoundedCounts(remembered);
  const tokens = noTokens();
  const models = new Map<string, Mutable<TokenCounts> & { calls: number }>();
  const connections = { http1: 0, http2: 0 };
  let inFlight = 0;
  let maxConcurrent = 0;
  const bump = (counts: { [name: string]: number }, name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  return {
    connected: (protocol: 'http1' | 'http2'): void => {
      connections[protocol] += 1;
    },
    received(operation: string, invocation: string | undefined): void {
      bump(received, operation);
      if (invocation !== undefined) attempts.add(invocation);
      inFlight += 1;
      maxConcurrent = Math.max(maxConcurrent, inFlight);
    },
    answered(operation: string, { invocation, bill }: AnsweredCall): void {
      bump(answered, operation);
      if (invocation !== undefined) answers.add(invocation);
      if (bill === undefined) return;
      requests.add(bill.request);
      const name = models.size < rememberedModels || models.has(bill.model) ? bill.model : 'others';
      const model = models.get(name) ?? { calls: 0, ...noTokens() };
      models.set(name, model);
      model.calls += 1;
      addUsage(model, bill.usage);
      addUsage(tokens, bill.usage);
    },
    failed: (exception: string): void => bump(errors, exception),
    fault: (kind: string): void => bump(faults, kind),
    finished: (): void => {
      inFlight -= 1;
    },
    get inFlight(): number {
      return inFlight;
    },
    invocation: (id: string): InvocationCount => ({ received: attempts.get(id), answered: answers.get(id) }),
    stats: (): EmulatorStats => ({
      received: { ...received },
      answered: { ...answered },
      errors: { ...errors },
      faults: { ...faults },
      invocations: {
        distinct: attempts.distinct,
        retried: attempts.repeated,
        answeredMoreThanOnce: answers.repeated,
      },
      requests: { distinct: requests.distinct, answeredMoreThanOnce: requests.repeated },
      tokens: { ...tokens },
      models: Object.fromEntries([...models].map(([name, counts]) => [name, { ...counts }])),
      connections: { ...connections },
      inFlight,
      maxConcurrent,
    }),
  };
}

type Mutable<T> = { -readonly [member in keyof T]: T[member] };

function noTokens(): Mutable<TokenCounts> {
  return { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };
}

function addUsage(counts: Mutable<TokenCounts>, usage: BilledUsage): void {
  counts.input += usage.inputTokens;
  counts.output += usage.outputTokens;
  counts.cacheRead += usage.cacheReadInputTokens;
  counts.cacheWrite5m += usage.cacheWriteInputTokens - usage.cacheWrite1hInputTokens;
  counts.cacheWrite1h += usage.cacheWrite1hInputTokens;
}
