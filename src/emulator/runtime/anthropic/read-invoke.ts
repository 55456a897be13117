import { isRecord, type JsonRecord } from '../../../domain/index.js';
import type { EmulatedModel } from '../../models.js';
import { parseJson } from '../../wire/json-value.js';
import { type ServiceError, serviceError } from '../../wire/service-error.js';
import { resolveModel } from '../accept-call.js';
import { readConverseBody } from '../converse/read-converse.js';
import type { Reading } from '../model-call.js';
import { blocksToConverse, checkpointOf, messagesToConverse } from './blocks.js';
import { invokeProblem } from './invoke-problem.js';

/** Request metadata of a call, which InvokeModel carries in a header. */
export type InvokeMetadata = { readonly [key: string]: string };

/**
 * Checks path and body of `POST /model/{modelId}/invoke` with a body in Anthropic's form. What it means is the same as
 * the Converse request with the same texts: the same answer, the same tokens.
 */
export function readInvoke(modelId: string, bodyText: string, metadata?: InvokeMetadata): Reading {
  const found = resolveModel(modelId);
  if ('error' in found) return { state: 'refused', error: found.error };
  return readInvokeBody(modelId, found.model, bodyText, metadata);
}

/** The same for a model that was found. */
export function readInvokeBody(
  modelId: string,
  model: EmulatedModel,
  bodyText: string,
  metadata?: InvokeMetadata,
): Reading {
  const body = parseJson(bodyText);
  if (!isRecord(body)) return refuse(malformed('the body is not a JSON object'));
  const problem = invokeProblem(body, model);
  if (problem !== undefined) return refuse(problem);
  return readConverseBody(modelId, model, toConverse(body, metadata), { form: 'anthropic' });
}

function refuse(message: string): { readonly state: 'refused'; readonly error: ServiceError } {
  return { state: 'refused', error: serviceError('ValidationException', message) };
}

function malformed(what: string): string {
  return `Malformed input request: ${what}, please reformat your input and try again.`;
}

function toConverse(body: JsonRecord, metadata: InvokeMetadata | undefined): JsonRecord {
  const { system, temperature, top_p: topP, stop_sequences: stopSequences } = body;
  const schema = schemaOf(body.output_config);
  return {
    messages: messagesToConverse(body.messages),
    ...(system !== undefined && { system: blocksToConverse(system) }),
    inferenceConfig: {
      maxTokens: body.max_tokens,
      ...(temperature !== undefined && { temperature }),
      ...(topP !== undefined && { topP }),
      ...(stopSequences !== undefined && { stopSequences }),
    },
    ...toolsOf(body),
    ...(schema !== undefined && {
      outputConfig: {
        textFormat: {
          type: 'json_schema',
          structure: { jsonSchema: { schema: JSON.stringify(schema), name: 'output' } },
        },
      },
    }),
    ...(metadata !== undefined && Object.keys(metadata).length > 0 && { requestMetadata: metadata }),
  };
}

function schemaOf(outputConfig: unknown): unknown {
  const format = isRecord(outputConfig) && isRecord(outputConfig.format) ? outputConfig.format : undefined;
  return format?.type === 'json_schema' ? format.schema : undefined;
}

function toolsOf(body: JsonRecord): JsonRecord {
  const given = Array.isArray(body.tools) ? body.tools : [];
  if (given.length === 0) return {};
  const tools = given.flatMap((tool: JsonRecord) => {
    const { name, description, input_schema: json, cache_control: cache } = tool;
    const spec = {
      toolSpec: {
        name,
        ...(description !== undefined && { description }),
        inputSchema: { json: json ?? {} },
      },
    };
    return cache === undefined ? [spec] : [spec, checkpointOf(cache)];
  });
  return { toolConfig: { tools, toolChoice: toolChoiceOf(body.tool_choice) } };
}

function toolChoiceOf(given: unknown): JsonRecord {
  const choice = isRecord(given) ? given : {};
  if (choice.type === 'tool') return { tool: { name: choice.name } };
  return choice.type === 'any' || choice.type === 'none' ? { [choice.type]: {} } : { auto: {} };
}
