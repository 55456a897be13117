import { hash } from 'node:crypto';

/** A SHA-256 in lower-case hex: the identity of anything that is addressed by its content. */
export type ContentHash = string & { readonly __brand: 'ContentHash' };

/** Any value that JSON can carry. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** SHA-256 of the UTF-8 bytes of `text`. */
export function hashText(text: string | Uint8Array): ContentHash {
  return hash('sha256', text, 'hex') as ContentHash;
}

/** SHA-256 of the canonical JSON of `value`: equal values have equal hashes, whatever their key order. */
export function hashJson(value: JsonValue): ContentHash {
  return hashText(canonicalJson(value));
}

/**
 * JSON with the keys of every object sorted by UTF-16 code unit and no white space (after RFC 8785, with
 * JSON.stringify's number form). Undefined members are left out, as JSON.stringify does.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const object = value as { readonly [key: string]: JsonValue | undefined };
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
