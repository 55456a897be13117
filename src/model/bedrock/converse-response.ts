import type { CallFailure, Completion, JsonValue, StopReason, ToolUse } from '../../domain/index.js';
import type { CachePlan } from '../port.js';
import { fieldsOf } from './fields-of.js';
import { readUsage } from './read-usage.js';

/** What stop reasons come to: those of an answer map to themselves, the others say why there is none. */
const STOP_REASONS: ReadonlySet<string> = new Set<StopReason>([
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'content_filtered',
  'guardrail_intervened',
]);

const FAILED_STOPS: ReadonlyMap<string, { readonly code: string; readonly message: string }> = new Map([
  [
    'malformed_model_output',
    { code: 'malformed-model-output', message: 'the model wrote what the service could not read' },
  ],
  [
    'malformed_tool_use',
    { code: 'malformed-tool-use', message: 'the model asked for a tool in a form that cannot be read' },
  ],
  [
    'model_context_window_exceeded',
    {
      code: 'model-context-window-exceeded',
      message: 'input and answer together outgrew the context window of the model',
    },
  ],
]);

/** A Converse answer as far as it says; the caller knows of attempts, dropped parameters and emulation. */
export type ReadResponse =
  | {
      readonly state: 'completed';
      readonly answer: Pick<Completion, 'text' | 'stopReason' | 'usage' | 'latencyMs' | 'toolUses'>;
    }
  | { readonly state: 'failed'; readonly failure: Omit<CallFailure, 'attempts'> };

/**
 * Reads an answer that came with status 200, from a call, an assembled stream or a batch record. Text blocks are
 * joined; tool uses are listed beside them; other blocks (reasoning) are no part of the text; an answer without
 * text is an empty answer, which a model may give. Without message or usage it is `malformed-response`; a stop
 * reason that is no answer, or that is not known (`unknown-stop-reason`), fails with the usage that was billed for
 * it. `cacheTtl`: what the request asked for.
 */
export function readConverseResponse(
  response: unknown,
  options: { readonly cacheTtl?: CachePlan['ttl'] } = {},
): ReadResponse {
  const { output, stopReason, usage, metrics } = fieldsOf(response);
  const content = fieldsOf(fieldsOf(output).message).content;
  const counted = readUsage(usage, options.cacheTtl);
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
    const reason = `stop reason ${JSON.stringify(stopReason.slice(0, 100))}`;
    const known = FAILED_STOPS.get(stopReason);
    const failure =
      known === undefined
        ? { code: 'unknown-stop-reason', message: reason }
        : { code: known.code, message: `${known.message} (${reason})` };
    return { state: 'failed', failure: { ...failure, usage: counted } };
  }
  const { latencyMs } = fieldsOf(metrics);
  const toolUses = content.flatMap(toolUseOf);
  return {
    state: 'completed',
    answer: {
      text: content.map(textOf).join(''),
      stopReason,
      usage: counted,
      latencyMs: typeof latencyMs === 'number' && latencyMs >= 0 ? latencyMs : null,
      ...(toolUses.length === 0 ? {} : { toolUses }),
    },
  };
}

function isStopReason(value: string): value is StopReason {
  return STOP_REASONS.has(value);
}

function textOf(block: unknown): string {
  const { text } = fieldsOf(block);
  return typeof text === 'string' ? text : '';
}

function toolUseOf(block: unknown): readonly ToolUse[] {
  const { toolUse } = fieldsOf(block);
  const { name, input } = fieldsOf(toolUse);
  // The SDK gives a parsed document: JSON by construction.
  return typeof name === 'string' ? [{ name, input: (input ?? null) as JsonValue }] : [];
}
