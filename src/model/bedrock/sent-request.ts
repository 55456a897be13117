import type { Completion, Usage } from '../../domain/index.js';
import type { ModelCall, ModelRequest } from '../port.js';
import type { converseRequest } from './converse-request.js';
import type { ReadResponse } from './converse-response.js';
import type { RuntimeClient } from './runtime-client.js';

/** An answer without what only the sum of attempts knows. */
export type Answer = Omit<Completion, 'attempts' | 'throttles'>;

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

/** An error that came after the service had said what it billed: the call is not repeated in silence. */
export class BilledError extends Error {
  override readonly name = 'BilledError';
  readonly usage: Usage;
  constructor(cause: unknown, usage: Usage) {
    super('failed after it was billed', { cause });
    this.usage = usage;
  }
}

/** What `readConverseResponse` needs to know of the request. */
export function readingOf({ cache }: ModelRequest): { readonly cacheTtl?: '5m' | '1h' } {
  return cache === undefined ? {} : { cacheTtl: cache.ttl };
}
