import { ParsimonyError } from '../../domain/index.js';
import type { Model, ModelCall, ModelRequest } from '../../model/port.js';

/** A verdict, or why a text is none. */
export type Reading<V> =
  | { readonly state: 'verdict'; readonly verdict: V }
  | { readonly state: 'unreadable'; readonly reason: string };

/** One question to one judge. */
export interface Question<V> {
  readonly request: ModelRequest;
  /** What an answer has to look like: goes into the repair. */
  readonly format: string;
  readonly read: (text: string) => Reading<V>;
}

export type Answer<V> =
  | { readonly state: 'verdict'; readonly verdict: V }
  | { readonly state: 'missing'; readonly reason: string };

type FirstAnswer<V> =
  | Answer<V>
  /** Asking for a repair may help. */
  | { readonly state: 'unreadable'; readonly text: string; readonly reason: string };

/**
 * Asks a judge. An answer that cannot be read gets one repair call; a failed or filtered one does not. Throws only
 * what the model throws.
 */
export async function ask<V>(
  question: Question<V>,
  to: {
    readonly model: Model;
    readonly callOf: (request: ModelRequest) => ModelCall;
    readonly signal: AbortSignal;
  },
): Promise<Answer<V>> {
  const send = async (request: ModelRequest): Promise<FirstAnswer<V>> =>
    readOutcome(await to.model.complete(to.callOf(request), to.signal), question);
  const first = await send(question.request);
  if (first.state !== 'unreadable') return first;
  const second = await send(buildRepairRequest(question.request, first, question.format));
  if (second.state !== 'unreadable') return second;
  return {
    state: 'missing',
    reason: `judge gave no readable verdict, also when asked again: ${second.reason}`,
  };
}

function readOutcome<V>(
  outcome: Awaited<ReturnType<Model['complete']>>,
  { read }: Question<V>,
): FirstAnswer<V> {
  if (outcome.state === 'failed') {
    return {
      state: 'missing',
      reason: `judge call failed: ${outcome.failure.code}: ${outcome.failure.message}`,
    };
  }
  const { text, stopReason } = outcome.completion;
  if (stopReason === 'content_filtered' || stopReason === 'guardrail_intervened') {
    return { state: 'missing', reason: `judge gave no verdict: ${stopReason}` };
  }
  const reading = read(text);
  if (reading.state === 'verdict') return reading;
  const reason =
    stopReason === 'max_tokens' ? `${reading.reason} (it was cut off at maxTokens)` : reading.reason;
  return { state: 'unreadable', text, reason };
}

const MAX_SHOWN_CHARACTERS = 4000;

/** The repair of an answer that could not be read: the bad answer goes back with the reason. */
export function buildRepairRequest(
  request: ModelRequest,
  bad: { readonly text: string; readonly reason: string },
  format: string,
): ModelRequest {
  const shown = bad.text.trim().slice(0, MAX_SHOWN_CHARACTERS);
  return {
    ...request,
    messages: [
      ...request.messages,
      { role: 'assistant', content: shown === '' ? '(no text)' : shown },
      {
        role: 'user',
        content: `Your answer could not be read: ${bad.reason}. Give the same verdict again. ${format}`,
      },
    ],
  };
}

/**
 * Waits for all, then fails with the first failure. Where one question finds no money, the others are still in
 * flight: what they bring is paid for, and must be kept before the store closes (law 1). What the caller can act on
 * (`budget-exceeded`) goes before an abort.
 */
export async function allSettled<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  const results = await Promise.allSettled(promises);
  const reasons = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  if (reasons.length > 0) throw reasons.find((reason) => reason instanceof ParsimonyError) ?? reasons[0];
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
