import { createBoundedCounts } from './bounded-counts.js';

/** What an emulator has seen; the same at `GET /_parsimony/stats`. */
export interface EmulatorStats {
  /** Calls by operation, from their arrival. */
  readonly received: { readonly [operation: string]: number };
  /** Calls by operation that were carried out and answered with 200: what the service would bill. */
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
  readonly tokens: { readonly input: number; readonly output: number };
  readonly connections: { readonly http1: number; readonly http2: number };
  readonly inFlight: number;
  readonly maxConcurrent: number;
}

/** One invocation of an SDK client: attempts that arrived, and attempts that were answered with 200. */
export interface InvocationCount {
  readonly received: number;
  readonly answered: number;
}

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
  const tokens = { input: 0, output: 0 };
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
    answered(
      operation: string,
      call: {
        readonly invocation: string | undefined;
        readonly request: string;
        readonly inputTokens: number;
        readonly outputTokens: number;
      },
    ): void {
      bump(answered, operation);
      if (call.invocation !== undefined) answers.add(call.invocation);
      requests.add(call.request);
      tokens.input += call.inputTokens;
      tokens.output += call.outputTokens;
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
      connections: { ...connections },
      inFlight,
      maxConcurrent,
    }),
  };
}
