import { createHash } from 'node:crypto';
import type { CacheUse, PromptCache } from '../prompt-cache/prompt-cache.js';
import { cacheSupportOf } from '../prompt-cache/support.js';
import type { ResponderParameters } from '../responder/parameters.js';
import type { ResponderReply } from '../responder/request.js';
import { respond } from '../responder/respond.js';
import { countTokens } from '../token-count.js';
import { createBoundedCounts } from '../wire/bounded-counts.js';
import { toolTokensOf } from './accept-call.js';
import type { ModelCall } from './model-call.js';
import type { Reply } from './reply.js';
import { chooseTool, questionOf } from './tools/choose-tool.js';
import { inputFor } from './tools/tool-input.js';

/** How many distinct requests without a repeat of their own are told apart by order of arrival. */
const rememberedArrivals = 100_000;

/** What carrying calls out needs. */
export interface CarryOutOptions {
  readonly seed: number;
  readonly parameters: ResponderParameters;
  readonly promptCache: PromptCache;
  /** Overrides the table of minimums, by bare id. */
  readonly cacheMinTokens: { readonly [bareId: string]: number };
}

/**
 * Carries calls out. Equal requests at a temperature above 0 are repeats of each other: the `n`-th to arrive is
 * repeat `n`, unless the request says which it is. Batch jobs have no prompt cache: `cached` is false.
 */
export function createCarryOut(
  options: CarryOutOptions,
): (call: ModelCall, how: { readonly cached: boolean }) => Reply {
  const arrivals = createBoundedCounts(rememberedArrivals);
  return (call, { cached }) => {
    const { model, system, messages, config, schema, key } = call;
    const repeat = call.repeat ?? (config.temperature > 0 ? arrivals.add(key) : 0);
    const said = respond({ model, system, messages, ...config, schema, key, repeat }, options);
    const { content, stopReason, outputTokens } = withTools(call, said);
    const allInputTokens = said.inputTokens + toolTokensOf(call.tools, model);
    const cache = cached ? cacheUse(call, options) : undefined;
    const writeTokens = cache === undefined ? 0 : cache.write5mTokens + cache.write1hTokens;
    const readTokens = cache?.readTokens ?? 0;
    return {
      modelId: call.modelId,
      content,
      stopReason,
      stopSequence: stopReason === 'stop_sequence' ? said.stopSequence : undefined,
      wantsStopSequence: call.wantsStopSequence,
      usage: {
        inputTokens: allInputTokens - readTokens - writeTokens,
        outputTokens,
        cacheReadInputTokens: readTokens,
        cacheWriteInputTokens: writeTokens,
        cacheWrite1hInputTokens: cache?.write1hTokens ?? 0,
      },
      latencyMs: said.latencyMs,
      firstTokenMs: said.firstTokenMs,
      key,
      request: `${key}#${call.repeat ?? ''}`,
      begun: cache?.begun,
    };
  };
}

function cacheUse(call: ModelCall, { promptCache, cacheMinTokens }: CarryOutOptions): CacheUse | undefined {
  const support = cacheSupportOf(call.model, cacheMinTokens);
  if (call.prompt === undefined || support === undefined) return undefined;
  return promptCache.use(call.modelId, call.prompt, support.minTokens);
}

type Said = Pick<Reply, 'content' | 'stopReason'> & { readonly outputTokens: number };

function withTools(call: ModelCall, said: ResponderReply): Said {
  const text: Said = {
    content: { type: 'text', text: said.text },
    stopReason: said.stopReason,
    outputTokens: said.outputTokens,
  };
  if (call.tools === undefined) return text;
  const tool = chooseTool(call.tools, {
    messages: call.messages,
    answer: said.text,
    bringsToolResult: call.bringsToolResult,
  });
  if (tool === undefined) return text;
  const input = inputFor(tool, questionOf(call.messages));
  const tokens = countTokens(tool.name + JSON.stringify(input), call.model.tokens);
  const content = { type: 'tool', id: toolUseId(call.key), name: tool.name, input } as const;
  // Cut short, a tool's input is no JSON any more: the service then gives an empty object.
  if (tokens > call.config.maxTokens)
    return {
      content: { ...content, input: {} },
      stopReason: 'max_tokens',
      outputTokens: call.config.maxTokens,
    };
  return { content, stopReason: 'tool_use', outputTokens: tokens };
}

function toolUseId(key: string): string {
  return createHash('sha256').update(key).digest('base64url').replace(/[-_]/g, '').slice(0, 22);
}
