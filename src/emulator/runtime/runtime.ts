import type { ResponderParameters } from '../responder/parameters.js';
import type { ServiceError } from '../wire/service-error.js';
import { createConverse } from './converse.js';

/** Tokens as the service bills them; `inputTokens` are those neither read from nor written to the prompt cache. */
export interface BilledUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadInputTokens: number;
  /** All writes; `cacheWrite1hInputTokens` of them for an hour. */
  readonly cacheWriteInputTokens: number;
  readonly cacheWrite1hInputTokens: number;
}

/** A call carried out: the body of the answer and what it costs. */
export interface RuntimeResult {
  /** JSON, as it stands in the answer or as `modelOutput` of a batch record. */
  readonly body: string;
  /** Identifies the work (content and repeat), to see what is paid for twice. */
  readonly request: string;
  readonly usage: BilledUsage;
  /** Simulated. */
  readonly latencyMs: number;
}

/** The models behind the wire. Whatever was sent, an answer or the service's error comes back; nothing is thrown. */
export interface Runtime {
  /** Carries out the JSON text of a Converse body. */
  converse(modelId: string, bodyText: string): RuntimeResult | ServiceError;
}

export function createRuntime(options: {
  readonly seed: number;
  readonly parameters: ResponderParameters;
}): Runtime {
  return { converse: createConverse(options) };
}
