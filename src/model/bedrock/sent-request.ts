import type { Completion, Usage } from '../../domain/index.js';
import type { ModelCall, ModelRequest } from '../port.js';
import type { converseRequest } from './converse-request.js';
import type { ReadResponse } from './converse-response.js';
import type { RuntimeClient } from './runtime-client.js';

/** An answer without what only the sum of attempts knows. */
export type Answer = Omit<Completion, 'attempts' | 'throttles' | 'unseenAttempts'>;

/** One request that is about to leave. */
export interface OutgoingRequest {
  readonly client: RuntimeClient;
  readonly call: ModelCall;
  readonly input: ReturnType<typeof converseRequest>['input'];
  readonly clock: () => number;
  readonly signal: AbortSignal;
}

/** What came back, and what was measured about it. */
export type ReadAnswer = {
  readonly read: ReadResponse;
  readonly emulated: boolean;
  readonly attempts: number;
} & Pick<Answer, 'wallMs' | 'firstTokenMs' | 'usageEstimated'>;

/** An error that came after the service had begun to answer. */
export class BegunError extends Error {
  override readonly name = 'BegunError';
  /** What it said it billed: such a call is not repeated in silence. Undefined: it had not said it yet. */
  readonly usage: Usage | undefined;
  constructor(cause: unknown, usage?: Usage) {
    super('failed after its answer had begun', { cause });
    this.usage = usage;
  }
}

/** What `readConverseResponse` needs to know of the request. */
export function readingOf({ cache }: ModelRequest): { readonly cacheTtl?: '5m' | '1h' } {
  return cache === undefined ? {} : { cacheTtl: cache.ttl };
}
