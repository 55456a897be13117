import type { JsonValue } from '../../domain/index.js';

export type ParsedJson =
  | { readonly state: 'json'; readonly value: JsonValue }
  | { readonly state: 'not-json'; readonly message: string };

/** The text as JSON, or why it is none; never throws. */
export function parseJson(text: string): ParsedJson {
  try {
    return { state: 'json', value: JSON.parse(text) as JsonValue };
  } catch (error) {
    return { state: 'not-json', message: error instanceof Error ? error.message : String(error) };
  }
}
