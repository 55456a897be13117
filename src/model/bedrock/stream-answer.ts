import { setTimeout as delay } from 'node:timers/promises';
import { approximateTokens } from '../../tokens/index.js';
import type { ModelRequest } from '../port.js';
import { readConverseResponse } from './converse-response.js';
import { estimateInputTokens, estimateTextTokens } from './estimate-tokens.js';
import { fieldsOf } from './fields-of.js';
import { readStream, type StreamEnd } from './read-stream.js';
import { readUsage } from './read-usage.js';
import { type Answer, BegunError, type OutgoingRequest, type ReadAnswer, readingOf } from './sent-request.js';
import { StreamFault, streamErrorOf } from './stream-fault.js';

/** How long a complete stream may take to end, so that its connection can be used again. */
const REST_MS = 1_000;

/**
 * Sends a request by ConverseStream and reads it to its end, or to its output ceiling. The connection of a stream
 * that ended by itself is left to the next call; that of any other is closed, so that the service stops generating.
 */
export async function streamAnswer(outgoing: OutgoingRequest): Promise<ReadAnswer> {
  const { call, clock, signal } = outgoing;
  signal.throwIfAborted();
  const connection = new AbortController();
  const follow = () => connection.abort(signal.reason);
  signal.addEventListener('abort', follow, { once: true });
  let ended: Promise<void> | undefined;
  try {
    const startMs = clock();
    const { output, emulated } = await begin(outgoing, connection.signal);
    if (output.stream === undefined) throw new StreamFault('incomplete-stream', 'the answer has no stream');
    const end = await readStream(output.stream, {
      clock,
      ceilingTokens: call.request.ceiling?.tokens,
      estimate: approximateTokens,
    });
    if (end.state === 'complete') {
      ended = Promise.race([end.rest(), delay(REST_MS, undefined, { ref: false })]);
    }
    return {
      emulated,
      attempts: output.$metadata.attempts ?? 1,
      wallMs: clock() - startMs,
      ...(end.firstTextAtMs === null ? {} : { firstTokenMs: end.firstTextAtMs - startMs }),
      ...readEnd(end, call.request),
    };
  } finally {
    signal.removeEventListener('abort', follow);
    void (ended ?? Promise.resolve()).then(() => connection.abort());
  }
}

/** The SDK looks at the first frame before it answers: a damaged one is a fault of the stream, not of the call. */
async function begin(
  { client, input }: OutgoingRequest,
  signal: AbortSignal,
): ReturnType<OutgoingRequest['client']['converseStream']> {
  try {
    return await client.converseStream(input, signal);
  } catch (error) {
    throw fieldsOf(fieldsOf(error).$metadata).httpStatusCode === 200 ? streamErrorOf(error) : error;
  }
}

function readEnd(end: StreamEnd, request: ModelRequest): Pick<ReadAnswer, 'read' | 'usageEstimated'> {
  if (end.state === 'complete') return { read: readConverseResponse(end.response, readingOf(request)) };
  if (end.state === 'ceiling') {
    return { read: { state: 'completed', answer: cutAnswer(request, end) }, usageEstimated: true };
  }
  throw new BegunError(end.error, readUsage(end.usage, request.cache?.ttl));
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
