import type { CachePlan, CachePoint, ToolConfig } from '../model/port.js';
import type { RenderedPrompt } from '../prompt/port.js';
import { approximateTokens } from '../tokens/index.js';

/** How a variant's requests are cached: decided once, before the run. */
export interface VariantCaching {
  readonly ttl: '5m' | '1h';
  /** Tokens that a prefix must have for its model to keep it. */
  readonly minimumTokens: number;
  /** Tokens of the model per token that {@link approximateTokens} estimates. */
  readonly tokenFactor: number;
}

/** A place where a checkpoint may stand, and the tokens of everything before it. */
interface Candidate {
  readonly point: CachePoint;
  readonly tokens: number;
}

/**
 * The checkpoints of a request: behind the tools, the stable part of the system text and that of the user message
 * (only where everything before it is stable and no other message stands before it), each only if the prefix up to
 * it reaches the model's minimum, because a shorter one is written nowhere. Undefined where none does. What is
 * compared is an estimate from the texts alone: the same request must have the same hash in every sitting (law 2).
 */
export function cachePlanOf(
  rendered: Pick<RenderedPrompt, 'system' | 'messages' | 'stable'>,
  tools: ToolConfig | undefined,
  caching: VariantCaching,
): CachePlan | undefined {
  const points = candidates(rendered, tools)
    .filter(({ tokens }) => tokens * caching.tokenFactor >= caching.minimumTokens)
    .map(({ point }) => point);
  return points.length === 0 ? undefined : { ttl: caching.ttl, points };
}

/** Tokens up to the last place where a checkpoint could stand, whatever the minimum; 0 without such a place. */
export function stableTokens(
  rendered: Pick<RenderedPrompt, 'system' | 'messages' | 'stable'>,
  tools: ToolConfig | undefined,
  tokenFactor: number,
): number {
  return Math.round((candidates(rendered, tools).at(-1)?.tokens ?? 0) * tokenFactor);
}

function candidates(
  { system, messages, stable }: Pick<RenderedPrompt, 'system' | 'messages' | 'stable'>,
  tools: ToolConfig | undefined,
): readonly Candidate[] {
  const found: Candidate[] = [];
  let tokens = 0;
  if (tools !== undefined) {
    tokens += approximateTokens(JSON.stringify(tools.tools));
    found.push({ point: { at: 'tools' }, tokens });
  }
  if (stable.system > 0) {
    tokens += approximateTokens(system.slice(0, stable.system));
    found.push({ point: { at: 'system', length: stable.system }, tokens });
  }
  const isReached = stable.system === system.length && messages.length === 1;
  if (isReached && stable.user > 0) {
    tokens += approximateTokens(messages[0]?.content.slice(0, stable.user) ?? '');
    found.push({ point: { at: 'message', index: 0, length: stable.user }, tokens });
  }
  return found;
}
