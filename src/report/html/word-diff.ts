import { diffLines, diffWordsWithSpace } from 'diff';
import { html, type Markup } from './markup.js';

/** More edits than this and the texts have little in common: they are shown as they are. */
const MAX_EDITS = 400;
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** Two answers with what each has and the other lacks marked; by words, also where no spaces divide them. */
export interface WordDiff {
  readonly before: Markup;
  readonly after: Markup;
  /** False when the texts were too different to be worth marking. */
  readonly marked: boolean;
}

export function wordDiff(before: string, after: string): WordDiff {
  const changes = diffWordsWithSpace(before, after, { intlSegmenter: segmenter, maxEditLength: MAX_EDITS });
  if (changes === undefined) return { before: html`${before}`, after: html`${after}`, marked: false };
  const side = (mine: 'added' | 'removed') => {
    const other = mine === 'added' ? 'removed' : 'added';
    return changes
      .filter((change) => !change[other])
      .map((change) => {
        if (!change[mine]) return html`${change.value}`;
        return mine === 'added' ? html`<ins>${change.value}</ins>` : html`<del>${change.value}</del>`;
      });
  };
  return { before: html`${side('removed')}`, after: html`${side('added')}`, marked: true };
}

/** A line diff of two prompts, each line with its sign; unmarked when too different. */
export function lineDiff(before: string, after: string): Markup {
  const changes = diffLines(before, after);
  return html`${changes.map((change) => {
    const sign = change.added ? '+' : change.removed ? '−' : ' ';
    const lines = change.value
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `${sign} ${line}\n`)
      .join('');
    if (change.added) return html`<ins>${lines}</ins>`;
    return change.removed ? html`<del>${lines}</del>` : html`${lines}`;
  })}`;
}
