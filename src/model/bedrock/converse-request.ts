import type { ContentBlock, ConverseCommandInput, SystemContentBlock } from '@aws-sdk/client-bedrock-runtime';
import { type CapabilityOverrides, capabilitiesOf } from '../model-capabilities.js';
import type { ModelCall, ModelRequest } from '../port.js';
import { textBlocks } from './content-blocks.js';
import { requestMetadata } from './request-metadata.js';
import { toolConfig } from './tool-config.js';

/** What Converse is asked, without the model's id, which stands in the path: plain JSON. */
export type ConverseBody = Omit<ConverseCommandInput, 'modelId'>;

/**
 * The Converse body of a call (of ConverseStream and of a batch record too), and the names of the parameters that
 * the request sets and the model does not take: `temperature`, `topP`, or `output` (then only the prompt describes
 * the schema). Members that the request leaves undefined are left out.
 */
export function converseBody(
  call: ModelCall,
  overrides?: CapabilityOverrides,
): { readonly body: ConverseBody; readonly droppedParameters: readonly string[] } {
  const { request } = call;
  const droppedParameters = parametersToDrop(request, overrides);
  const sent = <T>(name: string, value: T | undefined): T | undefined =>
    droppedParameters.includes(name) ? undefined : value;
  const temperature = sent('temperature', request.temperature);
  const topP = sent('topP', request.topP);
  const output = sent('output', request.output);
  const tools = toolConfig(request.tools, request.cache);
  const system = systemBlocks(request);
  const body: ConverseBody = {
    messages: messages(request),
    ...(system.length === 0 ? {} : { system }),
    inferenceConfig: {
      maxTokens: request.maxTokens,
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { topP }),
      ...(request.stopSequences?.length ? { stopSequences: [...request.stopSequences] } : {}),
    },
    ...(tools === undefined ? {} : { toolConfig: tools }),
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
  return { body, droppedParameters };
}

/** The same with the model's id, as the SDK's commands take it. */
export function converseRequest(
  call: ModelCall,
  overrides?: CapabilityOverrides,
): { readonly input: ConverseCommandInput; readonly droppedParameters: readonly string[] } {
  const { body, droppedParameters } = converseBody(call, overrides);
  return { input: { modelId: call.request.model, ...body }, droppedParameters };
}

/** What CountTokens is asked: the parts of a request that have tokens, without checkpoints and parameters. */
export function countableBody(
  request: ModelRequest,
): Pick<ConverseBody, 'messages' | 'system' | 'toolConfig'> {
  const { cache: _, ...uncached } = request;
  const system = systemBlocks(uncached);
  const tools = toolConfig(uncached.tools, undefined);
  return {
    messages: messages(uncached),
    ...(system.length === 0 ? {} : { system }),
    ...(tools === undefined ? {} : { toolConfig: tools }),
  };
}

function systemBlocks({ system = '', cache }: ModelRequest): SystemContentBlock[] {
  const lengths = (cache?.points ?? []).flatMap((point) => (point.at === 'system' ? [point.length] : []));
  return textBlocks(system, lengths, cache?.ttl);
}

function messages({ messages, cache }: ModelRequest): ConverseBody['messages'] {
  return messages.map(({ role, content }, index) => {
    const lengths = (cache?.points ?? []).flatMap((point) =>
      point.at === 'message' && point.index === index ? [point.length] : [],
    );
    const blocks: ContentBlock[] = textBlocks(content, lengths, cache?.ttl);
    // An empty message is the caller's fault: the service says so better than an absent block would.
    return { role, content: blocks.length === 0 ? [{ text: content }] : blocks };
  });
}

function parametersToDrop(request: ModelRequest, overrides?: CapabilityOverrides): readonly string[] {
  const { refuses, exclusiveSampling, structuredOutput } = capabilitiesOf(request.model, overrides);
  const dropped: string[] = refuses.filter((name) => request[name] !== undefined);
  const both = request.temperature !== undefined && request.topP !== undefined;
  if (exclusiveSampling && both && dropped.length === 0) dropped.push('topP');
  if (request.output !== undefined && !structuredOutput) dropped.push('output');
  return dropped;
}
