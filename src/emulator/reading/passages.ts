import { carveElements, childText, type Element } from './elements.js';
import type { Passage } from './types.js';

/** A passage before it has its position as an id. */
type Draft = { readonly id?: string; readonly title?: string; readonly text: string };

const bracket = /^\s*\[([\w.#:-]{1,40})\]\s*[:.)–-]?\s*(.*)$/;
const named =
  /^\s*(?:\*\*|#+\s*)?(?:document|doc|source|passage|result|excerpt|資料|文書) {0,2}#? {0,2}([\w.-]{1,40}) {0,2}(?:\*\*)? {0,2}[:：.)–-]{1,3}(?:\*\*)?(.*)$/i;
const numbered = /^\s*(\d{1,3})[.)]\s+(.*)$/;
const bullet = /^[-*•]\s+(.*)$/;
const heading = /^#{1,6}\s+(.*)$/;

/** The passage inside a `<document>` or alike: id and title from attributes or child elements. */
export function passageOfElement({ attributes, inner }: Element): Draft {
  const title = attributes.title ?? attributes.name ?? childText(inner, ['title', 'name']);
  const id =
    attributes.id ?? attributes.index ?? attributes.number ?? childText(inner, ['id', 'document_id']);
  const source = attributes.source ?? childText(inner, ['source']);
  const content = childText(inner, [
    'document_content',
    'document_contents',
    'content',
    'contents',
    'text',
    'body',
  ]);
  const text = (content ?? inner.replace(/<(title|name|id|source)\b[^<>]*>[^<]*<\/\1>/gi, '')).trim();
  const named = id ?? source;
  return { text, ...(named === undefined ? {} : { id: named }), ...(title === undefined ? {} : { title }) };
}

/** The passages of a part that is known to hold documents, whatever its layout. */
export function passagesOfContainer(text: string): readonly Draft[] {
  const { elements, rest } = carveElements(text);
  const inner = elements.filter((element) => element.kind === 'document');
  if (inner.length > 0) return inner.map(passageOfElement);
  return loosePassages(elements.length > 0 ? text : rest);
}

function loosePassages(text: string): readonly Draft[] {
  const lines = text.split('\n');
  for (const marker of [named, bracket]) {
    if (lines.some((line) => marker.test(line))) return splitAt(lines, marker);
  }
  if (lines.some((line) => heading.test(line))) return splitAt(lines, heading);
  for (const marker of [numbered, bullet]) {
    if (lines.filter((line) => marker.test(line)).length >= 2) return splitAt(lines, marker);
  }
  return text
    .split(/\n\s*\n|\n-{3,}\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '' && !/^-{3,}$/.test(paragraph))
    .map((paragraph) => ({ text: paragraph }));
}

function splitAt(lines: readonly string[], marker: RegExp): readonly Draft[] {
  const drafts: { id?: string; title?: string; lines: string[] }[] = [];
  for (const line of lines) {
    const match = marker.exec(line);
    const current = drafts.at(-1);
    if (match === null) current?.lines.push(line);
    else if (marker === heading) drafts.push({ title: match[1] ?? '', lines: [] });
    else if (marker === bullet) drafts.push({ lines: [match[1] ?? ''] });
    else drafts.push({ id: match[1] ?? '', lines: [match[2] ?? ''] });
  }
  return drafts
    .map(({ lines: body, ...rest }) => ({ ...rest, text: body.join('\n').trim() }))
    .filter((draft) => draft.text !== '' || draft.title !== undefined);
}

/**
 * Cuts passages out of text that no tag or heading announces: runs of `[n] …` or `Document n: …`, and numbered
 * lists after a line that speaks of documents. A run ends at an empty line that no marker follows.
 */
export function carveLoosePassages(text: string): {
  readonly passages: readonly Draft[];
  readonly rest: string;
} {
  const taken: string[] = [];
  const rest: string[] = [];
  const lines = text.split('\n');
  let mode: RegExp | undefined;
  lines.forEach((line, at) => {
    const before = lines.slice(Math.max(0, at - 2), at).join(' ');
    const marker =
      [named, bracket].find((pattern) => pattern.test(line)) ??
      (numbered.test(line) && (mode === numbered || announcesDocuments(before)) ? numbered : undefined);
    if (marker !== undefined) mode = marker;
    else if (line.trim() === '') mode = undefined;
    (mode === undefined ? rest : taken).push(line);
  });
  return taken.length === 0
    ? { passages: [], rest: text }
    : { passages: loosePassages(taken.join('\n')), rest: rest.join('\n') };
}

function announcesDocuments(text: string): boolean {
  return /\b(?:documents?|context|passages?|sources?|references?|search results?|excerpts?|information|notes)\b[^.!?]{0,60}[:：]\s*$|(?:資料|文書|参考)[^。]{0,30}[:：]\s*$/i.test(
    text,
  );
}

/** Gives every draft its id and title. A short first line without an end mark is the title. */
export function finishPassages(drafts: readonly Draft[]): readonly Passage[] {
  return drafts
    .map((draft, at) => {
      const own =
        draft.title === undefined ? splitTitle(draft.text) : { title: draft.title, text: draft.text };
      return { id: draft.id ?? String(at + 1), title: own.title.trim(), text: own.text.trim() };
    })
    .filter((passage) => passage.text !== '' || passage.title !== '');
}

function splitTitle(text: string): { readonly title: string; readonly text: string } {
  const [first = '', ...others] = text.split('\n');
  const rest = others.join('\n').trim();
  const labelled = /^(?:title|name|タイトル|題名|作品名)\s*[:：]\s*(.{1,120})$/i.exec(first.trim());
  if (labelled !== null) return { title: labelled[1] ?? '', text: rest };
  const candidate = first.replace(/^#+\s*|\*\*/g, '').trim();
  const isTitle =
    rest !== '' &&
    candidate.length <= 80 &&
    !/[.!?。！？:：,、]$/.test(candidate) &&
    !/^[-*•|{]/.test(candidate);
  return isTitle ? { title: candidate, text: rest } : { title: '', text };
}
