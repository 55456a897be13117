import { setTimeout as delay } from 'node:timers/promises';
import type { Completion, Usage } from '../../domain/index.js';
import { approximateTokens } from '../../tokens/index.js';
import type { ModelCall, ModelRequest } from '../port.js';
import type { AttemptResult } from '../retry.js';
import { converseRequest } from './converse-request.js';
import { type ReadResponse, readConverseResponse } from './converse-response.js';
import { estimateInputTokens, estimateTextTokens } from './estimate-tokens.js';
import type { BedrockOptions } from './options.js';
import { readStream } from './read-stream.js';
import { readUsage } from './read-usage.js';
import type { RuntimeClient } from './runtime-client.js';
import { StreamFault } from './stream-fault.js';

/** How long a complete stream may take to end, so that its connection can be used again. */
const REST_MS = 1_000;

/** An answer without what only the sum of attempts knows. */
export type Answer = Omit<Completion, 'attempts' | 'throttles'>;

type Options = Pick<BedrockOptions, 'clock' | 'capabilities'>;
type Read = { readonly read: ReadResponse } & Pick<Answer, 'wallMs' | 'firstTokenMs' | 'usageEstimated'>;

/**
 * Sends one Converse request, streamed where the call asks for it or has an output ceiling. Throws what the SDK
 * throws, and `BilledError` for a stream that failed after it had said what it billed.
 */
export async function converseOnce(
  client: RuntimeClient,
  call: ModelCall,
  options: Options,
  signal: AbortSignal,
): Promise<AttemptResult<Answer>> {
  const { input, droppedParameters } = converseRequest(call, options.capabilities);
  const streamed = call.stream === true || call.request.ceiling !== undefined;
  const startMs = options.clock();
  const { emulated, attempts, read, ...measured } = streamed
    ? await streamAnswer(client, input, call, options, signal, startMs)
    : await wholeAnswer(client, input, call, options, signal, startMs);
  if (read.state === 'failed') {
    // Answered and billed: the same request would be billed again.
    return { state: 'failed', failure: { ...read.failure, attempts, retry: 'never', retryAfterMs: null } };
  }
  return { state: 'answered', value: { ...read.answer, ...measured, emulated, droppedParameters }, attempts };
}

/** An error that came after the service had said what it billed: the call is not repeated in silence. */
export class BilledError extends Error {
  override readonly name = 'BilledError';
  readonly usage: Usage;
  constructor(cause: unknown, usage: Usage) {
    super('failed after it was billed', { cause });
    this.usage = usage;
  }
}

type Sent = Read & { readonly emulated: boolean; readonly attempts: number };
type Input = ReturnType<typeof converseRequest>['input'];

async function wholeAnswer(
  client: RuntimeClient,
  input: Input,
  { request }: ModelCall,
  { clock }: Options,
  signal: AbortSignal,
  startMs: number,
): Promise<Sent> {
  const { output, emulated } = await client.converse(input, signal);
  const read = readConverseResponse(output, cacheTtlOf(request));
  return { read, emulated, attempts: output.$metadata.attempts ?? 1, wallMs: clock() - startMs };
}

async function streamAnswer(
  client: RuntimeClient,
  input: Input,
  { request }: ModelCall,
  { clock }: Options,
  signal: AbortSignal,
  startMs: number,
): Promise<Sent> {
  const connection = new AbortController();
  const follow = () => connection.abort(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', follow, { once: true });
  // A stream that ended by itself leaves its connection to the next call; any other is cut.
  let ended: Promise<void> | undefined;
  try {
    const { output, emulated } = await client.converseStream(input, connection.signal);
    if (output.stream === undefined) throw new StreamFault('incomplete-stream', 'the answer has no stream');
    const end = await readStream(output.stream, {
      clock,
      ceilingTokens: request.ceiling?.tokens,
      estimate: approximateTokens,
    });
    const wallMs = clock() - startMs;
    if (end.state === 'failed') {
      const usage = readUsage(end.usage, request.cache?.ttl);
      throw usage === undefined ? end.error : new BilledError(end.error, usage);
    }
    const firstTokenMs = end.firstTextAtMs === null ? {} : { firstTokenMs: end.firstTextAtMs - startMs };
    const sent = { emulated, attempts: output.$metadata.attempts ?? 1, wallMs, ...firstTokenMs };
    if (end.state === 'complete') {
      ended = Promise.race([end.rest(), delay(REST_MS, undefined, { ref: false })]);
      return { ...sent, read: readConverseResponse(end.response, cacheTtlOf(request)) };
    }
    return { ...sent, usageEstimated: true, read: { state: 'completed', answer: cutAnswer(request, end) } };
  } finally {
    signal.removeEventListener('abort', follow);
    void (ended ?? Promise.resolve()).then(() => connection.abort());
  }
}

/** The answer of a stream that was stopped: what it used is our estimate, for the service never says it. */
function cutAnswer(
  request: ModelRequest,
  { text, received }: { readonly text: string; readonly received: string },
): Pick<Answer, 'text' | 'stopReason' | 'usage' | 'latencyMs'> {
  return {
    text: text + (request.ceiling?.notice ?? ''),
    stopReason: 'output_ceiling',
    usage: {
      inputTokens: estimateInputTokens(request),
      // All that came was generated and is billed, also what stands behind the cut; more than `maxTokens` cannot be.
      outputTokens: Math.min(request.maxTokens, estimateTextTokens(request.model, received)),
      cacheReadInputTokens: 0,
      cacheWriteInputTokens: 0,
    },
    latencyMs: null,
  };
}

function cacheTtlOf({ cache }: ModelRequest): { readonly cacheTtl?: '5m' | '1h' } {
  return cache === undefined ? {} : { cacheTtl: cache.ttl };
}
