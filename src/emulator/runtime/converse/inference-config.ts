import type { JsonRecord } from '../../../domain/index.js';
import type { EmulatedModel } from '../../models.js';
import { constraint } from '../../wire/service-error.js';

/** The inference parameters of a request, with the service's defaults. */
export interface InferenceConfig {
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  readonly stopSequences: readonly string[];
}

/** What is sent where a request names no `maxTokens`. */
const defaultMaxTokens = 4096;

/** Reads what `inferenceConfig` holds; broken constraints are added to `constraints`, a refusal of the model is returned. */
export function readInferenceConfig(
  given: JsonRecord,
  model: EmulatedModel,
  constraints: string[],
): { readonly config: InferenceConfig; readonly refusal: string | undefined } {
  const number = (
    name: 'maxTokens' | 'temperature' | 'topP',
    min: number,
    max: number,
    fallback: number,
  ): number => {
    const value = given[name];
    if (value === undefined) return fallback;
    const path = `inferenceConfig.${name}`;
    if (typeof value !== 'number') constraints.push(constraint(path, value, 'Member must be a number'));
    else if (value < min)
      constraints.push(constraint(path, value, `Member must have value greater than or equal to ${min}`));
    else if (value > max)
      constraints.push(constraint(path, value, `Member must have value less than or equal to ${max}`));
    else return value;
    return fallback;
  };
  const config: InferenceConfig = {
    maxTokens: Math.floor(
      number('maxTokens', 1, Number.MAX_SAFE_INTEGER, Math.min(defaultMaxTokens, model.maxOutputTokens)),
    ),
    temperature: number('temperature', 0, 1, 1),
    topP: number('topP', 0, 1, 1),
    stopSequences: readStops(given.stopSequences, constraints),
  };
  return { config, refusal: refusalOf(config, given, model) };
}

function readStops(given: unknown, constraints: string[]): readonly string[] {
  if (given === undefined) return [];
  if (Array.isArray(given) && given.every((stop) => typeof stop === 'string' && stop !== '')) return given;
  constraints.push(
    constraint('inferenceConfig.stopSequences', given, 'Member must be a list of non-empty strings'),
  );
  return [];
}

function refusalOf(config: InferenceConfig, given: JsonRecord, model: EmulatedModel): string | undefined {
  if (config.maxTokens > model.maxOutputTokens) {
    return `The maximum tokens you requested exceeds the model limit of ${model.maxOutputTokens}. Try again with a maximum tokens value that is lower than ${model.maxOutputTokens}.`;
  }
  if (model.exclusiveSampling && given.temperature !== undefined && given.topP !== undefined) {
    return '`temperature` and `top_p` cannot both be specified for this model. Please use only one.';
  }
  if (!model.refusesSampling) return undefined;
  if (given.temperature !== undefined) return 'temperature is deprecated for this model';
  return given.topP === undefined ? undefined : 'top_p is deprecated for this model';
}
