import { type CallBound, type ModelPrice, type PicoUsd, upperBound } from '../cost/index.js';
import { questionOf, type TokenComponents, totalInputTokens, type Usage } from '../domain/index.js';
import type { ModelRequest } from '../model/port.js';
import type { PromptComponents } from '../prompt/port.js';
import { approximateTokens } from '../tokens/index.js';
import { placeCheckpoints } from './cache-points.js';
import type { PlannedCell, RenderPlan } from './port.js';

/** A cell's request, and the texts behind its token components (null where no prompt was rendered). */
export interface RenderedCell {
  readonly request: ModelRequest;
  readonly components: PromptComponents | null;
}

/** Renders a cell: the same cell gives the same request, byte for byte. */
export function renderCell(plan: RenderPlan, { sample, variant }: PlannedCell): RenderedCell {
  const prompt = variant.promptPath === undefined ? undefined : plan.prompts.get(variant.promptPath);
  const { maxTokens, temperature, topP, stopSequences } = variant.params;
  const inference = {
    maxTokens,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(stopSequences !== undefined && { stopSequences }),
  };
  if (prompt === undefined) {
    // A recorded answer has no prompt of ours: the variant's identity and the question stand for it.
    const model = variant.model ?? `recorded:${variant.id}`;
    return {
      request: {
        model,
        messages: [{ role: 'user', content: questionOf(sample) ?? sample.id }],
        ...inference,
      },
      components: null,
    };
  }
  const rendered = prompt.render(sample, variant.params);
  const { system, messages, components } = rendered;
  const { outputCeiling } = variant.params;
  const caching = plan.caching?.get(variant.name);
  const cache = caching && placeCheckpoints(rendered, prompt.tools, caching).plan;
  return {
    request: {
      model: variant.model ?? 'none',
      ...(system !== '' && { system }),
      messages,
      ...inference,
      ...(prompt.tools !== undefined && { tools: prompt.tools }),
      ...(cache !== undefined && { cache }),
      ...(outputCeiling !== undefined && { ceiling: outputCeiling }),
    },
    components,
  };
}

/**
 * Splits a call's input tokens over its components in proportion to estimated counts. The template's own words and
 * the wire's framing are `user`. Shares are estimates; their sum is the service's own count.
 */
export function splitTokens(
  components: PromptComponents,
  request: ModelRequest,
  usage: Usage,
): TokenComponents {
  const count = (texts: readonly string[]) => texts.reduce((sum, text) => sum + approximateTokens(text), 0);
  const total = totalInputTokens(usage);
  if (isUserOnly(components)) return { ...NO_TOKENS, user: total };
  const tools = count(components.tools);
  const whole =
    tools +
    approximateTokens(request.system ?? '') +
    count(request.messages.map((message) => message.content));
  const [fewShot, documents, history] = [
    count(components.fewShot),
    count(components.documents),
    count(components.history),
  ];
  const system = Math.min(count(components.system), whole - tools);
  const scale = whole === 0 ? 0 : total / Math.max(whole, tools + system + fewShot + documents + history);
  const scaled = {
    system: Math.round(system * scale),
    tools: Math.round(tools * scale),
    fewShot: Math.round(fewShot * scale),
    documents: Math.round(documents * scale),
    history: Math.round(history * scale),
  };
  const named = scaled.system + scaled.tools + scaled.fewShot + scaled.documents + scaled.history;
  return { ...scaled, user: Math.max(0, total - named) };
}

const NO_TOKENS: TokenComponents = { system: 0, tools: 0, fewShot: 0, documents: 0, history: 0, user: 0 };

function isUserOnly({ system, tools, fewShot, documents, history }: PromptComponents): boolean {
  return system.length + tools.length + fewShot.length + documents.length + history.length === 0;
}

/** Bytes of everything that is sent as text: no token is shorter than a byte. */
export function inputBytes(request: ModelRequest): number {
  let bytes = Buffer.byteLength(request.system ?? '');
  for (const message of request.messages) bytes += Buffer.byteLength(message.content);
  if (request.output !== undefined) bytes += Buffer.byteLength(JSON.stringify(request.output.schema));
  if (request.tools !== undefined) bytes += Buffer.byteLength(JSON.stringify(request.tools));
  return bytes;
}

/** What a request may cost at most (law 5), the wire's framing included. */
export function callBound(request: ModelRequest): CallBound {
  return {
    inputBytes: inputBytes(request),
    maxTokens: request.maxTokens,
    messages: request.messages.length,
    // The service explains schema and tools to the model in words of its own.
    structured: request.output !== undefined || request.tools !== undefined,
  };
}

export function boundOf(request: ModelRequest, price: ModelPrice): PicoUsd {
  return upperBound(callBound(request), price);
}
