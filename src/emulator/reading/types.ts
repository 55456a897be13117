/** A document found in a prompt. */
export interface Passage {
  /** The id that the prompt gives it, or its position (1-based) as a string. */
  readonly id: string;
  /** Empty where the prompt gives none. */
  readonly title: string;
  readonly text: string;
}

/** One earlier turn of the conversation. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** A worked example. */
export interface Example {
  readonly question: string;
  readonly answer: string;
}

/** What a reader finds in a rendered prompt; nothing else is known of the request's content. */
export interface ReadPrompt {
  readonly documents: readonly Passage[];
  readonly history: readonly Turn[];
  readonly examples: readonly Example[];
  /** Everything that is neither document, history, example nor question. */
  readonly instructions: string;
  readonly question: string;
}

/** The roles that a part of a prompt can have. */
export type PartKind =
  | 'documents'
  | 'document'
  | 'examples'
  | 'example'
  | 'history'
  | 'question'
  | 'instructions';
