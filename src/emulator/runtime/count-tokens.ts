import { isRecord } from '../../domain/index.js';
import { findModel } from '../models.js';
import { parseJson } from '../wire/json-value.js';
import { type ServiceError, serviceError } from '../wire/service-error.js';
import { inputTokensOf } from './accept-call.js';
import { readInvokeBody } from './anthropic/read-invoke.js';
import { readConverseBody } from './converse/read-converse.js';

/** The answer of CountTokens. */
export interface CountTokensResult {
  readonly inputTokens: number;
}

/** Claude models that CountTokens was seen to work for on bedrock-runtime: 3.5 to 4.6. */
const countable = { from: 3.5, to: 4.6 } as const;
const unsupported = "The provided model doesn't support counting tokens.";

/**
 * Counts the input tokens of `{input: {converse | invokeModel}}` as the call itself will be billed for them. Wants
 * the bare id, also of models that can only be called through an inference profile; profile ids, custom models,
 * Nova and models for which the service has no counter are refused.
 */
export function countTokensOf(modelId: string, bodyText: string): CountTokensResult | ServiceError {
  const found = findModel(modelId);
  if (found.state === 'unknown')
    return refuse(
      /(?:^|\.)amazon\.nova/.test(modelId) ? unsupported : 'The provided model identifier is invalid.',
    );
  const { model, bare } = found;
  if (model.endOfLife)
    return serviceError('ResourceNotFoundException', 'This model version has reached the end of its life.');
  if (!bare || model.generation < countable.from || model.generation > countable.to)
    return refuse(unsupported);
  const body = parseJson(bodyText);
  if (!isRecord(body))
    return serviceError('SerializationException', 'The request body is not a JSON object.');
  const input = isRecord(body.input) ? body.input : {};
  const reading = isRecord(input.converse)
    ? readConverseBody(modelId, model, input.converse, { form: 'converse' })
    : isRecord(input.invokeModel) && typeof input.invokeModel.body === 'string'
      ? readInvokeBody(modelId, model, Buffer.from(input.invokeModel.body, 'base64').toString('utf8'))
      : undefined;
  if (reading === undefined)
    return refuse('The input must hold either converse or invokeModel with a base64 body.');
  return reading.state === 'refused' ? reading.error : { inputTokens: inputTokensOf(reading.call) };
}

function refuse(message: string): ServiceError {
  return serviceError('ValidationException', message);
}
