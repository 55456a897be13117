import type { Chance } from '../chance.js';
import type { Source } from '../evidence/sources.js';
import { withEndMark, wordCount } from '../language/sentences.js';
import { isJapanese, termsOf } from '../language/terms.js';
import type { Choice, Statement } from './choose.js';
import { type Language, phrases, type Situation } from './phrases.js';
import type { Style } from './style.js';

/** An answer's parts before they are laid out. */
export interface Draft {
  readonly opening: string;
  readonly sentences: readonly string[];
  readonly closing: string;
  /** Ids of the documents that the sentences come from. */
  readonly sources: readonly string[];
}

/** Puts statements into words: limits, order, titles, citations, light rewording; no fact is changed here. */
export function composeDraft(
  choice: Choice,
  options: { readonly sources: readonly Source[]; readonly style: Style; readonly chance: Chance },
): Draft {
  const { style, chance, sources } = options;
  const kept = limited(choice.statements, style);
  const ordered =
    // What follows `that is not right` must be the correction.
    choice.opening === undefined && chance.pick('order', ['relevance', 'document'] as const) === 'document'
      ? inDocumentOrder(kept)
      : kept;
  const introduced = new Set<number>();
  const sentences = ordered.map((statement) => {
    const source = sources[statement.source];
    const first = !introduced.has(statement.source);
    introduced.add(statement.source);
    const titled =
      first && source !== undefined
        ? withTitle(statement.text, source.title, style.language)
        : statement.text;
    const worded = inLanguage(reword(titled, chance), style.language);
    return style.cites && source?.origin === 'document' ? `${worded} [${source.id}]` : worded;
  });
  const say = (situation: Situation): string =>
    chance.pick(`say:${situation}`, phrases[style.language][situation]);
  const lead = choice.opening ?? (chance.happens('lead-in', style.leadIn) ? 'leadIn' : undefined);
  return {
    opening: lead === undefined ? '' : say(lead),
    sentences,
    closing: chance.happens('closing', style.closing) ? say('closing') : '',
    sources: [...introduced].flatMap((at) => (sources[at]?.origin === 'document' ? [sources[at].id] : [])),
  };
}

/** At least one statement, then as many as sentences and words allow. */
function limited(statements: readonly Statement[], style: Style): readonly Statement[] {
  const kept: Statement[] = [];
  let words = 0;
  for (const statement of statements.slice(0, Math.max(1, style.maxSentences))) {
    words += wordCount(statement.text);
    if (kept.length > 0 && words > style.maxWords) break;
    kept.push(statement);
  }
  return kept;
}

function inDocumentOrder(statements: readonly Statement[]): readonly Statement[] {
  return statements.toSorted((one, other) => one.source - other.source || one.position - other.position);
}

/** Names the document's subject where the sentence does not. */
function withTitle(text: string, title: string, language: Language): string {
  const wanted = [...termsOf(title).all];
  if (wanted.length === 0) return text;
  const present = termsOf(text).all;
  const named = wanted.filter((term) => present.has(term)).length;
  if (named * 2 >= wanted.length) return text;
  return language === 'ja' && isJapanese(title) ? `${title}：${text}` : `${title}: ${text}`;
}

const rewordings: readonly (readonly [RegExp, string])[] = [
  [/\bprior to\b/g, 'before'],
  [/\bin order to\b/g, 'to'],
  [/\bis able to\b/g, 'can'],
  [/\bare able to\b/g, 'can'],
  [/\bapproximately\b/g, 'about'],
  [/\bat no additional cost\b/g, 'at no extra cost'],
  [/\bassistance\b/g, 'help'],
  [/\bsubsequently\b/g, 'later'],
  [/\bdo not\b/g, "don't"],
  [/\bcannot\b/g, "can't"],
];

function reword(text: string, chance: Chance): string {
  if (!chance.happens(`reword:${text}`, 0.5)) return text;
  return rewordings.reduce((current, [from, to]) => current.replace(from, to), text);
}

/** The responder cannot translate: a sentence in the other language is quoted inside the frame. */
function inLanguage(text: string, language: Language): string {
  const japanese = isJapanese(text);
  if (japanese === (language === 'ja')) return withEndMark(text);
  return language === 'ja' ? `資料には「${text}」とあります。` : `The documents say: “${text}”`;
}

/** Lays the parts out as prose or bullets. */
export function layOut(draft: Draft, style: Style): string {
  const gap = style.language === 'ja' ? '' : ' ';
  if (style.format === 'bullets' && draft.sentences.length > 0) {
    const list = draft.sentences.map((sentence) => `- ${sentence}`).join('\n');
    return [draft.opening, list, draft.closing].filter((part) => part !== '').join('\n\n');
  }
  return [draft.opening, ...draft.sentences, draft.closing].filter((part) => part !== '').join(gap);
}
