import type { Rng } from './rng.js';
import type { Book } from './world/book.js';
import type { Customer } from './world/customers.js';

/** The contract between the framework and the shapes. */

export type Intent =
  | 'recommendation'
  | 'product_question'
  | 'product_discovery'
  | 'faq'
  | 'order_tracking'
  | 'return_request'
  | 'promotion'
  | 'checkout_help'
  | 'chitchat'
  | 'escalation';

export type Language = 'en' | 'ja' | 'mixed';

/** A question with the language in which it is asked; the reference answers in the same. */
export interface Wording {
  readonly language: Language;
  readonly text: string;
}

/** A checkable string, or several of which one suffices. */
export type Fact = string | { readonly anyOf: readonly string[] };

/** `slug` becomes the end of the id: `d2-slug`. */
export interface Document {
  readonly slug: string;
  readonly text: string;
}

/** What a shape makes of one instance; the framework adds id, cluster and tags. */
export interface Draft {
  readonly question: Wording;
  /** In ranked order, as a retriever would return them: see {@link Context.rank}. */
  readonly documents: readonly Document[];
  /** Messages before the question: user, assistant, user, assistant. */
  readonly history?: readonly string[];
  readonly reference: string;
  readonly must: readonly Fact[];
  readonly mustNot: readonly Fact[];
  /** Kinds of this instance beside those of its shape. */
  readonly kinds?: readonly string[];
}

/** Which books a picker may return. All conditions hold together. */
export interface BookFilter {
  /** Every one of these tags. */
  readonly all?: readonly string[];
  /** At least one of these. */
  readonly any?: readonly string[];
  /** None of these. */
  readonly none?: readonly string[];
  readonly finished?: boolean;
  readonly maxVolumes?: number;
  readonly minVolumes?: number;
  readonly english?: boolean;
  /** Anything else. */
  readonly where?: (book: Book) => boolean;
  readonly except?: readonly Book[];
}

/** What a shape builds one instance from. Everything random comes from `rng`. */
export interface Context {
  readonly rng: Rng;
  /** 0 to 7. */
  readonly instance: number;
  /**
   * The question of this instance: the wording with its number. At least eight, each a sentence of its own, not
   * one template with other words; plain strings are English.
   */
  ask(wordings: readonly (string | Wording)[]): Wording;
  /** The entry with this instance's number, from the start again when the list is shorter. */
  turn<T>(list: readonly T[]): T;
  /** `count` different books in stock whose Japanese, English and set prices all differ from one another. */
  books(count: number, filter?: BookFilter): readonly Book[];
  book(filter?: BookFilter): Book;
  pair(filter?: BookFilter): readonly [Book, Book];
  trio(filter?: BookFilter): readonly [Book, Book, Book];
  /** Gives this draw up; the instance is built anew from other random numbers. */
  again(): never;
  customer(): Customer;
  /** A new order id (HB-) that no other sample has; likewise returns (RMA-). */
  orderId(): string;
  returnId(): string;
  /** Ranks documents as a retriever does: the relevant ones early, in six of ten samples first. */
  rank(relevant: readonly Document[], distractors: readonly Document[]): readonly Document[];
}

export interface Shape {
  /** The cluster of its samples; unique. */
  readonly slug: string;
  readonly intent: Intent;
  /** `kind:` tags of all its samples, at least one. */
  readonly kinds: readonly string[];
  /** Figures are computed here from the world, and the reference and the facts from the same figures. */
  readonly build: (context: Context) => Draft;
}

/** Declares shapes of one intent: `const faq = shapesOf('faq')`, then `faq(slug, kinds, build)`. */
export const shapesOf =
  (intent: Intent) =>
  (slug: string, kinds: Shape['kinds'], build: Shape['build']): Shape => ({ slug, intent, kinds, build });

export const ja = (text: string): Wording => ({ language: 'ja', text });
export const mixed = (text: string): Wording => ({ language: 'mixed', text });
export const anyOf = (...alternatives: readonly string[]): Fact => ({ anyOf: alternatives });
export const doc = (slug: string, text: string): Document => ({ slug, text });
