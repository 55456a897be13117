import type { JsonValue } from './content-hash.js';

/** Tokens as the service bills them. With caching, `inputTokens` counts only what was neither read nor written. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadInputTokens: number;
  readonly cacheWriteInputTokens: number;
  /** Of `cacheWriteInputTokens`, those written for an hour (a price of their own); absent: none. */
  readonly cacheWrite1hInputTokens?: number;
}

/** All input tokens of a call: uncached, read from and written to the prompt cache. */
export function totalInputTokens(usage: Usage): number {
  return usage.inputTokens + usage.cacheReadInputTokens + usage.cacheWriteInputTokens;
}

/** Why the model stopped; unknown values of the wire become a failed call, never a completion. */
export type StopReason =
  | 'end_turn'
  | 'max_tokens'
  | 'stop_sequence'
  | 'tool_use'
  | 'content_filtered'
  | 'guardrail_intervened'
  /** Ours: the stream was stopped because the variant's output ceiling was reached. */
  | 'output_ceiling';

/** What a model returned. */
export interface Completion {
  readonly text: string;
  readonly stopReason: StopReason;
  /** Null where the source does not say (recorded outputs): cost is then unscored, never 0. */
  readonly usage: Usage | null;
  /** True when usage is our own estimate: a stream that we stopped never says what it used. */
  readonly usageEstimated?: boolean;
  /** The service's own `metrics.latencyMs`; null where unknown. */
  readonly latencyMs: number | null;
  /** Milliseconds from sending the attempt that was answered to its first text, by our clock; streams only. */
  readonly firstTokenMs?: number;
  /** Milliseconds from sending the attempt that was answered to its end, by our clock; absent for batch and files. */
  readonly wallMs?: number;
  /** True when a batch job brought it, at batch prices. */
  readonly batch?: boolean;
  /** Tools that the model asked to be used, in order; their input is what the model wrote, untrusted. */
  readonly toolUses?: readonly ToolUse[];
  /** True when the answer came from an emulator: such numbers are labelled everywhere (law 10). */
  readonly emulated: boolean;
  /** Calls made until this answer came, 1 or more. */
  readonly attempts: number;
  /** How many of them the service throttled; absent: none. */
  readonly throttles?: number;
  /** Attempts before it that may have been billed all the same and said nothing; absent: none. */
  readonly unseenAttempts?: number;
  /** Parameters that the variant set and the model refuses, so they were not sent. */
  readonly droppedParameters: readonly string[];
  /** Scores that came with the answer (recorded outputs). */
  readonly recordedScores?: { readonly [name: string]: number };
}

/** A tool that a model asked for. */
export interface ToolUse {
  readonly name: string;
  readonly input: JsonValue;
}

/** A call that returned no answer: a recorded value with its reason, never an exception through the run. */
export interface CallFailure {
  /** The service's exception name or a literal of ours (`timeout`, `not-recorded`, `malformed-response`). */
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
  /** How many attempts the service throttled; absent: none. */
  readonly throttles?: number;
  /** What the service says it billed for the call all the same; absent where it says nothing (law 4). */
  readonly usage?: Usage;
  /** Attempts that may have been billed all the same and said nothing; absent: none. */
  readonly unseenAttempts?: number;
}

export type CompletionOutcome =
  | { readonly state: 'completed'; readonly completion: Completion }
  | { readonly state: 'failed'; readonly failure: CallFailure };
