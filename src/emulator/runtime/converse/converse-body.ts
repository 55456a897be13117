import type { BilledUsage, Reply, ReplyContent } from '../reply.js';

/** The body of a Converse answer. */
export function converseBody(reply: Reply): string {
  const { stopReason, usage, latencyMs } = reply;
  return JSON.stringify({
    output: { message: { role: 'assistant', content: [converseBlock(reply.content)] } },
    stopReason,
    usage: converseUsage(usage),
    metrics: { latencyMs },
    ...additionalFields(reply),
  });
}

/** `usage` of Converse; `cacheDetails` only where something was written, the hour first. */
export function converseUsage(usage: BilledUsage) {
  const { inputTokens, outputTokens, cacheReadInputTokens, cacheWriteInputTokens } = usage;
  const long = usage.cacheWrite1hInputTokens;
  const details = [
    ...(long > 0 ? [{ ttl: '1h', inputTokens: long }] : []),
    ...(cacheWriteInputTokens > long ? [{ ttl: '5m', inputTokens: cacheWriteInputTokens - long }] : []),
  ];
  return {
    inputTokens,
    outputTokens,
    totalTokens: inputTokens + cacheReadInputTokens + cacheWriteInputTokens + outputTokens,
    cacheReadInputTokens,
    cacheWriteInputTokens,
    ...(details.length > 0 && { cacheDetails: details }),
  };
}

/** The stop sequence that was met, where the request asked for that field. */
export function additionalFields({ wantsStopSequence, stopSequence }: Reply) {
  if (!wantsStopSequence) return {};
  return { additionalModelResponseFields: { stop_sequence: stopSequence ?? null } };
}

/** The id of a tool's use as Converse writes it. */
export function converseToolUseId(id: string): string {
  return `tooluse_${id}`;
}

function converseBlock(content: ReplyContent) {
  if (content.type === 'text') return { text: content.text };
  const { id, name, input } = content;
  return { toolUse: { toolUseId: converseToolUseId(id), name, input } };
}
