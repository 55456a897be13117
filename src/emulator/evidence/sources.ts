import { type Quantity, quantitiesOf } from '../language/quantities.js';
import { sentencesOf } from '../language/sentences.js';
import { type Terms, termsOf } from '../language/terms.js';
import type { ReadPrompt } from '../reading/types.js';
import { isHeader } from './headers.js';
import { findInjection } from './injection.js';

/** A sentence that may become part of an answer. */
export interface Unit {
  readonly text: string;
  readonly source: number;
  readonly position: number;
  readonly terms: Terms;
  readonly quantities: readonly Quantity[];
  /** Names the document's subject and states nothing: the title of a passage that has none. */
  readonly isHeader: boolean;
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
  const sentences = sentencesOf(passage.text);
  const [first = ''] = sentences;
  const headed = passage.origin === 'document' && sentences.length > 1 && isHeader(first);
  const title = passage.title === '' && headed ? first.replace(/[.。]$/, '') : passage.title;
  const titleTerms = termsOf(title);
  const all = new Set(titleTerms.all);
  for (const text of sentences) {
    const demand = passage.origin === 'document' ? findInjection(text) : undefined;
    if (demand !== undefined) {
      injections.push(demand);
      continue;
    }
    const terms = termsOf(text);
    for (const term of terms.all) all.add(term);
    // What a person asked is no evidence for an answer; what they stated is.
    if (passage.origin === 'history' && /[?？]\s*$/.test(text)) continue;
    units.push({
      text,
      source: index,
      position: units.length,
      terms,
      quantities: quantitiesOf(text),
      isHeader: headed && text === first,
    });
  }
  return {
    id: passage.id,
    title,
    origin: passage.origin,
    titleTerms,
    terms: all,
    units,
    injections,
  };
}
