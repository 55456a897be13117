import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';
import { type CapabilityOverrides, capabilitiesOf } from '../model-capabilities.js';
import type { ModelCall, ModelRequest } from '../port.js';

const MAX_METADATA_PAIRS = 16;
const MAX_METADATA_CHARACTERS = 256;

/**
 * The Converse input of a call, and the names of the parameters that the request sets and the model does not
 * take: `temperature`, `topP`, or `output` (then only the prompt describes the schema). Members that the request
 * leaves undefined are left out.
 */
export function converseRequest(
  call: ModelCall,
  overrides?: CapabilityOverrides,
): { readonly input: ConverseCommandInput; readonly droppedParameters: readonly string[] } {
  const { request } = call;
  const droppedParameters = parametersToDrop(request, overrides);
  const sent = <T>(name: string, value: T | undefined): T | undefined =>
    droppedParameters.includes(name) ? undefined : value;
  const temperature = sent('temperature', request.temperature);
  const topP = sent('topP', request.topP);
  const output = sent('output', request.output);
  const input: ConverseCommandInput = {
    modelId: request.model,
    messages: request.messages.map(({ role, content }) => ({ role, content: [{ text: content }] })),
    // The service refuses a blank text block: no system text is no system block.
    ...(request.system ? { system: [{ text: request.system }] } : {}),
    inferenceConfig: {
      maxTokens: request.maxTokens,
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { topP }),
      ...(request.stopSequences?.length ? { stopSequences: [...request.stopSequences] } : {}),
    },
    ...(output === undefined
      ? {}
      : {
          outputConfig: {
            textFormat: {
              type: 'json_schema',
              structure: { jsonSchema: { name: output.name, schema: JSON.stringify(output.schema) } },
            },
          },
        }),
    requestMetadata: requestMetadata(call),
  };
  return { input, droppedParameters };
}

function parametersToDrop(request: ModelRequest, overrides?: CapabilityOverrides): readonly string[] {
  const { refuses, exclusiveSampling, structuredOutput } = capabilitiesOf(request.model, overrides);
  const dropped: string[] = refuses.filter((name) => request[name] !== undefined);
  const both = request.temperature !== undefined && request.topP !== undefined;
  if (exclusiveSampling && both && dropped.length === 0) dropped.push('topP');
  if (request.output !== undefined && !structuredOutput) dropped.push('output');
  return dropped;
}

/**
 * The call's metadata as the service takes it: at most 16 pairs, keys and values of at most 256 characters from
 * `[a-zA-Z0-9\s._:/=+$@-]` (API reference, RequestMetadataBaseFilters); other characters become `_`. `repeat`
 * always comes along: identical requests are told apart by it.
 */
function requestMetadata(call: ModelCall): { [key: string]: string } {
  const { repeat: _, ...labels } = call.metadata ?? {};
  const pairs = Object.entries(labels)
    .map(([key, value]) => [allowed(key), allowed(value)] as const)
    .filter(([key]) => key !== '')
    .slice(0, MAX_METADATA_PAIRS - 1);
  return { ...Object.fromEntries(pairs), repeat: String(call.repeat) };
}

function allowed(text: string): string {
  return text.slice(0, MAX_METADATA_CHARACTERS).replace(/[^a-zA-Z0-9\s._:/=+$@-]/g, '_');
}
