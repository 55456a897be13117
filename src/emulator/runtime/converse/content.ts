import { isRecord, type JsonRecord } from '../../../domain/index.js';
import type { Turn } from '../../reading/types.js';
import { constraint, type ServiceError, serviceError } from '../../wire/service-error.js';
import { checkKind, contentKinds, systemKinds } from './block-kinds.js';
import {
  type BlockEnd,
  type BlockForm,
  type BlockJoin,
  createBlockJoin,
  type JoinedBlocks,
} from './join-blocks.js';

/** A turn with where its blocks end. */
export interface BlockTurn extends Turn {
  readonly ends: readonly BlockEnd[];
  readonly holdsToolResult: boolean;
}

/** The texts of a conversation, or what is wrong with it. */
export type Conversation =
  | {
      readonly state: 'read';
      readonly system: JoinedBlocks;
      readonly messages: readonly BlockTurn[];
      /** Some turn holds a tool's use or result. */
      readonly usesTools: boolean;
    }
  | { readonly state: 'refused'; readonly error: ServiceError };

const mustAlternate =
  'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.';
const noPrefill =
  'This model does not support assistant message prefill. The conversation must end with a user message.';
const mustStartWithUser =
  'A conversation must start with a user message. Try again with a conversation that starts with a user message.';

/** How a conversation may look. */
export interface ConversationRules {
  /** A turn may have the role `system`. */
  readonly systemMessages: boolean;
  /** The last turn may be the assistant's. */
  readonly prefill: boolean;
  /** Of Anthropic's form it was checked before what its blocks are. */
  readonly form: BlockForm;
}

/** Reads `system` and `messages` of a Converse request. `constraints` collects broken shapes; order errors refuse. */
export function readConversation(
  body: JsonRecord,
  constraints: string[],
  options: ConversationRules,
): Conversation {
  const system = createBlockJoin(options);
  readSystem(body.system, system, { constraints, form: options.form });
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    constraints.push(
      constraint('messages', body.messages ?? null, 'Member must have length greater than or equal to 1'),
    );
    return { state: 'read', system: system.joined(), messages: [], usesTools: false };
  }
  const messages: BlockTurn[] = [];
  let usesTools = false;
  for (const [at, message] of body.messages.entries()) {
    const { role, content } = shapeOf(message);
    const problem = contentProblem(content, at);
    if (problem !== undefined) return refuse(problem);
    const holds = (name: 'toolUse' | 'toolResult') =>
      content.some((block) => isRecord(block) && block[name] !== undefined);
    const holdsToolResult = holds('toolResult');
    usesTools ||= holdsToolResult || holds('toolUse');
    const { text, ends } = joinContent(content, at, constraints, options);
    if (role === 'system' && options.systemMessages) system.add({ text }, `messages.${at}`, constraints);
    else if (role === 'user' || role === 'assistant') messages.push({ role, text, ends, holdsToolResult });
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
  return disorder === undefined
    ? { state: 'read', system: system.joined(), messages, usesTools }
    : refuse(disorder);
}

function refuse(message: string): Conversation {
  return { state: 'refused', error: serviceError('ValidationException', message) };
}

function readSystem(
  given: unknown,
  system: BlockJoin,
  { constraints, form }: { readonly constraints: string[]; readonly form: BlockForm },
): void {
  if (given === undefined) return;
  if (!Array.isArray(given)) {
    constraints.push(constraint('system', given, 'Member must be a list'));
    return;
  }
  for (const [at, block] of given.entries()) {
    const path = `system.${at + 1}.member`;
    if (form === 'converse') checkKind(block, systemKinds, { path, constraints });
    if (isRecord(block) && block.text === '')
      constraints.push(constraint(`${path}.text`, '', 'Member must have length greater than or equal to 1'));
    if (isRecord(block) && (typeof block.text === 'string' || block.cachePoint !== undefined))
      system.add(block, path, constraints);
  }
}

function joinContent(
  content: readonly unknown[],
  at: number,
  constraints: string[],
  rules: ConversationRules,
): JoinedBlocks {
  const join = createBlockJoin(rules);
  for (const [position, block] of content.entries()) {
    const path = `messages.${at + 1}.member.content.${position + 1}.member`;
    if (rules.form === 'converse') checkKind(block, contentKinds, { path, constraints });
    join.add(block, path, constraints);
  }
  return join.joined();
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
