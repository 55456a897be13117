import type { ServiceError } from '../wire/service-error.js';
import { invokeBody } from './anthropic/invoke-body.js';
import { type InvokeMetadata, readInvoke } from './anthropic/read-invoke.js';
import { type CarryOutOptions, createCarryOut } from './carry-out.js';
import { converseBody } from './converse/converse-body.js';
import { readConverse } from './converse/read-converse.js';
import { type CountTokensResult, countTokensOf } from './count-tokens.js';
import type { ModelCall, Reading } from './model-call.js';
import type { BilledUsage, Reply } from './reply.js';

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
  /** Carries out the JSON text of a Converse body, as a batch record does: without the prompt cache. */
  converse(modelId: string, bodyText: string): RuntimeResult | ServiceError;
  /** The same for an InvokeModel body in Anthropic's form. */
  invoke(modelId: string, bodyText: string): RuntimeResult | ServiceError;
  /** Counts the tokens of a CountTokens body. */
  countTokens(modelId: string, bodyText: string): CountTokensResult | ServiceError;
  readConverse(modelId: string, bodyText: string): Reading;
  readInvoke(modelId: string, bodyText: string, metadata?: InvokeMetadata): Reading;
  /** Carries out a call that was read, with the prompt cache. */
  carryOut(call: ModelCall): Reply;
}

export function createRuntime(options: CarryOutOptions): Runtime {
  const carryOut = createCarryOut(options);
  const inBatch = (reading: Reading, bodyOf: (reply: Reply) => string): RuntimeResult | ServiceError => {
    if (reading.state === 'refused') return reading.error;
    const reply = carryOut(reading.call, { cached: false });
    const { request, usage, latencyMs } = reply;
    return { body: bodyOf(reply), request, usage, latencyMs };
  };
  return {
    converse: (modelId, bodyText) => inBatch(readConverse(modelId, bodyText), converseBody),
    invoke: (modelId, bodyText) => inBatch(readInvoke(modelId, bodyText), invokeBody),
    countTokens: countTokensOf,
    readConverse,
    readInvoke,
    carryOut: (call) => carryOut(call, { cached: true }),
  };
}
