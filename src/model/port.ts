import type { CallFailure, CompletionOutcome, ContentHash, Message, OutputCeiling } from '../domain/index.js';

/** A JSON schema that the answer must follow, sent as the service's structured output where it has one. */
export interface OutputSchema {
  readonly name: string;
  /** JSON Schema as a value. */
  readonly schema: { readonly [key: string]: unknown };
}

/** A tool that the model may ask for. */
export interface ToolSpec {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of its input, as a value. */
  readonly inputSchema: { readonly [key: string]: unknown };
}

/** Tools of a request; `choice` as the service has it, default `auto`. */
export interface ToolConfig {
  readonly tools: readonly ToolSpec[];
  readonly choice?: 'auto' | 'any' | { readonly tool: string };
}

/**
 * Where a prompt-cache checkpoint stands. `length`: characters of that text before the checkpoint; the text is sent
 * as two blocks when it does not end there.
 */
export type CachePoint =
  | { readonly at: 'tools' }
  | { readonly at: 'system'; readonly length: number }
  | { readonly at: 'message'; readonly index: number; readonly length: number };

/** Prompt-cache checkpoints of a request, in the order tools, system, messages; at most four. */
export interface CachePlan {
  readonly ttl: '5m' | '1h';
  readonly points: readonly CachePoint[];
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
  readonly tools?: ToolConfig;
  /** Part of the identity: it changes what a call costs. */
  readonly cache?: CachePlan;
  /** Stops the stream; part of the identity, because it changes the answer. */
  readonly ceiling?: OutputCeiling;
}

export type CallRole = 'candidate' | 'judge';

/** One call: the request, and what is known about it but not part of its identity. */
export interface ModelCall {
  readonly request: ModelRequest;
  readonly requestHash: ContentHash;
  readonly repeat: number;
  readonly role: CallRole;
  /** The cell that the call is made for, and charged to; the recorded adapter looks candidates up by it. */
  readonly cell?: {
    readonly sampleId: string;
    readonly variantName: string;
    /** Absent: the call's own. A judge that is asked several times has calls of other repeats than the cell's. */
    readonly repeat?: number;
  };
  /** Sent as `requestMetadata`, outside the hash. */
  readonly metadata?: { readonly [key: string]: string };
  /** Asks for a stream. Not part of the identity: the answer is the same. */
  readonly stream?: boolean;
  /** The plan never sends it through a batch job, whatever else is asked of its model: it has the live price. */
  readonly liveOnly?: boolean;
  /** Where the call is paid for: learns of unseen attempts while it goes on. */
  readonly unseen?: UnseenWatch;
}

/** Learns of *unseen* attempts: those that may have been billed, and of which the service said nothing. */
export interface UnseenWatch {
  /** Such an attempt has ended, or was broken off. */
  add(): void;
  /**
   * Asked after each such attempt, before it is repeated: whether there is money for another. Where there is not,
   * the failure stands. Never waits for other calls, and never rejects.
   */
  affords(): Promise<boolean>;
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

/** The exact input tokens of a request, or why they cannot be had. */
export type TokenCount =
  | { readonly state: 'counted'; readonly inputTokens: number }
  | { readonly state: 'failed'; readonly failure: CallFailure };

/** The service's own count of input tokens, free of charge. */
export interface TokenCounter {
  count(request: ModelRequest, signal: AbortSignal): Promise<TokenCount>;
  close(): Promise<void>;
}

/** Leave to make one attempt. */
export interface AttemptPermit {
  /**
   * Says once how the attempt ended and gives the place back; further calls do nothing. `usedTokens`: what
   * counts against the quota in the end (uncached input, cache writes, output), null where the service did not say.
   */
  done(outcome: 'answered' | 'throttled' | 'failed', usedTokens: number | null): void;
}

/** Decides when an attempt may leave. A call that waits to be repeated holds no permit. */
export interface AttemptLimiter {
  /**
   * Waits for a place. `tokens`: estimated input plus `maxTokens`, what the service reserves. Rejects only when
   * `signal` aborts, with its reason; nothing is then held.
   */
  acquire(model: string, tokens: number, signal: AbortSignal): Promise<AttemptPermit>;
}

/** What the limiter of one model in one Region did; times by the limiter's clock, from its first call. */
export interface LimiterTrace {
  readonly model: string;
  readonly region: string;
  /** The limit never went above it (`-j`). */
  readonly maxConcurrency: number;
  /** Quotas that were given; absent: none. */
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  readonly calls: number;
  readonly throttled: number;
  readonly finalLimit: number;
  readonly lowestLimit: number;
  /** At most 240 points over the whole sitting, oldest first. */
  readonly points: readonly {
    readonly atMs: number;
    readonly limit: number;
    /** Since the point before. */
    readonly calls: number;
    readonly throttled: number;
  }[];
}

/** The states of a batch job, as the service names them. */
export type BatchJobStatus =
  | 'Submitted'
  | 'Validating'
  | 'Scheduled'
  | 'Expired'
  | 'InProgress'
  | 'Completed'
  | 'PartiallyCompleted'
  | 'Failed'
  | 'Stopping'
  | 'Stopped';

/** What a batch job is asked for. */
export interface BatchSubmission {
  readonly jobName: string;
  /** Equal tokens make one job, however often it is asked for. */
  readonly clientToken: string;
  readonly model: string;
  readonly inputUri: string;
  /** Folder; the service puts a folder named by the job's id into it. */
  readonly outputUri: string;
  readonly roleArn: string;
  readonly timeoutHours: number;
  readonly tags?: { readonly [key: string]: string };
}

export interface BatchJob {
  readonly arn: string;
  readonly name: string;
  readonly status: BatchJobStatus;
  readonly message?: string;
  readonly outputUri: string;
  readonly submittedAt: string;
  readonly endedAt: string | null;
  /** Null where the service does not say. */
  readonly records: {
    readonly total: number;
    readonly processed: number;
    readonly succeeded: number;
    readonly failed: number;
  } | null;
}

/**
 * What a job's output holds: its lines, joined by record id (`unreadable` lines keep their number for the message),
 * and the totals of its manifest. `broken` comes last: the rest could not be read now.
 */
export type BatchResult =
  | {
      readonly state: 'read';
      readonly recordId: string;
      readonly outcome: CompletionOutcome;
      /** What the service says it was sent back: never trusted, only for checks. */
      readonly emulated: boolean;
    }
  | { readonly state: 'unreadable'; readonly line: number; readonly reason: string }
  | {
      readonly state: 'totals';
      readonly succeeded: number;
      /** Tokens of the whole job; null where the manifest does not say. */
      readonly inputTokens: number | null;
      readonly outputTokens: number | null;
    }
  | { readonly state: 'broken'; readonly failure: CallFailure };

export type BatchOutcome<T> =
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: CallFailure };

/** Bedrock's batch inference with its storage. Failures are values; throws only when `signal` aborts. */
export interface BatchService {
  readonly provider: 'bedrock' | 'emulator';
  /** The input line of a call, without the line feed. */
  encode(recordId: string, call: ModelCall): string;
  /** Parameters that the request sets and the model does not take, so that `encode` leaves them out. */
  droppedParameters(call: ModelCall): readonly string[];
  /** Puts a file's bytes under `uri` (`s3://bucket/key`); answers with what the storage says it has. */
  upload(file: string, uri: string, signal: AbortSignal): Promise<BatchOutcome<{ readonly bytes: number }>>;
  /** Size of what stands under `uri`; null: nothing. */
  stat(uri: string, signal: AbortSignal): Promise<BatchOutcome<{ readonly bytes: number } | null>>;
  submit(job: BatchSubmission, signal: AbortSignal): Promise<BatchOutcome<{ readonly arn: string }>>;
  get(arn: string, signal: AbortSignal): Promise<BatchOutcome<BatchJob>>;
  stop(arn: string, signal: AbortSignal): Promise<BatchOutcome<null>>;
  /** Jobs whose names contain a text, newest first. */
  list(nameContains: string, signal: AbortSignal): Promise<BatchOutcome<readonly BatchJob[]>>;
  /** The lines of every `.jsonl.out` file of a job, streamed, in any order; then its totals, where it left some. */
  results(job: BatchJob, signal: AbortSignal): AsyncIterable<BatchResult>;
  close(): Promise<void>;
}
