import type { Reply } from '../reply.js';
import { deltasOf, type StreamEvent } from '../stream-event.js';
import { invokeBlock, invokeUsage, messageHead } from './invoke-body.js';

/** The `chunk` events of InvokeModelWithResponseStream: each carries one Anthropic event in base64. */
export function invokeEvents(reply: Reply): readonly StreamEvent[] {
  const { content, usage } = reply;
  const { output_tokens: _, ...inputUsage } = invokeUsage(usage);
  const started = {
    ...messageHead(reply),
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...inputUsage, output_tokens: 1 },
  };
  const empty = content.type === 'text' ? { type: 'text', text: '' } : { ...invokeBlock(content), input: {} };
  const written = content.type === 'text' ? content.text : JSON.stringify(content.input);
  return [
    chunk('start', { type: 'message_start', message: started }),
    chunk('block-start', { type: 'content_block_start', index: 0, content_block: empty }),
    ...deltasOf(written).map((text) => ({
      ...chunk('delta', {
        type: 'content_block_delta',
        index: 0,
        delta:
          content.type === 'text'
            ? { type: 'text_delta', text }
            : { type: 'input_json_delta', partial_json: text },
      }),
      text,
    })),
    chunk('block-stop', { type: 'content_block_stop', index: 0 }),
    chunk('stop', {
      type: 'message_delta',
      delta: { stop_reason: reply.stopReason, stop_sequence: reply.stopSequence ?? null },
      usage: { output_tokens: usage.outputTokens },
    }),
    chunk('metadata', {
      type: 'message_stop',
      'amazon-bedrock-invocationMetrics': {
        inputTokenCount: usage.inputTokens,
        outputTokenCount: usage.outputTokens,
        invocationLatency: reply.latencyMs,
        firstByteLatency: reply.firstTokenMs,
        ...cacheCounts(reply),
      },
    }),
  ];
}

function cacheCounts({ usage }: Reply) {
  const { cacheReadInputTokens, cacheWriteInputTokens } = usage;
  if (cacheReadInputTokens + cacheWriteInputTokens === 0) return {};
  return {
    cacheReadInputTokenCount: cacheReadInputTokens,
    cacheWriteInputTokenCount: cacheWriteInputTokens,
  };
}

function chunk(stage: StreamEvent['stage'], inner: object): StreamEvent {
  const bytes = Buffer.from(JSON.stringify(inner)).toString('base64');
  return { stage, type: 'chunk', payload: { bytes }, text: '' };
}
