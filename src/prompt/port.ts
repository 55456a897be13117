import type { ContentHash, Message, Sample, VariantParams } from '../domain/index.js';
import type { ToolConfig } from '../model/port.js';

/** The texts of a rendered prompt that are sent to a model, and which input component each part is. */
export interface RenderedPrompt {
  /** Empty string: no system text. */
  readonly system: string;
  /** Starts with a user turn and alternates; the last is the user's turn. */
  readonly messages: readonly Message[];
  /** The texts behind each component; they need not add up to the whole (the template's own words are `user`). */
  readonly components: PromptComponents;
  /**
   * How many leading characters of the system text and of the last user message are the same for every sample of
   * one intent (literal text and few-shot examples, before the first thing that depends on the sample): what a
   * prompt cache can keep. The user message's part counts only when no message stands before it.
   */
  readonly stable: { readonly system: number; readonly user: number };
}

/** Texts by component, for the token split of a report. */
export interface PromptComponents {
  readonly system: readonly string[];
  /** The tool definitions, as JSON. */
  readonly tools: readonly string[];
  readonly fewShot: readonly string[];
  readonly documents: readonly string[];
  readonly history: readonly string[];
  readonly user: readonly string[];
}

/** A versioned template, parsed once. */
export interface Prompt {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  /** Hash of template, few-shot file and tools file together. */
  readonly hash: ContentHash;
  /** The file's text, for diffs and the promoted config. */
  readonly text: string;
  /** Which parameters have an effect on what it renders: the others do not change a variant's id. */
  readonly uses: { readonly documents: boolean; readonly fewShot: boolean; readonly history: boolean };
  /** Names of the sample's vars that the template names, sorted: each must exist before the first call. */
  readonly variables: readonly string[];
  /** Tools that the prompt offers, from its front matter. */
  readonly tools?: ToolConfig;
  /** Whether what is stable differs from intent to intent (few-shot examples are chosen by intent). */
  readonly stableBy: 'all' | 'intent';
  /** Characters of the template's literal text that stand behind something that depends on the sample. */
  readonly uncacheableChars: number;
  /** Whether the template reads inside a var (`product.price`): then only rendering tells what a sample lacks. */
  readonly readsInside: boolean;
  /** Throws an `invalid-input` ParsimonyError for a missing variable or an exceeded limit. */
  render(sample: Sample, params: VariantParams): RenderedPrompt;
}
