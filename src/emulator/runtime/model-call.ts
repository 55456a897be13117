import type { JsonSchema } from '../answer/structured.js';
import type { EmulatedModel } from '../models.js';
import type { PromptBlock } from '../prompt-cache/prompt-cache.js';
import type { Turn } from '../reading/types.js';
import type { ServiceError } from '../wire/service-error.js';
import type { ToolConfig } from './tools/tool-config.js';

/** A request of any operation that passed every check, in one form. */
export interface ModelCall {
  /** As it was called. */
  readonly modelId: string;
  readonly model: EmulatedModel;
  readonly system: string;
  readonly messages: readonly Turn[];
  readonly config: {
    readonly maxTokens: number;
    readonly temperature: number;
    readonly topP: number;
    readonly stopSequences: readonly string[];
  };
  readonly schema: JsonSchema | undefined;
  readonly tools: ToolConfig | undefined;
  /** Identifies everything above that an answer depends on. */
  readonly key: string;
  /** Which repeat the request says that it is. */
  readonly repeat: number | undefined;
  /** Output tokens that the call reserves of its quota: `maxTokens`, the model's most where none is given. */
  readonly reservedTokens: number;
  /** The last turn brings a tool's result. */
  readonly bringsToolResult: boolean;
  /** The request wants to be told which stop sequence was met. */
  readonly wantsStopSequence: boolean;
  /** Its prompt block by block where it has checkpoints. */
  readonly prompt: readonly PromptBlock[] | undefined;
}

/** A checked request, or the service's answer to a bad one. */
export type Reading =
  | { readonly state: 'accepted'; readonly call: ModelCall }
  | { readonly state: 'refused'; readonly error: ServiceError };
