import { isRecord, type JsonRecord } from '../../../domain/index.js';
import type { EmulatedModel } from '../../models.js';

const version = 'bedrock-2023-05-31';
const required = ['anthropic_version', 'max_tokens', 'messages'] as const;
const foreign = ['model', 'stream'] as const;

/** What is wrong with an InvokeModel body in Anthropic's form, worded as the service words it. */
export function invokeProblem(body: JsonRecord, model: EmulatedModel): string | undefined {
  const missing = required.find((name) => body[name] === undefined);
  if (missing !== undefined) return malformed(`#: required key [${missing}] not found`);
  const extra = foreign.find((name) => body[name] !== undefined);
  if (extra !== undefined) return malformed(`#: extraneous key [${extra}] is not permitted`);
  if (body.anthropic_version !== version)
    return malformed(`#/anthropic_version: ${String(body.anthropic_version)} is not a valid enum value`);
  return (
    maxTokensProblem(body.max_tokens, model) ??
    samplingProblem(body) ??
    stopProblem(body.stop_sequences) ??
    systemProblem(body.system) ??
    messagesProblem(body.messages) ??
    toolsProblem(body)
  );
}

function malformed(what: string): string {
  return `Malformed input request: ${what}, please reformat your input and try again.`;
}

function maxTokensProblem(given: unknown, model: EmulatedModel): string | undefined {
  if (typeof given !== 'number' || !Number.isInteger(given))
    return 'max_tokens: Input should be a valid integer';
  if (given < 1) return 'max_tokens: must be greater than or equal to 1';
  if (given <= model.maxOutputTokens) return undefined;
  return `max_tokens: ${given} > ${model.maxOutputTokens}, which is the maximum allowed number of output tokens for ${model.id}`;
}

function samplingProblem(body: JsonRecord): string | undefined {
  for (const name of ['temperature', 'top_p'] as const) {
    const value = body[name];
    if (value === undefined) continue;
    if (typeof value !== 'number') return `${name}: Input should be a valid number`;
    if (value < 0 || value > 1) return `${name}: range: 0..1`;
  }
  return undefined;
}

function stopProblem(given: unknown): string | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || given.some((stop) => typeof stop !== 'string'))
    return 'stop_sequences: Input should be a valid list of strings';
  return given.some((stop) => stop.trim() === '')
    ? 'stop_sequences: each stop sequence must contain non-whitespace'
    : undefined;
}

function systemProblem(given: unknown): string | undefined {
  if (given === undefined || typeof given === 'string') return undefined;
  if (!Array.isArray(given)) return 'system: Input should be a valid list';
  return given.some((block) => isRecord(block) && block.text === '')
    ? 'system: text content blocks must be non-empty'
    : undefined;
}

function messagesProblem(given: unknown): string | undefined {
  if (!Array.isArray(given)) return 'messages: Input should be a valid list';
  if (given.length === 0) return 'messages: at least one message is required';
  for (const [at, message] of given.entries()) {
    const { role, content } = isRecord(message) ? message : {};
    if (role !== 'user' && role !== 'assistant' && role !== 'system')
      return `messages.${at}.role: Input should be 'user' or 'assistant'`;
    if (typeof content !== 'string' && !Array.isArray(content))
      return `messages.${at}.content: Field required`;
    const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
    if (blocks.length === 0) return `messages.${at}: all messages must have non-empty content`;
    const problem = blocks.map(blockProblem).find((text) => text !== undefined);
    if (problem !== undefined) return `messages.${at}.content.${problem}`;
  }
  return isRecord(given[0]) && given[0].role === 'assistant'
    ? 'messages: first message must use the "user" role'
    : undefined;
}

function blockProblem(block: unknown, at: number): string | undefined {
  if (!isRecord(block) || typeof block.type !== 'string') return `${at}.type: Field required`;
  if (block.type !== 'text') return undefined;
  if (typeof block.text !== 'string') return `${at}.text.text: Field required`;
  return block.text.trim() === '' ? `${at}: text content blocks must contain non-whitespace text` : undefined;
}

function toolsProblem({ tools, tool_choice: choice }: JsonRecord): string | undefined {
  if (tools !== undefined && !(Array.isArray(tools) && tools.every(isRecord)))
    return 'tools: Input should be a valid list';
  const names = Array.isArray(tools) ? tools.map(({ name }) => name) : [];
  for (const [at, tool] of (Array.isArray(tools) ? tools : []).entries()) {
    if (typeof tool.name !== 'string' || !/^[\w-]{1,64}$/.test(tool.name))
      return `tools.${at}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'`;
    if (tool.input_schema !== undefined && !isRecord(tool.input_schema))
      return `tools.${at}.custom.input_schema: Input should be a valid dictionary`;
  }
  if (!isRecord(choice)) return undefined;
  if (choice.type === 'tool' && !names.includes(choice.name))
    return `tool_choice: Tool '${String(choice.name)}' not found in provided tools`;
  return undefined;
}
