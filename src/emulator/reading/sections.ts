import type { PartKind } from './types.js';

/** A run of lines under one heading or label; `kind` is undefined for text under none that is known. */
export interface Section {
  readonly kind: PartKind | undefined;
  readonly heading: string;
  /** The heading's line as written; empty where there is none. */
  readonly line: string;
  readonly body: string;
}

const titles: readonly (readonly [PartKind, RegExp])[] = [
  [
    'question',
    /^(?:(?:current|latest|new|user|customer|the)?['’s]*\s*)*(?:question|query|message|request)$|^(?:customer|質問|お客様の(?:質問|ご質問)|お問い合わせ|問い合わせ)$/i,
  ],
  ['examples', /\bexamples?\b|\bfew[- ]shot\b|^(?:例|回答例|応答例)$/i],
  [
    'history',
    /\b(?:history|conversation|transcript|previous (?:turns|messages)|dialogue)\b|履歴|これまでの会話|会話/i,
  ],
  [
    'instructions',
    /\b(?:instructions?|rules?|guidelines?|task|role|style|format|tone|constraints|how to)\b|指示|ルール|役割/i,
  ],
  [
    'documents',
    /\b(?:documents?|docs|context|passages?|sources?|references?|knowledge|search results?|retrieved|catalog(?:ue)?|materials?|excerpts?|background)\b|資料|文書|参考|検索結果|情報/i,
  ],
];

/** `For questions about documents:` opens a rule, `Using the documents` tells how to; neither holds documents. */
const conditional =
  /^(?:if|when(?:ever)?|for|unless|in case|once|using|working with|handling|answering|citing)\b|(?:場合|とき|際)(?:は|には)?$/i;

const headingLine = /^(#{1,6})\s+(\S.*)$/;
const boldLine = /^\*\*([^*]{2,60}?)[:：]?\*\*[:：]?$/;
const labelLine = /^([\p{L}][\p{L} '’_-]{1,50})[:：]\s*$/u;
const labelDepth = 7;

/** The role that a heading's words announce. A long heading announces nothing: it is a title. */
export function kindOfHeading(heading: string): PartKind | undefined {
  const words = heading.replace(/[:：]\s*$/, '').trim();
  if (conditional.test(words)) return 'instructions';
  if (words.length > 60) return undefined;
  return titles.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Splits a text at headings (`#`, bold lines, `Label:` lines). Deeper headings stay inside a known section. */
export function splitSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  let current = {
    kind: undefined as PartKind | undefined,
    heading: '',
    line: '',
    depth: 0,
    lines: [] as string[],
  };
  const finish = (): void => {
    const body = current.lines.join('\n').trim();
    if (body !== '' || current.kind !== undefined) {
      sections.push({ kind: current.kind, heading: current.heading, line: current.line, body });
    }
  };
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    if (isOpenQuestion(lines, at, current.kind)) {
      finish();
      current = { kind: undefined, heading: '', line: '', depth: 0, lines: [line] };
      continue;
    }
    const heading = readHeading(line.trim());
    const kind = heading === undefined ? undefined : kindOfHeading(heading.title);
    const closes =
      heading !== undefined &&
      (kind !== undefined
        ? current.kind === undefined || !isItemOf(current, heading, kind)
        : ends(current, heading));
    if (!closes || heading === undefined) {
      current.lines.push(line);
      continue;
    }
    finish();
    current = { kind, heading: heading.title, line: line.trim(), depth: heading.depth, lines: [] };
  }
  finish();
  return sections;
}

interface Open {
  readonly kind: PartKind | undefined;
  readonly depth: number;
}

interface Heading {
  readonly title: string;
  readonly depth: number;
}

function readHeading(line: string): Heading | undefined {
  const hashes = headingLine.exec(line);
  if (hashes !== null)
    return { title: (hashes[2] ?? '').replace(/#+$/, '').trim(), depth: (hashes[1] ?? '').length };
  const label = boldLine.exec(line) ?? labelLine.exec(line);
  return label === null ? undefined : { title: label[1] ?? '', depth: labelDepth };
}

const questionLine =
  /^\s*(?:\*\*)?(?:question|customer|user|query|質問|お客様|ユーザー)(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*\S/i;
const answerLine = /^\s*(?:\*\*)?(?:answer|assistant|agent|a|回答|答え)(?:\*\*)?\s*[:：]\s*\S/i;

/** In a dialogue `Customer:` is a turn; only these words announce the question that follows it. */
const plainQuestionLine = /^\s*(?:\*\*)?(?:question|query|質問)/i;

/** A question after documents, turns or examples, not one of a FAQ among them: nobody answers it. */
function isOpenQuestion(lines: readonly string[], at: number, within: PartKind | undefined): boolean {
  const line = lines[at] ?? '';
  if (within === undefined || within === 'question' || !questionLine.test(line)) return false;
  if (within !== 'documents' && !plainQuestionLine.test(line)) return false;
  const next = lines.slice(at + 1).find((other) => questionLine.test(other) || answerLine.test(other));
  return next === undefined || !answerLine.test(next);
}

/** `### Document 1` or `### Delivery rules` under `## Documents` is an item of the section, not a new one. */
function isItemOf(current: Open, heading: Heading, kind: PartKind): boolean {
  if (current.depth === 0 || kind === 'question') return false;
  if (kind === current.kind && heading.depth >= current.depth) return true;
  return current.kind === 'documents' && heading.depth > current.depth && heading.depth < labelDepth;
}

/** A heading without a known role ends a section of its own or a lower level; a label's documents end with none. */
function ends(current: Open, heading: Heading): boolean {
  if (heading.depth === labelDepth || (current.depth === labelDepth && current.kind === 'documents'))
    return false;
  return current.depth === 0 || heading.depth <= current.depth;
}
