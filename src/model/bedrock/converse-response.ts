import type { CallFailure, Completion, StopReason, Usage } from '../../domain/index.js';

const STOP_REASONS: ReadonlySet<string> = new Set<StopReason>([
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'content_filtered',
  'guardrail_intervened',
]);

/** A Converse answer as far as it says; the caller knows of attempts, dropped parameters and emulation. */
export type ReadResponse =
  | {
      readonly state: 'completed';
      readonly answer: Pick<Completion, 'text' | 'stopReason' | 'usage' | 'latencyMs'>;
    }
  | { readonly state: 'failed'; readonly failure: Omit<CallFailure, 'attempts'> };

/**
 * Reads an answer that came with status 200. Text blocks are joined, other blocks (reasoning, tool use) are no
 * part of the text; an answer without text is an empty answer, which a model may give. Without message or usage
 * it is `malformed-response`; a stop reason that is not known is `unknown-stop-reason`, with the usage that was
 * billed for it.
 */
export function readConverseResponse(response: unknown): ReadResponse {
  const { output, stopReason, usage, metrics } = fieldsOf(response);
  const content = fieldsOf(fieldsOf(output).message).content;
  const counted = readUsage(usage);
  const lacks = [
    Array.isArray(content) ? [] : ['output.message.content'],
    typeof stopReason === 'string' ? [] : ['stopReason'],
    counted === undefined ? ['usage'] : [],
  ].flat();
  if (!Array.isArray(content) || typeof stopReason !== 'string' || counted === undefined) {
    const message = `the answer lacks ${lacks.join(', ')}, or it is not of the documented form`;
    return {
      state: 'failed',
      failure: { code: 'malformed-response', message, ...(counted === undefined ? {} : { usage: counted }) },
    };
  }
  if (!isStopReason(stopReason)) {
    const message = `stop reason ${JSON.stringify(stopReason.slice(0, 100))}`;
    return { state: 'failed', failure: { code: 'unknown-stop-reason', message, usage: counted } };
  }
  const { latencyMs } = fieldsOf(metrics);
  return {
    state: 'completed',
    answer: {
      text: content.map(textOf).join(''),
      stopReason,
      usage: counted,
      latencyMs: typeof latencyMs === 'number' && latencyMs >= 0 ? latencyMs : null,
    },
  };
}

function readUsage(value: unknown): Usage | undefined {
  const usage = fieldsOf(value);
  const counts = {
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cacheReadInputTokens: usage.cacheReadInputTokens ?? 0,
    cacheWriteInputTokens: usage.cacheWriteInputTokens ?? 0,
  };
  return Object.values(counts).every(isCount) ? (counts as Usage) : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isStopReason(value: string): value is StopReason {
  return STOP_REASONS.has(value);
}

function textOf(block: unknown): string {
  const { text } = fieldsOf(block);
  return typeof text === 'string' ? text : '';
}

function fieldsOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown }) : {};
}
