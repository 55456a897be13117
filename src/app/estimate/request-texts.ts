import type { CachePoint, ModelRequest } from '../../model/port.js';
import type { RequestFrame } from '../../tokens/index.js';

/** Everything of a request that is sent as text, in the order in which the service reads it. */
export function textsOf({ tools, output, system, messages }: ModelRequest): readonly string[] {
  return [
    ...(tools === undefined ? [] : [JSON.stringify(tools.tools)]),
    ...(output === undefined ? [] : [JSON.stringify(output.schema)]),
    ...(system === undefined ? [] : [system]),
    ...messages.map(({ content }) => content),
  ];
}

/** What a request costs beside its texts. */
export function frameOf({ tools, messages }: ModelRequest): RequestFrame {
  if (tools === undefined) return { messages: messages.length };
  const required = tools.choice !== undefined && tools.choice !== 'auto';
  return { messages: messages.length, tools: required ? 'required' : 'offered' };
}

/** UTF-8 bytes of several texts. */
export function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** The share of a request's text that stands before each of its checkpoints, in their order. */
export function prefixShares(request: ModelRequest): readonly number[] {
  if (request.cache === undefined) return [];
  const whole = Math.max(1, bytesOf(textsOf(request)));
  return request.cache.points.map((point) => bytesOf(textsBefore(point, request)) / whole);
}

function textsBefore(point: CachePoint, { tools, system = '', messages }: ModelRequest): readonly string[] {
  const first = tools === undefined ? [] : [JSON.stringify(tools.tools)];
  if (point.at === 'tools') return first;
  if (point.at === 'system') return [...first, system.slice(0, point.length)];
  const before = messages.slice(0, point.index).map(({ content }) => content);
  return [...first, system, ...before, messages[point.index]?.content.slice(0, point.length) ?? ''];
}
