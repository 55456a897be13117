import type { Message } from '../domain/index.js';

/**
 * The newest `turns` messages of a history (undefined: all), starting on a user turn: assistant turns that the
 * window leaves at its head are dropped, because an answer without its question misleads, and because the
 * service refuses a conversation that starts with the assistant.
 */
export function historyWindow(history: readonly Message[], turns: number | undefined): readonly Message[] {
  let start = turns === undefined ? 0 : Math.max(0, history.length - turns);
  while (start < history.length && history[start]?.role !== 'user') start++;
  return start === 0 ? history : history.slice(start);
}

/**
 * The messages to send: the history window, then the user's turn. Neighbours of one role are merged with a
 * blank line, so that roles alternate as the service demands.
 */
export function conversation(history: readonly Message[], userText: string): readonly Message[] {
  if (history.length === 0) return [{ role: 'user', content: userText }];
  const messages: Message[] = [];
  for (const message of [...history, { role: 'user', content: userText } as const]) {
    const last = messages.at(-1);
    if (last?.role === message.role) {
      messages[messages.length - 1] = { role: last.role, content: `${last.content}\n\n${message.content}` };
    } else {
      messages.push(message);
    }
  }
  return messages;
}
