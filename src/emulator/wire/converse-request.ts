import { hashJson, isRecord, type JsonRecord } from '../../domain/index.js';
import type { JsonSchema } from '../answer/structured.js';
import { type EmulatedModel, findModel } from '../models.js';
import type { ResponderRequest } from '../responder/request.js';
import { countInput } from '../token-count.js';
import { readConversation } from './content.js';
import { readInferenceConfig } from './inference-config.js';
import { parseJson } from './json-value.js';
import {
  constraint,
  constraintError,
  type ServiceError,
  type ServiceErrorName,
  serviceError,
} from './service-error.js';

/** A Converse request that passed every check. `repeat` is undefined where the request names none. */
export interface ConverseRequest {
  readonly request: Omit<ResponderRequest, 'repeat'>;
  readonly repeat: number | undefined;
}

/** A checked request, or the service's answer to a bad one. */
export type ConverseReading =
  | { readonly state: 'accepted'; readonly converse: ConverseRequest }
  | { readonly state: 'refused'; readonly error: ServiceError };

const systemMessagesFrom = 4.8;
const prefillUntil = 4.5;

/** Checks path and body of `POST /model/{modelId}/converse` in the service's order: model, shapes, order, limits. */
export function readConverse(modelId: string, bodyText: string): ConverseReading {
  const found = resolveModel(modelId);
  if ('error' in found) return { state: 'refused', error: found.error };
  const { model } = found;
  const body = parseJson(bodyText);
  if (!isRecord(body)) return refuse('SerializationException', 'The request body is not a JSON object.');
  const constraints: string[] = [];
  const { config, refusal } = readInferenceConfig(body, model, constraints);
  const repeat = readMetadata(body.requestMetadata, constraints);
  const conversation = readConversation(body, constraints, {
    systemMessages: model.generation >= systemMessagesFrom,
    prefill: model.generation <= prefillUntil,
  });
  if (constraints.length > 0) return { state: 'refused', error: constraintError(constraints) };
  if (conversation.state === 'refused') return conversation;
  if (refusal !== undefined) return refuse('ValidationException', refusal);
  const schema = readSchema(body.outputConfig);
  if (schema === 'unreadable')
    return refuse('ValidationException', 'The schema in outputConfig.textFormat is not a valid JSON schema.');
  const { system, messages } = conversation;
  const texts = [system, ...messages.map((message) => message.text)];
  if (
    texts.reduce((sum, text) => sum + text.length, 0) > model.contextTokens &&
    countInput(texts, messages.length, model.tokens) > model.contextTokens
  ) {
    return refuse('ValidationException', 'Input is too long for requested model.');
  }
  const key = hashJson([
    model.id,
    system,
    messages.map(({ role, text }) => [role, text]),
    { ...config },
    schemaKey(schema),
  ]);
  return {
    state: 'accepted',
    converse: { request: { model, system, messages, ...config, schema, key }, repeat },
  };
}

function refuse(name: ServiceErrorName, message: string): ConverseReading {
  return { state: 'refused', error: serviceError(name, message) };
}

function resolveModel(modelId: string): { readonly model: EmulatedModel } | { readonly error: ServiceError } {
  const found = findModel(modelId);
  if (found.state === 'unknown') {
    return { error: serviceError('ResourceNotFoundException', 'The provided model identifier is invalid.') };
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

function schemaKey(schema: JsonSchema | undefined): string | null {
  return schema === undefined ? null : JSON.stringify(schema);
}
