import type { CapabilityOverrides } from '../model-capabilities.js';
import type { AttemptLimiter } from '../port.js';
import type { RetryPolicy } from '../retry.js';

/** Keys to sign with; without them the SDK's own chain finds some. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How to reach Bedrock, and how patiently. */
export interface BedrockOptions {
  readonly region: string;
  readonly provider: 'bedrock' | 'emulator';
  /** Default: what `env` names, else the SDK's own. */
  readonly endpoint?: string;
  /**
   * Calls at once. Without a `limiter` a call that waits to be retried keeps its place, so that a throttled
   * service sees fewer.
   */
  readonly maxConcurrency: number;
  /** Decides when each attempt may leave, in place of the fixed limit; never above `maxConcurrency` (its duty). */
  readonly limiter?: AttemptLimiter;
  /** Tokens of the quota per minute that one output token of a model uses; default 1. The limiter is told. */
  readonly outputBurndown?: (model: string) => number;
  /** Silence of the server after which an attempt is given up. */
  readonly requestTimeoutMs: number;
  /** Time for one call with all its attempts and waits; waiting for the limiter is not part of it. */
  readonly deadlineMs: number;
  /** Attempts of one call in all. */
  readonly maxAttempts: number;
  /** Default: the SDK's chain; for `emulator` dummy keys, so that real ones never leave for it. */
  readonly credentials?: AwsCredentials;
  /** Milliseconds, never going back: deadlines, time to first token, time in all. */
  readonly clock: () => number;
  /** Uniform on [0, 1): jitter only, no result depends on it. */
  readonly rng: () => number;
  readonly sleep?: NonNullable<RetryPolicy['sleep']>;
  readonly capabilities?: CapabilityOverrides;
  /** Default `process.env`. Proxies are always those of the process. */
  readonly env?: { readonly [name: string]: string | undefined };
}
