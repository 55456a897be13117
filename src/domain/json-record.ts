/** A JSON object of unknown content, as it came out of a parser. */
export type JsonRecord = { readonly [key: string]: unknown };

/** Whether a parsed value is an object; null and lists are none. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
