import { hashJson } from '../../domain/index.js';
import type { JsonSchema } from '../answer/structured.js';
import { type EmulatedModel, findModel } from '../models.js';
import { checkpointsOf, type PromptParts, promptBlocks } from '../prompt-cache/prompt-blocks.js';
import { type CacheTtl, cacheSupportOf } from '../prompt-cache/support.js';
import { countInput, countTokens, frame } from '../token-count.js';
import { type ServiceError, serviceError } from '../wire/service-error.js';
import type { BlockTurn } from './converse/content.js';
import type { JoinedBlocks } from './converse/join-blocks.js';
import type { ModelCall, Reading } from './model-call.js';
import { type ToolConfig, textOfTool } from './tools/tool-config.js';

/** A request whose shape is in order, whichever operation it came by. */
export interface ReadRequest {
  readonly modelId: string;
  readonly model: EmulatedModel;
  readonly system: JoinedBlocks;
  readonly messages: readonly BlockTurn[];
  readonly config: ModelCall['config'];
  readonly schema: JsonSchema | undefined;
  readonly tools: ToolConfig | undefined;
  readonly repeat: number | undefined;
  readonly maxTokensGiven: boolean;
  readonly wantsStopSequence: boolean;
}

/** Finds the model of a path; refuses ids that are unknown, past their end, or need an inference profile. */
export function resolveModel(
  modelId: string,
): { readonly model: EmulatedModel } | { readonly error: ServiceError } {
  const found = findModel(modelId);
  if (found.state === 'unknown') {
    return { error: serviceError('ValidationException', 'The provided model identifier is invalid.') };
  }
  if (found.model.endOfLife) {
    return {
      error: serviceError('ResourceNotFoundException', 'This model version has reached the end of its life.'),
    };
  }
  if (found.bare && found.model.profileOnly) {
    const text = `Invocation of model ID ${modelId} with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile that contains this model.`;
    return { error: serviceError('ValidationException', text) };
  }
  return { model: found.model };
}

/** The last checks, on what the whole request amounts to: checkpoints and length. */
export function acceptCall(read: ReadRequest): Reading {
  const { model, config, schema, tools } = read;
  const parts = partsOf(read);
  const checkpoints = checkpointsOf(parts);
  const problem = checkpoints.length === 0 ? undefined : checkpointProblem(model, checkpoints);
  if (problem !== undefined) return { state: 'refused', error: problem };
  const system = read.system.text;
  const messages = read.messages.map(({ role, text }) => ({ role, text }));
  if (isTooLong(read)) return refuse('Input is too long for requested model.');
  const identity = [model.id, system, messages.map(({ role, text }) => [role, text]), { ...config }];
  const schemaKey = schema === undefined ? null : JSON.stringify(schema);
  const toolKey =
    tools === undefined
      ? []
      : [
          [
            parts.tools.map(({ text }) => text),
            typeof tools.choice === 'string' ? tools.choice : { ...tools.choice },
          ],
        ];
  return {
    state: 'accepted',
    call: {
      modelId: read.modelId,
      model,
      system,
      messages,
      config,
      schema,
      tools,
      key: hashJson([...identity, schemaKey, ...toolKey]),
      repeat: read.repeat,
      reservedTokens: read.maxTokensGiven ? config.maxTokens : model.maxOutputTokens,
      bringsToolResult: read.messages.at(-1)?.holdsToolResult ?? false,
      wantsStopSequence: read.wantsStopSequence,
      prompt: checkpoints.length === 0 ? undefined : promptBlocks(parts, model.tokens),
    },
  };
}

/** Every input token of a call; what it is billed for, whether cached or not. */
export function inputTokensOf({ model, system, messages, schema, tools }: ModelCall): number {
  const texts = [system, ...messages.map(({ text }) => text)];
  if (schema !== undefined) texts.push(JSON.stringify(schema));
  return countInput(texts, messages.length, model.tokens) + toolTokensOf(tools, model);
}

export function toolTokensOf(tools: ToolConfig | undefined, model: EmulatedModel): number {
  if (tools === undefined) return 0;
  return tools.tools.reduce((sum, tool) => sum + frame.tool + countTokens(textOfTool(tool), model.tokens), 0);
}

function refuse(message: string): Reading {
  return { state: 'refused', error: serviceError('ValidationException', message) };
}

function isTooLong({ model, system, messages, tools }: ReadRequest): boolean {
  let length = system.text.length;
  for (const { text } of messages) length += text.length;
  // A character costs at most one token and a frame few: most requests need no count.
  if (length * 2 < model.contextTokens && tools === undefined) return false;
  const texts = [system.text, ...messages.map(({ text }) => text)];
  return countInput(texts, messages.length, model.tokens) + toolTokensOf(tools, model) > model.contextTokens;
}

function partsOf({ tools, system, messages }: ReadRequest): PromptParts {
  const checkpoints = new Map(tools?.checkpoints.map(({ after, ttl }) => [after, ttl]));
  return {
    tools: (tools?.tools ?? []).map((tool, at) => {
      const checkpoint = checkpoints.get(at);
      return { text: textOfTool(tool), ...(checkpoint !== undefined && { checkpoint }) };
    }),
    system,
    messages,
  };
}

const mostCheckpoints = 4;

function checkpointProblem(model: EmulatedModel, checkpoints: readonly CacheTtl[]): ServiceError | undefined {
  const support = cacheSupportOf(model);
  if (support === undefined) {
    return serviceError(
      'AccessDeniedException',
      'You invoked an unsupported model or your request did not allow prompt caching. See the documentation for more information.',
    );
  }
  if (checkpoints.length > mostCheckpoints)
    return modelRefuses(
      `A maximum of ${mostCheckpoints} blocks with cache_control may be provided. Found ${checkpoints.length}.`,
    );
  if (checkpoints.includes('1h') && !support.ttls.includes('1h'))
    return modelRefuses('cache_control.ephemeral.ttl: Extra inputs are not permitted');
  const firstShort = checkpoints.indexOf('5m');
  if (firstShort >= 0 && checkpoints.lastIndexOf('1h') > firstShort)
    return modelRefuses(
      "cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
    );
  return undefined;
}

function modelRefuses(text: string): ServiceError {
  return serviceError('ValidationException', `The model returned the following errors: ${text}`);
}
