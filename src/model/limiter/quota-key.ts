/**
 * What the service keeps one quota for: a model reached in one way. On-demand, geographic (`us.`, `eu.` …) and
 * `global.` profiles of one model have quotas of their own (Service Quotas lists "on-demand", "cross-region" and
 * "global cross-region" requests and tokens per minute apart), so the prefix stays in the key and only the ARN
 * around it goes. An application inference profile does not say which model it leads to and keeps its ARN.
 */
export function quotaKey(model: string): string {
  const named = /^arn:[^:]*:bedrock:[^:]*:[^:]*:(?:inference-profile|foundation-model)\/(.+)$/.exec(model);
  return named?.[1] ?? model;
}

/** The entry that holds for a model: by its id as it is written, by its key, else that of `*`. */
export function quotaOf<T>(quotas: { readonly [model: string]: T }, model: string): T | undefined {
  for (const name of [model, quotaKey(model), '*']) if (Object.hasOwn(quotas, name)) return quotas[name];
  return undefined;
}
