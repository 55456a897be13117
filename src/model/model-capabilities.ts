import { modelAddress } from '../cost/index.js';
import { CAPABILITIES, type ModelCapabilities, UNKNOWN_MODEL } from './capability-table.js';

export type { CacheSupport, ModelCapabilities } from './capability-table.js';

import type { CacheSupport } from './capability-table.js';

/** Corrections by bare model id (or its beginning), laid over the table. */
export type CapabilityOverrides = { readonly [bareModelId: string]: Partial<ModelCapabilities> };

/** What the model behind an id, an inference profile or an ARN takes; overrides win member by member. */
export function capabilitiesOf(modelId: string, overrides: CapabilityOverrides = {}): ModelCapabilities {
  const { base } = modelAddress(modelId);
  return { ...(longestMatch(CAPABILITIES, base) ?? UNKNOWN_MODEL), ...longestMatch(overrides, base) };
}

/** How a model caches prompts; null where it is not known to. */
export function cacheSupportOf(modelId: string, overrides?: CapabilityOverrides): CacheSupport | null {
  return capabilitiesOf(modelId, overrides).cache;
}

function longestMatch<T>(table: { readonly [id: string]: T }, base: string): T | undefined {
  let best: string | undefined;
  for (const id of Object.keys(table)) {
    const continues = base === id || base.startsWith(`${id}-`) || base.startsWith(`${id}:`);
    if (continues && (best === undefined || id.length > best.length)) best = id;
  }
  return best === undefined ? undefined : table[best];
}
