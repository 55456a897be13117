import { isRecord } from '../../domain/index.js';
import { headerOf } from '../wire/exchange.js';
import { parseJson } from '../wire/json-value.js';
import type { WireRequest } from '../wire/listener.js';
import type { InvokeMetadata } from './anthropic/read-invoke.js';

/** Request metadata in a header, as InvokeModel has it; undefined where there is none that can be read. */
export function metadataOf(request: WireRequest): InvokeMetadata | undefined {
  const header = headerOf(request, 'x-amzn-bedrock-request-metadata');
  const given = header === undefined ? undefined : parseJson(header);
  if (!isRecord(given)) return undefined;
  return Object.fromEntries(
    Object.entries(given).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** The fault that a request asks for itself, in a header or in its metadata. */
export function askedFault(
  request: WireRequest,
  bodyText: string,
  metadata: InvokeMetadata | undefined,
): string | undefined {
  const header = headerOf(request, 'x-parsimony-fault');
  if (header !== undefined) return header;
  if (metadata?.fault !== undefined) return metadata.fault;
  // Reading the body twice is worth it only where it can hold a fault.
  if (!bodyText.includes('"fault"')) return undefined;
  const body = parseJson(bodyText);
  const fault = isRecord(body) && isRecord(body.requestMetadata) ? body.requestMetadata.fault : undefined;
  return typeof fault === 'string' ? fault : undefined;
}
