import type { AttemptResult } from '../retry.js';
import { converseRequest } from './converse-request.js';
import { readConverseResponse } from './converse-response.js';
import type { BedrockOptions } from './options.js';
import { type Answer, type OutgoingRequest, type ReadAnswer, readingOf } from './sent-request.js';
import { streamAnswer } from './stream-answer.js';

/**
 * Sends one Converse request, streamed where the call asks for it or has an output ceiling. Throws what the SDK
 * throws, and `BegunError` for a stream that failed after it had begun.
 */
export async function converseOnce(
  request: Omit<OutgoingRequest, 'input'> & Pick<BedrockOptions, 'capabilities'>,
): Promise<AttemptResult<Answer>> {
  const { call, capabilities } = request;
  const { input, droppedParameters } = converseRequest(call, capabilities);
  const streamed = call.stream === true || call.request.ceiling !== undefined;
  const send = streamed ? streamAnswer : wholeAnswer;
  const { emulated, attempts, read, ...measured } = await send({ ...request, input });
  if (read.state === 'failed') {
    // Answered and billed: the same request would be billed again.
    const fixed = { retry: 'never', mayBeBilled: true, retryAfterMs: null } as const;
    return { state: 'failed', failure: { ...read.failure, attempts, ...fixed } };
  }
  return { state: 'answered', value: { ...read.answer, ...measured, emulated, droppedParameters }, attempts };
}

async function wholeAnswer({ client, call, input, clock, signal }: OutgoingRequest): Promise<ReadAnswer> {
  const startMs = clock();
  const { output, emulated } = await client.converse(input, signal);
  const read = readConverseResponse(output, readingOf(call.request));
  return { read, emulated, attempts: output.$metadata.attempts ?? 1, wallMs: clock() - startMs };
}
