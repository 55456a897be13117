import type { CompletionOutcome, ContentHash, Message } from '../domain/index.js';

/** A JSON schema that the answer must follow, sent as the service's structured output where it has one. */
export interface OutputSchema {
  readonly name: string;
  /** JSON Schema as a value. */
  readonly schema: { readonly [key: string]: unknown };
}

/**
 * What is sent, and nothing else: the request's hash (law 2) is taken over exactly these fields. `messages`
 * starts with a user turn and alternates.
 */
export interface ModelRequest {
  readonly model: string;
  readonly system?: string;
  readonly messages: readonly Message[];
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly stopSequences?: readonly string[];
  readonly output?: OutputSchema;
}

export type CallRole = 'candidate' | 'judge';

/** One call: the request, and what is known about it but not part of its identity. */
export interface ModelCall {
  readonly request: ModelRequest;
  readonly requestHash: ContentHash;
  readonly repeat: number;
  readonly role: CallRole;
  /** The cell that the call is made for, and charged to; the recorded adapter looks candidates up by it. */
  readonly cell?: { readonly sampleId: string; readonly variantName: string };
  /** Sent as `requestMetadata`, outside the hash. */
  readonly metadata?: { readonly [key: string]: string };
}

/** Something that answers. */
export interface Model {
  /** `bedrock`, `emulator`, `recorded` or `echo`: part of the cache key, so that kinds never mix. */
  readonly provider: ProviderKind;
  /** A failed call is a value. Throws only when `signal` aborts, with the signal's reason. */
  complete(call: ModelCall, signal: AbortSignal): Promise<CompletionOutcome>;
  close(): Promise<void>;
}

export type ProviderKind = 'bedrock' | 'emulator' | 'recorded' | 'echo';
