import { type ContentHash, canonicalJson, hashText, type JsonValue } from '../domain/index.js';
import type { ModelRequest } from './port.js';

/**
 * The identity of a request (law 2): SHA-256 over the canonical JSON of exactly the fields that `ModelRequest`
 * declares. Key order and members set to undefined change nothing; members that the type does not know are not
 * sent and not hashed. The repeat index and the provider are no part of it: the cache adds them to its key.
 */
export function hashRequest(request: ModelRequest): ContentHash {
  return hashText(canonicalRequest(request));
}

/**
 * What `canonicalJson` gives for the same fields, with the keys sorted here by hand: every cell of a run is
 * hashed at least once, and sorting keys afresh would cost more than the digest.
 */
function canonicalRequest(request: ModelRequest): string {
  const {
    cache,
    ceiling,
    maxTokens,
    messages,
    model,
    output,
    stopSequences,
    system,
    temperature,
    tools,
    topP,
  } = request;
  let text = '{';
  if (cache !== undefined) text += `"cache":${canonicalJson(cache as unknown as JsonValue)},`;
  if (ceiling !== undefined) text += `"ceiling":${canonicalJson(ceiling as unknown as JsonValue)},`;
  text += `"maxTokens":${JSON.stringify(maxTokens)},"messages":[`;
  let separator = '';
  for (const message of messages) {
    text += `${separator}{"content":${JSON.stringify(message.content)},"role":${JSON.stringify(message.role)}}`;
    separator = ',';
  }
  text += `],"model":${JSON.stringify(model)}`;
  if (output !== undefined) {
    const schema = canonicalJson(output.schema as JsonValue);
    text += `,"output":{"name":${JSON.stringify(output.name)},"schema":${schema}}`;
  }
  if (stopSequences !== undefined) text += `,"stopSequences":${JSON.stringify(stopSequences)}`;
  if (system !== undefined) text += `,"system":${JSON.stringify(system)}`;
  if (temperature !== undefined) text += `,"temperature":${JSON.stringify(temperature)}`;
  if (tools !== undefined) text += `,"tools":${canonicalJson(tools as unknown as JsonValue)}`;
  if (topP !== undefined) text += `,"topP":${JSON.stringify(topP)}`;
  return `${text}}`;
}
