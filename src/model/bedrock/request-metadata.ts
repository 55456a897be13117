import type { ModelCall } from '../port.js';

const MAX_METADATA_PAIRS = 16;
const MAX_METADATA_CHARACTERS = 256;

/**
 * The call's metadata as the service takes it: at most 16 pairs, keys and values of at most 256 characters from
 * `[a-zA-Z0-9\s._:/=+$@-]` (API reference, RequestMetadataBaseFilters); other characters become `_`. `repeat`
 * always comes along: identical requests are told apart by it.
 */
export function requestMetadata(call: ModelCall): { [key: string]: string } {
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
