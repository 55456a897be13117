import type { JsonValue } from './content-hash.js';

/** A passage that retrieval returned, in rank order. */
export interface Document {
  readonly id: string;
  readonly text: string;
}

/** One turn of a conversation. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** A checkable fact: the text itself, or alternatives of which one suffices. */
export type Fact = string | { readonly anyOf: readonly string[] };

/** What an answer must and must not say; matched after normalisation of numbers, dates, prices and ids. */
export interface Facts {
  readonly must: readonly Fact[];
  readonly mustNot: readonly Fact[];
}

/** One assertion as users of the field write it: `{type, value, threshold, weight, metric}`. */
export interface AssertionSpec {
  /** For example `contains` or `not-contains`. */
  readonly type: string;
  readonly value?: JsonValue;
  readonly threshold?: number;
  readonly weight?: number;
  readonly metric?: string;
  /** Settings of its type, for example `{ n: 2 }` of `rouge-n`. */
  readonly config?: { readonly [key: string]: JsonValue };
  /** The members of an `assert-set`. */
  readonly assert?: readonly AssertionSpec[];
}

/** The metric of a `select-best` that names none. */
export const SELECT_BEST_METRIC = 'select-best';

/** The names under which assertions are averaged, those inside sets and of `select-best` included. */
export function assertionMetrics(specs: readonly AssertionSpec[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { type, metric, assert } of specs) {
    if (metric !== undefined) names.add(metric);
    else if (type === 'select-best') names.add(SELECT_BEST_METRIC);
    if (assert !== undefined) for (const name of assertionMetrics(assert)) names.add(name);
  }
  return names;
}

/** One input with its references, facts, intent, tags and cluster. */
export interface Sample {
  readonly id: string;
  /** The traffic class; `default` where the file names none. */
  readonly intent: string;
  readonly vars: { readonly [name: string]: JsonValue };
  readonly documents: readonly Document[];
  readonly history: readonly Message[];
  readonly references: readonly string[];
  readonly facts: Facts;
  readonly assert: readonly AssertionSpec[];
  /** Samples of one cluster are not independent; a sample that names none is a cluster of its own (its id). */
  readonly cluster: string;
  readonly sessionId?: string;
  readonly turn?: number;
  readonly tags: readonly string[];
  /** Relative weight inside its intent; 1 by default. */
  readonly weight: number;
  readonly metadata: { readonly [name: string]: JsonValue };
}

export type DatasetKind = 'golden' | 'adversarial' | 'judge';

/** The question of a sample: `vars.question`, else `query`, else `input`; undefined when none is a text. */
export function questionOf(sample: Pick<Sample, 'vars'>): string | undefined {
  for (const name of ['question', 'query', 'input']) {
    const value = sample.vars[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}
