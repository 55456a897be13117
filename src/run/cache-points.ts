import type { CacheSupport } from '../model/index.js';
import type { CachePlan, CachePoint, ToolConfig } from '../model/port.js';
import type { RenderedPrompt } from '../prompt/port.js';
import { approximateTokens } from '../tokens/index.js';

/** How a variant's requests are cached: decided once, before the run. */
export interface VariantCaching {
  readonly ttl: '5m' | '1h';
  readonly support: Pick<CacheSupport, 'minimumTokens' | 'sections'>;
  /** Tokens of the model per token that {@link approximateTokens} estimates. */
  readonly tokenFactor: number;
}

/** A place where a checkpoint may stand, and the tokens of everything before it. */
interface Candidate {
  readonly point: CachePoint;
  readonly tokens: number;
}

/** The checkpoints of a request, and estimated tokens of the model. */
export interface Checkpoints {
  /** Undefined: none has its place. */
  readonly plan: CachePlan | undefined;
  /** Up to the last checkpoint; 0 without one. */
  readonly tokens: number;
  /** Of everything at the beginning that no sample changes, cached or not. */
  readonly stableTokens: number;
}

/**
 * Places the checkpoints of a request: behind the tools, the stable part of the system text and that of the user
 * message (only where everything before it is stable and no other message stands before it), each only if the prefix
 * up to it reaches the model's minimum, because a shorter one is kept nowhere. What is compared is an estimate from
 * the texts alone: the same request must have the same hash in every sitting (law 2).
 */
export function placeCheckpoints(
  rendered: Pick<RenderedPrompt, 'system' | 'messages' | 'stable'>,
  tools: ToolConfig | undefined,
  { ttl, support, tokenFactor }: VariantCaching,
): Checkpoints {
  const candidates = stableEnds(rendered, tools).map(({ point, tokens }) => ({
    point,
    tokens: Math.round(tokens * tokenFactor),
  }));
  const placed = candidates.filter(
    ({ point, tokens }) =>
      tokens >= support.minimumTokens &&
      support.sections.includes(point.at === 'message' ? 'messages' : point.at),
  );
  return {
    plan: placed.length === 0 ? undefined : { ttl, points: placed.map(({ point }) => point) },
    tokens: placed.at(-1)?.tokens ?? 0,
    stableTokens: candidates.at(-1)?.tokens ?? 0,
  };
}

function stableEnds(
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
