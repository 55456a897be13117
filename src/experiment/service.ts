import type { z } from 'zod';
import type { Attributed, BatchSpec, QuotaSpec } from './port.js';
import type * as schema from './schema.js';

/**
 * The service's own quotas for batch inference (user guide, quotas per model, mid-2025); all are adjustable, so every
 * one can be set in the experiment.
 */
const BATCH_DEFAULTS: BatchSpec = {
  prefix: 'parsimony/',
  minRecords: 100,
  maxRecords: 50_000,
  maxFileBytes: 1_000_000_000,
  maxJobBytes: 5_000_000_000,
  maxJobs: 20,
  timeoutHours: 24,
  retry: 'live',
  judge: true,
};

/** The declared batch block over the service's quotas. */
export function readBatch(declared: z.infer<typeof schema.batch> | undefined): BatchSpec {
  return { ...BATCH_DEFAULTS, ...defined(declared ?? {}) };
}

/** Declared quotas by model id or `*`. */
export function readLimits(declared: z.infer<typeof schema.limits> | undefined): {
  readonly [model: string]: QuotaSpec;
} {
  return Object.fromEntries(
    Object.entries(declared ?? {}).map(([model, quotas]) => [model, defined(quotas)]),
  );
}

/** Declared labels of every call. */
export function readAttribution(declared: z.infer<typeof schema.attribution> | undefined): {
  readonly [name: string]: Attributed;
} {
  return declared ?? {};
}

/** The same object without the keys that are undefined. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
