import { isRecord, type JsonRecord } from '../../domain/index.js';
import type { Turn } from '../reading/types.js';
import { constraint, type ServiceError, serviceError } from './service-error.js';

/** The texts of a conversation, or what is wrong with it. */
export type Conversation =
  | { readonly state: 'read'; readonly system: string; readonly messages: readonly Turn[] }
  | { readonly state: 'refused'; readonly error: ServiceError };

const mustAlternate =
  'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.';
const noPrefill =
  'This model does not support assistant message prefill. The conversation must end with a user message.';
const mustStartWithUser =
  'A conversation must start with a user message. Try again with a conversation that starts with a user message.';

/** Reads `system` and `messages` of a Converse request. `constraints` collects broken shapes; order errors refuse. */
export function readConversation(
  body: JsonRecord,
  constraints: string[],
  options: { readonly systemMessages: boolean; readonly prefill: boolean },
): Conversation {
  const system = readSystem(body.system, constraints);
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    constraints.push(
      constraint('messages', body.messages ?? null, 'Member must have length greater than or equal to 1'),
    );
    return { state: 'read', system: '', messages: [] };
  }
  const messages: Turn[] = [];
  for (const [at, message] of body.messages.entries()) {
    const { role, content } = shapeOf(message);
    const problem = contentProblem(content, at);
    if (problem !== undefined) return refuse(problem);
    const text = content
      .map(textOfBlock)
      .filter((part) => part !== '')
      .join('\n\n');
    if (role === 'system' && options.systemMessages) system.push(text);
    else if (role === 'user' || role === 'assistant') messages.push({ role, text });
    else
      constraints.push(
        constraint(
          `messages.${at + 1}.member.role`,
          role ?? null,
          'Member must satisfy enum value set: [user, assistant]',
        ),
      );
  }
  const disorder = constraints.length > 0 ? undefined : orderProblem(messages, options.prefill);
  return disorder === undefined ? { state: 'read', system: system.join('\n\n'), messages } : refuse(disorder);
}

function refuse(message: string): Conversation {
  return { state: 'refused', error: serviceError('ValidationException', message) };
}

function readSystem(given: unknown, constraints: string[]): string[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    constraints.push(constraint('system', given, 'Member must be a list'));
    return [];
  }
  return given.flatMap((block) => (isRecord(block) && typeof block.text === 'string' ? [block.text] : []));
}

function shapeOf(message: unknown): { readonly role: unknown; readonly content: readonly unknown[] } {
  if (!isRecord(message)) return { role: undefined, content: [] };
  return { role: message.role, content: Array.isArray(message.content) ? message.content : [] };
}

function contentProblem(content: readonly unknown[], at: number): string | undefined {
  if (content.length === 0) {
    return `The content field in the Message object at messages.${at} is empty. Add a ContentBlock object to the content field and try again.`;
  }
  const blank = content.findIndex(
    (block) => isRecord(block) && typeof block.text === 'string' && block.text.trim() === '',
  );
  if (blank < 0) return undefined;
  return `The text field in the ContentBlock object at messages.${at}.content.${blank} is blank. Add text to the text field, and try again.`;
}

function orderProblem(messages: readonly Turn[], prefill: boolean): string | undefined {
  if (messages[0]?.role !== 'user') return mustStartWithUser;
  if (messages.some((message, at) => message.role === messages[at - 1]?.role)) return mustAlternate;
  return messages.at(-1)?.role === 'assistant' && !prefill ? noPrefill : undefined;
}

/** What of a block the responder can read: text, documents given as text, tool results, search results. */
function textOfBlock(block: unknown): string {
  if (!isRecord(block)) return '';
  if (typeof block.text === 'string') return block.text;
  if (isRecord(block.document)) {
    const source = isRecord(block.document.source) ? block.document.source : {};
    const name = typeof block.document.name === 'string' ? block.document.name : '';
    return typeof source.text === 'string' ? `<document title="${name}">${source.text}</document>` : '';
  }
  if (isRecord(block.toolResult) && Array.isArray(block.toolResult.content)) {
    const parts = block.toolResult.content.map((part) =>
      isRecord(part) && part.json !== undefined ? JSON.stringify(part.json) : textOfBlock(part),
    );
    return `<document>${parts.join('\n')}</document>`;
  }
  if (isRecord(block.searchResult) && Array.isArray(block.searchResult.content)) {
    const title = typeof block.searchResult.title === 'string' ? block.searchResult.title : '';
    return `<document title="${title}">${block.searchResult.content.map(textOfBlock).join('\n')}</document>`;
  }
  return '';
}
