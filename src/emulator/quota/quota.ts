import { findModel } from '../models.js';
import { type ServiceError, serviceError } from '../wire/service-error.js';

/** What an account may use of one model in a minute; a limit left out does not hold. */
export interface QuotaLimits {
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  /** Tokens of the quota that one output token uses; by default 5 from Claude 3.7 on, else 1. */
  readonly outputBurndown?: number;
}

/** Limits by model id as it is called, or by its bare id; `*` for every other model, each with a bucket of its own. */
export type QuotaOptions = { readonly [model: string]: QuotaLimits };

/** A call as far as it is known when it asks to be let in. */
export interface QuotaRequest {
  /** As it is called: a profile has a quota of its own. */
  readonly model: string;
  /** All input tokens, those that a cache will serve included. */
  readonly inputTokens: number;
  /** The most that the call may generate. */
  readonly maxTokens: number;
}

/** Tokens of a call that has ended, as far as they count: input without cache reads, and output. */
export interface QuotaUse {
  readonly inputTokens: number;
  readonly cacheWriteInputTokens: number;
  readonly outputTokens: number;
}

/** `settle` is called once, when the call ends; without arguments where nothing was carried out. */
export type QuotaDecision =
  | { readonly state: 'admitted'; settle(use?: QuotaUse): void }
  | { readonly state: 'throttled'; readonly by: 'requests' | 'tokens'; readonly error: ServiceError };

export interface Quota {
  admit(request: QuotaRequest): QuotaDecision;
}

const minuteMs = 60_000;
const rememberedModels = 1000;
const defaultBurndown = 5;
const burndownFrom = 3.7;

/**
 * Requests and tokens per minute as token buckets, which start full, hold a minute's worth and fill evenly. After
 * AWS ("How tokens are counted in Amazon Bedrock"): a call reserves all its input and `maxTokens` when it begins;
 * when it ends, the reservation gives way to input + cache writes + output × burndown; cache reads do not count. A
 * bucket may fall below zero by that. A call that is throttled takes nothing. `clock` in milliseconds, never going
 * back.
 */
export function createQuota(options: { readonly limits: QuotaOptions; readonly clock: () => number }): Quota {
  const { limits, clock } = options;
  const accounts = new Map<string, Account>();
  const accountOf = (model: string): Account | undefined => {
    const known = accounts.get(model);
    if (known !== undefined) return known;
    const found = findModel(model);
    const given =
      limits[model] ?? (found.state === 'found' ? limits[found.model.id] : undefined) ?? limits['*'];
    if (given === undefined) return undefined;
    const generation = found.state === 'found' ? found.model.generation : burndownFrom;
    const account = createAccount(given, generation >= burndownFrom ? defaultBurndown : 1, clock());
    if (accounts.size >= rememberedModels) accounts.delete(accounts.keys().next().value ?? '');
    accounts.set(model, account);
    return account;
  };
  return {
    admit({ model, inputTokens, maxTokens }) {
      const account = accountOf(model);
      if (account === undefined) return unlimited;
      const { requests, tokens, burndown } = account;
      const now = clock();
      const reserved = inputTokens + maxTokens;
      if (levelAt(requests, now) < 1) return throttled('requests');
      if (levelAt(tokens, now) < reserved) return throttled('tokens');
      requests.level -= 1;
      tokens.level -= reserved;
      return {
        state: 'admitted',
        settle(use) {
          const used =
            use === undefined ? 0 : use.inputTokens + use.cacheWriteInputTokens + use.outputTokens * burndown;
          tokens.level = Math.min(tokens.perMinute, levelAt(tokens, clock()) + reserved - used);
        },
      };
    },
  };
}

interface Bucket {
  readonly perMinute: number;
  level: number;
  atMs: number;
}

interface Account {
  readonly requests: Bucket;
  readonly tokens: Bucket;
  readonly burndown: number;
}

const unlimited: QuotaDecision = { state: 'admitted', settle: () => undefined };

function createAccount(limits: QuotaLimits, burndown: number, atMs: number): Account {
  const bucket = (perMinute = Number.POSITIVE_INFINITY): Bucket => ({ perMinute, level: perMinute, atMs });
  return {
    requests: bucket(limits.requestsPerMinute),
    tokens: bucket(limits.tokensPerMinute),
    burndown: limits.outputBurndown ?? burndown,
  };
}

function levelAt(bucket: Bucket, nowMs: number): number {
  if (nowMs > bucket.atMs && bucket.perMinute !== Number.POSITIVE_INFINITY) {
    const filled = (bucket.perMinute * (nowMs - bucket.atMs)) / minuteMs;
    bucket.level = Math.min(bucket.perMinute, bucket.level + filled);
    bucket.atMs = nowMs;
  }
  return bucket.level;
}

/** Messages as the service words them; it sends no Retry-After. */
function throttled(by: 'requests' | 'tokens'): QuotaDecision {
  const text = `Too many ${by}, please wait before trying again.`;
  return { state: 'throttled', by, error: serviceError('ThrottlingException', text) };
}
