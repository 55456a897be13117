import type { PriceBook } from '../price-book.js';

/** A name without what differs between AWS's own lists: case, spaces and signs, vendor, and a trailing “Instruct”. */
export function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/ \(amazon bedrock edition\)$/, '')
    .replace(/^(?:anthropic|openai|amazon|meta|mistral ai|deepseek ai)\s+/, '')
    .replaceAll(/[^a-z0-9.]/g, '')
    .replace(/instruct$/, '');
}

/** Model ids by every name that AWS's lists may use; a name that two models share stands for neither. */
export function nameIndex(book: PriceBook): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, name, awsNames } of book.models.values()) {
    for (const key of new Set([name, ...awsNames, stem(id)].map(normalName))) {
      if (ids.has(key)) shared.add(key);
      ids.set(key, id);
    }
  }
  for (const key of shared) ids.delete(key);
  return ids;
}

/** The id as usage types spell it: `openai.gpt-oss-120b` of `openai.gpt-oss-120b-1:0`. */
function stem(id: string): string {
  return id.replace(/-(?:v\d+(?::\d+)?|\d+:\d+)$/, '');
}
