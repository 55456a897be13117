import { phrases } from '../../answer/phrases.js';
import { termsOf } from '../../language/terms.js';
import type { Turn } from '../../reading/types.js';
import type { Tool, ToolConfig } from './tool-config.js';

/**
 * Which tool the responder asks for, by a rule and not by chance. A choice of `tool` or `any` forces one: the named
 * one, or the one whose name and description share most words with the question (the first of equals). With `auto`
 * a tool is asked for if the question names it, or if the responder has nothing to answer from and a tool shares a
 * word with the question; never after a tool's result has come.
 */
export function chooseTool(
  { tools, choice }: ToolConfig,
  options: {
    readonly messages: readonly Turn[];
    readonly answer: string;
    readonly bringsToolResult: boolean;
  },
): Tool | undefined {
  if (choice === 'none') return undefined;
  const question = questionOf(options.messages);
  if (typeof choice === 'object') return tools.find(({ name }) => name === choice.tool);
  const best = bestMatch(tools, question);
  if (choice === 'any') return best?.tool ?? tools[0];
  if (options.bringsToolResult) return undefined;
  const named = tools.find(({ name }) => names(question, name));
  if (named !== undefined) return named;
  return best !== undefined && saysNothing(options.answer) ? best.tool : undefined;
}

/** The last thing that the user said: the last paragraph of the last turn. */
export function questionOf(messages: readonly Turn[]): string {
  const last = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const paragraphs = last
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/<[^<>]{1,60}>/g, ' ').trim());
  return paragraphs.findLast((paragraph) => paragraph !== '') ?? '';
}

function names(question: string, tool: string): boolean {
  const spoken = (text: string): string => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const name = spoken(tool.replace(/([a-z])([A-Z])/g, '$1 $2'));
  return spoken(question).includes(name) || question.includes(tool);
}

function bestMatch(
  tools: readonly Tool[],
  question: string,
): { readonly tool: Tool; readonly shared: number } | undefined {
  const asked = termsOf(question).all;
  let best: { readonly tool: Tool; readonly shared: number } | undefined;
  for (const tool of tools) {
    const words = termsOf(`${tool.name.replace(/[_-]/g, ' ')} ${tool.description}`).all;
    const shared = [...words].filter((word) => asked.has(word)).length;
    if (shared > (best?.shared ?? 0)) best = { tool, shared };
  }
  return best;
}

/** The answer is one of the responder's ways to say that it does not know, or a remark that answers nothing. */
function saysNothing(answer: string): boolean {
  return [phrases.en, phrases.ja]
    .flatMap(({ unknown, chat }) => [...unknown, ...chat])
    .some((phrase) => answer.includes(phrase));
}
