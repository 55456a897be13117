import type { Usage } from '../../domain/index.js';
import { approximateTokens } from '../../tokens/index.js';
import type { ModelRequest } from '../port.js';

/** What the service adds around a request and around each of its messages, for what a rough count is worth. */
const REQUEST_FRAME_TOKENS = 8;
const MESSAGE_FRAME_TOKENS = 4;

/** A rough count of the input tokens of a request: its texts, its tools as JSON, and the frame around them. */
export function estimateInputTokens({ system, messages, tools }: ModelRequest): number {
  const frame = REQUEST_FRAME_TOKENS + MESSAGE_FRAME_TOKENS * messages.length;
  const texts = [system ?? '', ...messages.map(({ content }) => content)];
  if (tools !== undefined) texts.push(JSON.stringify(tools.tools));
  return frame + texts.reduce((sum, text) => sum + approximateTokens(text), 0);
}

/** What an attempt reserves of a quota of tokens per minute: its input and all the output that it may ask for. */
export function reservedTokens(request: ModelRequest): number {
  return estimateInputTokens(request) + request.maxTokens;
}

/**
 * What counts against that quota in the end: uncached input, cache writes, and output times its burndown (5 for some
 * generations of Claude); cache reads do not (AWS user guide, "Prompt caching" and "How tokens are counted").
 */
export function quotaTokens(usage: Usage, outputBurndown: number): number {
  return usage.inputTokens + usage.cacheWriteInputTokens + usage.outputTokens * outputBurndown;
}
