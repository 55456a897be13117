import { isRecord, type JsonRecord } from '../../../domain/index.js';

/** Messages in Anthropic's form as those of Converse; turns of one role in a row are one turn. */
export function messagesToConverse(messages: unknown): readonly JsonRecord[] {
  const turns: { role: unknown; content: JsonRecord[] }[] = [];
  for (const message of Array.isArray(messages) ? messages : []) {
    const { role, content } = isRecord(message) ? message : {};
    const blocks = blocksToConverse(content);
    const last = turns.at(-1);
    if (last?.role === role) last?.content.push(...blocks);
    else turns.push({ role, content: [...blocks] });
  }
  return turns;
}

/**
 * A text or a list of Anthropic blocks as blocks of Converse; `cache_control` becomes a checkpoint after its block. An
 * empty text is none.
 */
export function blocksToConverse(content: unknown): readonly JsonRecord[] {
  if (typeof content === 'string') return content === '' ? [] : [{ text: content }];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block) => {
    if (!isRecord(block)) return [];
    const converted = blockToConverse(block);
    return block.cache_control === undefined ? [converted] : [converted, checkpointOf(block.cache_control)];
  });
}

/** The checkpoint that a `cache_control` stands for. */
export function checkpointOf(cacheControl: unknown): JsonRecord {
  const ttl = isRecord(cacheControl) ? cacheControl.ttl : undefined;
  return { cachePoint: { type: 'default', ...(ttl !== undefined && { ttl }) } };
}

function blockToConverse(block: JsonRecord): JsonRecord {
  switch (block.type) {
    case 'text':
      return { text: block.text };
    case 'document': {
      const source = isRecord(block.source) ? block.source : {};
      const text = source.type === 'text' ? { text: source.data } : { type: source.type, data: source.data };
      return { document: { name: block.title ?? '', source: text } };
    }
    case 'tool_use':
      return { toolUse: { toolUseId: block.id, name: block.name, input: block.input } };
    case 'tool_result':
      return { toolResult: { toolUseId: block.tool_use_id, content: blocksToConverse(block.content) } };
    case 'search_result':
      return { searchResult: { title: block.title, content: blocksToConverse(block.content) } };
    default:
      return { [String(block.type)]: block };
  }
}
