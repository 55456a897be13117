import { findModel } from '../../models.js';
import type { BilledUsage, Reply, ReplyContent } from '../reply.js';

/** The body of an InvokeModel answer in Anthropic's form. */
export function invokeBody(reply: Reply): string {
  return JSON.stringify({
    ...messageHead(reply),
    content: [invokeBlock(reply.content)],
    stop_reason: reply.stopReason,
    stop_sequence: reply.stopSequence ?? null,
    usage: invokeUsage(reply.usage),
  });
}

/** What identifies a message and who wrote it. */
export function messageHead({ key, modelId }: Reply) {
  return {
    model: nameOf(modelId),
    id: `msg_bdrk_${key.replace(/[^a-zA-Z0-9]/g, '').slice(0, 24)}`,
    type: 'message',
    role: 'assistant',
  } as const;
}

/** `usage` in Anthropic's form. */
export function invokeUsage(usage: BilledUsage) {
  return {
    input_tokens: usage.inputTokens,
    cache_creation_input_tokens: usage.cacheWriteInputTokens,
    cache_read_input_tokens: usage.cacheReadInputTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cacheWriteInputTokens - usage.cacheWrite1hInputTokens,
      ephemeral_1h_input_tokens: usage.cacheWrite1hInputTokens,
    },
    output_tokens: usage.outputTokens,
    service_tier: 'standard',
  };
}

/** A block as it begins or stands in a message. */
export function invokeBlock(content: ReplyContent) {
  if (content.type === 'text') return { type: 'text', text: content.text };
  const { id, name, input } = content;
  return { type: 'tool_use', id: `toolu_bdrk_${id}`, name, input };
}

/** Anthropic's own name of a model: `claude-haiku-4-5-20251001`. */
function nameOf(modelId: string): string {
  const found = findModel(modelId);
  const id = found.state === 'found' ? found.model.id : modelId;
  return id.replace(/^anthropic\./, '').replace(/-v\d+(?::\d+)?$/, '');
}
