import type { JsonRecord } from '../../domain/index.js';

/** Tokens as the service bills them; `inputTokens` are those neither read from nor written to the prompt cache. */
export interface BilledUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadInputTokens: number;
  /** All writes; `cacheWrite1hInputTokens` of them for an hour. */
  readonly cacheWriteInputTokens: number;
  readonly cacheWrite1hInputTokens: number;
}

/** What the model says, or the tool that it asks for. */
export type ReplyContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool'; readonly id: string; readonly name: string; readonly input: JsonRecord };

/** A call carried out, before it is put into the form of an operation. */
export interface Reply {
  readonly modelId: string;
  readonly content: ReplyContent;
  readonly stopReason: 'end_turn' | 'max_tokens' | 'stop_sequence' | 'tool_use';
  readonly stopSequence: string | undefined;
  readonly wantsStopSequence: boolean;
  readonly usage: BilledUsage;
  /** Simulated. */
  readonly latencyMs: number;
  readonly firstTokenMs: number;
  /** Identifies what was asked; ids inside the answer follow from it. */
  readonly key: string;
  /** Identifies the work (content and repeat), to see what is paid for twice. */
  readonly request: string;
  /** To be called when the answer begins: what the call writes into the prompt cache can then be read. */
  readonly begun: (() => void) | undefined;
}
