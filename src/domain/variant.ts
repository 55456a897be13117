import type { ContentHash } from './content-hash.js';

/** Inference and context parameters of a variant, as the experiment declares them. */
export interface VariantParams {
  readonly maxTokens: number;
  /** Left out of the request for models that refuse it. */
  readonly temperature?: number;
  readonly topP?: number;
  readonly stopSequences?: readonly string[];
  /** How many of the ranked documents are given to the prompt; undefined: all. */
  readonly ragChunks?: number;
  /** How many few-shot examples are given to a prompt that has a place for them; undefined: none. */
  readonly fewShot?: number;
  /** How many history turns (messages, newest kept) are sent; undefined: all. */
  readonly historyTurns?: number;
  /** Prompt caching: checkpoints with a lifetime, or `auto`: five minutes where the run is expected to save by it. */
  readonly cache?: 'off' | '5m' | '1h' | 'auto';
  /** Answers are streamed: same answer, time to first token is measured. Not part of the variant's id. */
  readonly stream?: boolean;
  /** Stops a stream after so many output tokens and puts the notice behind the text. Implies `stream`. */
  readonly outputCeiling?: OutputCeiling;
}

export interface OutputCeiling {
  readonly tokens: number;
  /** Appended to the text that had come; empty: nothing is appended. */
  readonly notice: string;
}

/** Prompt × model × parameters, content-addressed. */
export interface Variant {
  /** The name in the experiment, or `from/model=…,maxTokens=…` for a grid point. */
  readonly name: string;
  /** Hash of everything that decides what is sent: prompt text, few-shot file, model, parameters. */
  readonly id: ContentHash;
  /** Absent for recorded variants. */
  readonly promptPath?: string;
  /** Absent for recorded variants without a price. */
  readonly model?: string;
  readonly params: VariantParams;
  /** The name (or factor values) under which recorded outputs of this variant stand. */
  readonly recorded?: string | { readonly [factor: string]: string | number | boolean };
  /** Grid points are compared but not gated unless named. */
  readonly origin: 'declared' | 'grid';
}
