import { modelAddress } from '../../cost/index.js';
import type { Usage } from '../../domain/index.js';
import { approximateTokens, frameTokens, vocabularyOf } from '../../tokens/index.js';
import type { ModelRequest, ToolConfig } from '../port.js';

/** From Opus 4.7 on the same text takes about 30 % more tokens (AWS documentation) than what is approximated. */
const NEWER_VOCABULARY = 1.3;

/** A rough count of a text's tokens by the vocabulary of its model, rounded up. */
export function estimateTextTokens(model: string, text: string): number {
  const factor = vocabularyOf(modelAddress(model).base) === 'claude-4.7' ? NEWER_VOCABULARY : 1;
  return Math.ceil(approximateTokens(text) * factor);
}

/** A rough count of the input tokens of a request: its texts, its tools as JSON, and the frame around them. */
export function estimateInputTokens({ model, system, messages, tools }: ModelRequest): number {
  const texts = [system ?? '', ...messages.map(({ content }) => content)];
  if (tools !== undefined) texts.push(JSON.stringify(tools.tools));
  const frame = frameTokens({
    messages: messages.length,
    ...(tools !== undefined && tools.tools.length > 0 && { tools: toolFrame(tools) }),
  });
  return frame + texts.reduce((sum, text) => sum + estimateTextTokens(model, text), 0);
}

function toolFrame({ choice = 'auto' }: ToolConfig): 'offered' | 'required' {
  return choice === 'auto' ? 'offered' : 'required';
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
