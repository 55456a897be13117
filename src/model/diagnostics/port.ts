import type { CallFailure } from '../../domain/index.js';

/** What a question to the account came to; a refusal is a value with its code and message, free of secrets. */
export type Diagnosis<T> =
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: CallFailure };

/** What the control plane says of a foundation model in this Region; null where it does not say. */
export interface ModelAvailability {
  readonly inRegion: boolean | null;
  readonly authorized: boolean | null;
  readonly entitled: boolean | null;
  /** Whether the terms of use are accepted, as the service words it. */
  readonly agreement: string | null;
}

/** One quota of the account for Bedrock. */
export interface AccountQuota {
  readonly code: string;
  readonly name: string;
  readonly value: number;
  readonly adjustable: boolean;
}

/** Questions about an AWS account that cost nothing. Nothing is changed but for one small object that is removed. */
export interface Diagnostics {
  /** Where calls are signed: a fixed bearer token, or keys that the SDK's chain found. */
  credentials(): Promise<
    Diagnosis<{ readonly kind: 'keys' | 'bearer token'; readonly expiresAt: string | null }>
  >;
  /** By bare foundation-model id. */
  availability(bareModelId: string): Promise<Diagnosis<ModelAvailability>>;
  quotas(): Promise<Diagnosis<readonly AccountQuota[]>>;
  /** Whether batch jobs may be looked at. */
  batchJobs(): Promise<Diagnosis<{ readonly underWay: number }>>;
  /** Writes a few bytes under `key`, reads them back and removes them. */
  storage(bucket: string, key: string): Promise<Diagnosis<null>>;
  close(): Promise<void>;
}
