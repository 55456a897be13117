import type { JsonSchema } from '../answer/structured.js';
import type { EmulatedModel } from '../models.js';
import type { Turn } from '../reading/types.js';

/** All that the responder is given: what a model would see, and which repeat of the same request this is. */
export interface ResponderRequest {
  readonly model: EmulatedModel;
  readonly system: string;
  readonly messages: readonly Turn[];
  readonly maxTokens: number;
  /** 1 where the request names none, as on the service. */
  readonly temperature: number;
  /** Scales temperature; 1 where the request names none. */
  readonly topP: number;
  readonly stopSequences: readonly string[];
  readonly schema: JsonSchema | undefined;
  /** Identifies everything above: equal requests have equal keys. */
  readonly key: string;
  /** Counts from 0; without effect at temperature 0. */
  readonly repeat: number;
}

/** What the responder says, with its usage and simulated latency. */
export interface ResponderReply {
  readonly text: string;
  readonly stopReason: 'end_turn' | 'max_tokens' | 'stop_sequence';
  /** The one that was met first, where that is the stop reason. */
  readonly stopSequence: string | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly latencyMs: number;
  /** Until the first token, part of the above. */
  readonly firstTokenMs: number;
}
