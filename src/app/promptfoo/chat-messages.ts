import { isRecord } from '../../domain/index.js';

export interface ChatMessage {
  readonly role: string;
  readonly text: string;
}

/**
 * Chat messages in JSON, as templates write them (`"content": {{ question | dump }}` too): undefined for text that
 * is no list of messages.
 */
export function readChat(
  text: string,
): { readonly messages: readonly ChatMessage[]; readonly dropped: number } | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  const quoted = text.replace(
    /(?<!")\{\{-?\s*([^{}|]+?)\s*\|\s*(?:dump|tojson)\s*-?\}\}(?!")/g,
    '"{{ $1 }}"',
  );
  try {
    return messagesOf(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}

/** The messages of a parsed list; images and other parts that are no text are counted, not kept. */
export function messagesOf(
  value: unknown,
): { readonly messages: readonly ChatMessage[]; readonly dropped: number } | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const messages: ChatMessage[] = [];
  let dropped = 0;
  for (const item of value) {
    if (!isRecord(item) || typeof item.role !== 'string') return undefined;
    const parts: readonly unknown[] = Array.isArray(item.content) ? item.content : [item.content];
    const texts: string[] = [];
    for (const part of parts) {
      if (typeof part === 'string') texts.push(part);
      else if (isRecord(part) && typeof part.text === 'string') texts.push(part.text);
      else dropped += 1;
    }
    messages.push({ role: item.role, text: texts.join('\n') });
  }
  return { messages, dropped };
}
