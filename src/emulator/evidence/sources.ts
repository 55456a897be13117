import { type Quantity, quantitiesOf } from '../language/quantities.js';
import { sentencesOf } from '../language/sentences.js';
import { type Terms, termsOf } from '../language/terms.js';
import type { ReadPrompt } from '../reading/types.js';
import { findInjection } from './injection.js';

/** A sentence that may become part of an answer. */
export interface Unit {
  readonly text: string;
  readonly source: number;
  readonly position: number;
  readonly terms: Terms;
  readonly quantities: readonly Quantity[];
}

/** A document or a turn of the conversation, taken apart. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly origin: 'document' | 'history';
  readonly titleTerms: Terms;
  readonly terms: ReadonlySet<string>;
  readonly units: readonly Unit[];
  /** What instructions hidden in it demand. */
  readonly injections: readonly string[];
}

/** Documents in their order, then what was said before, newest turn first. */
export function sourcesOf(prompt: ReadPrompt): readonly Source[] {
  const documents = prompt.documents.map((document, at) =>
    takeApart({ id: document.id, title: document.title, text: document.text, origin: 'document' }, at),
  );
  const turns = prompt.history
    .toReversed()
    .map((turn, at) =>
      takeApart(
        { id: `turn-${at + 1}`, title: '', text: turn.text, origin: 'history' },
        documents.length + at,
      ),
    );
  return [...documents, ...turns];
}

function takeApart(
  passage: {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly origin: Source['origin'];
  },
  index: number,
): Source {
  const units: Unit[] = [];
  const injections: string[] = [];
  const titleTerms = termsOf(passage.title);
  const all = new Set(titleTerms.all);
  for (const text of sentencesOf(passage.text)) {
    const demand = passage.origin === 'document' ? findInjection(text) : undefined;
    if (demand !== undefined) {
      injections.push(demand);
      continue;
    }
    const terms = termsOf(text);
    for (const term of terms.all) all.add(term);
    // What a person asked is no evidence for an answer; what they stated is.
    if (passage.origin === 'history' && /[?？]\s*$/.test(text)) continue;
    units.push({ text, source: index, position: units.length, terms, quantities: quantitiesOf(text) });
  }
  return {
    id: passage.id,
    title: passage.title,
    origin: passage.origin,
    titleTerms,
    terms: all,
    units,
    injections,
  };
}
