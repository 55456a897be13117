import { isRecord, type JsonRecord } from '../../../domain/index.js';
import type { JsonSchema } from '../../answer/structured.js';
import { parseJson } from '../../wire/json-value.js';
import {
  constraint,
  constraintError,
  type ServiceErrorName,
  serviceError,
} from '../../wire/service-error.js';
import { acceptCall, resolveModel } from '../accept-call.js';
import type { Reading } from '../model-call.js';
import { readToolConfig } from '../tools/tool-config.js';
import { type ConversationRules, readConversation } from './content.js';
import { readInferenceConfig } from './inference-config.js';

const systemMessagesFrom = 4.8;
const prefillUntil = 4.5;
const toolConfigMissing =
  'The toolConfig field must be defined when using toolUse and toolResult content blocks.';

/** Checks path and body of `POST /model/{modelId}/converse` in the service's order: model, shapes, order, limits. */
export function readConverse(modelId: string, bodyText: string): Reading {
  const found = resolveModel(modelId);
  if ('error' in found) return { state: 'refused', error: found.error };
  const body = parseJson(bodyText);
  if (!isRecord(body)) return refuse('SerializationException', 'The request body is not a JSON object.');
  return readConverseBody(modelId, found.model, body, { form: 'converse' });
}

/** Checks a parsed body in the shape of Converse for a model that was found. A member that is null is not there. */
export function readConverseBody(
  modelId: string,
  model: Parameters<typeof readInferenceConfig>[1],
  given: JsonRecord,
  { form }: Pick<ConversationRules, 'form'>,
): Reading {
  const constraints: string[] = [];
  const body = withoutNulls(given);
  const inference = isRecord(body.inferenceConfig) ? withoutNulls(body.inferenceConfig) : {};
  const { config, refusal } = readInferenceConfig(inference, model, constraints);
  const repeat = readMetadata(body.requestMetadata, constraints);
  const tools = readToolConfig(body.toolConfig, constraints);
  const conversation = readConversation(body, constraints, {
    systemMessages: model.generation >= systemMessagesFrom,
    prefill: model.generation <= prefillUntil,
    form,
  });
  if (constraints.length > 0) return { state: 'refused', error: constraintError(constraints) };
  if (conversation.state === 'refused') return conversation;
  if (refusal !== undefined) return refuse('ValidationException', refusal);
  if (conversation.usesTools && tools === undefined) return refuse('ValidationException', toolConfigMissing);
  const schema = readSchema(body.outputConfig);
  if (schema === 'unreadable')
    return refuse('ValidationException', 'The schema in outputConfig.textFormat is not a valid JSON schema.');
  const paths = body.additionalModelResponseFieldPaths;
  return acceptCall({
    modelId,
    model,
    system: conversation.system,
    messages: conversation.messages,
    config,
    schema,
    tools,
    repeat,
    maxTokensGiven: inference.maxTokens !== undefined,
    wantsStopSequence: Array.isArray(paths) && paths.includes('/stop_sequence'),
  });
}

function withoutNulls(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

function refuse(name: ServiceErrorName, message: string): Reading {
  return { state: 'refused', error: serviceError(name, message) };
}

/** The `repeat` of a request's metadata; other keys mean nothing here. */
function readMetadata(metadata: unknown, constraints: string[]): number | undefined {
  if (metadata === undefined) return undefined;
  const entries = isRecord(metadata) ? Object.entries(metadata) : [];
  const valid = entries.every(
    ([key, value]) => key.length <= 256 && typeof value === 'string' && value.length <= 256,
  );
  if (entries.length < 1 || entries.length > 16 || !valid) {
    constraints.push(
      constraint(
        'requestMetadata',
        metadata,
        'Member must have 1 to 16 pairs of strings of at most 256 characters',
      ),
    );
    return undefined;
  }
  const repeat = isRecord(metadata) ? Number(metadata.repeat) : Number.NaN;
  return Number.isInteger(repeat) && repeat >= 0 ? repeat : undefined;
}

function readSchema(outputConfig: unknown): JsonSchema | undefined | 'unreadable' {
  const format =
    isRecord(outputConfig) && isRecord(outputConfig.textFormat) ? outputConfig.textFormat : undefined;
  if (format === undefined) return undefined;
  const structure: JsonRecord = isRecord(format.structure) ? format.structure : {};
  const jsonSchema = isRecord(structure.jsonSchema) ? structure.jsonSchema.schema : undefined;
  const schema = typeof jsonSchema === 'string' ? parseJson(jsonSchema) : undefined;
  return format.type === 'json_schema' && isRecord(schema) ? schema : 'unreadable';
}
