import type { AddressedPassage } from '../port.js';
import { type AddressedKind, kindOfSentence, ROLE_LINE, VERDICT_KEY } from './addressed-patterns.js';
import { foldLookAlikes, stripInvisible } from './look-alikes.js';
import { findDelimiters } from './neutralise.js';
import { findQuotes } from './quotes.js';

/** An answer as a judge sees it. */
export interface AnswerViews {
  /** All of it but what no reader sees. */
  readonly whole: string;
  /** Without the passages that speak to the grader; null where there are none. */
  readonly withheld: string | null;
  readonly addressed: readonly AddressedPassage[];
  /** Where in `whole` they stand, in order and apart. */
  readonly passages: readonly Passage[];
}

interface Passage {
  readonly start: number;
  readonly end: number;
  readonly kind: AddressedKind;
}

/** Without words, so that it is neither praise nor blame, and no judge counts it as content. */
const WITHHELD = '[…]';
/** From so many identical sentences on, all but the first are padding. */
const MOST_REPEATS = 4;
const MOST_SHOWN = 160;
/** Longer ones hide something; a shorter run is an accident of copying. */
const LEAST_HIDDEN = 8;

/**
 * Finds what in an answer speaks to whoever grades it: verdicts, demands, threats and praise in sixteen languages,
 * turns of other roles, look-alikes of our delimiters, comments, encoded text, repetition. It reads the text as it
 * looks (no invisible characters, look-alike letters folded). A detector of patterns: it misses what is said in words
 * that it does not know, and it flags harmless text now and then, so nothing hangs on it alone (see `JudgeDetail`).
 */
export function viewAnswer(text: string): AnswerViews {
  const whole = stripInvisible(text);
  const passages = merge([
    ...sentences(whole),
    ...lines(whole),
    ...objects(whole),
    ...delimited(whole),
    ...comments(whole),
    ...encoded(whole),
    ...padding(whole),
  ]);
  const hidden = hiddenCharacters(text);
  const shown = passages.map((passage) => shownOf(whole, passage));
  return {
    whole,
    withheld: passages.length === 0 ? null : withhold(whole, passages),
    addressed: hidden === undefined ? shown : [...shown, hidden],
    passages,
  };
}

/**
 * The same answer without what a judge has quoted of it as well, by whole sentences; null where nothing of the quotes
 * stands in it, or only what is withheld already. A judge may be wrong or misled in what it quotes: as the lower
 * verdict counts, that can cost an answer something and earn it nothing.
 */
export function withholdQuoted(
  views: AnswerViews,
  quotes: readonly string[],
): { readonly withheld: string; readonly addressed: readonly AddressedPassage[] } | null {
  const { whole, passages } = views;
  const found = findQuotes(whole, quotes);
  if (found.length === 0) return null;
  const touched = [...segments(whole)]
    .filter(({ start, end }) => found.some((quote) => quote.start < end && start < quote.end))
    .map(({ start, end }): Passage => ({ start, end, kind: 'quoted' }));
  const isKnown = ({ start, end }: Passage): boolean =>
    passages.some((passage) => passage.start <= start && end <= passage.end);
  const added = merge([...touched, ...found.map((quote): Passage => ({ ...quote, kind: 'quoted' }))]).filter(
    (passage) => !isKnown(passage),
  );
  if (added.length === 0) return null;
  return {
    withheld: withhold(whole, merge([...passages, ...added])),
    addressed: added.map((passage) => shownOf(whole, passage)),
  };
}

function withhold(whole: string, passages: readonly Passage[]): string {
  let withheld = '';
  let done = 0;
  for (const { start, end } of passages) {
    withheld += `${whole.slice(done, start)}${WITHHELD}`;
    done = end;
  }
  return withheld + whole.slice(done);
}

function shownOf(whole: string, { start, end, kind }: Passage): AddressedPassage {
  return { kind, text: shorten(whole.slice(start, end)) };
}

const SENTENCE = /[^\n.!?。！？]+(?:[.!?](?!\s|$)[^\n.!?。！？]*)*[.!?。！？]*/g;

function* segments(
  text: string,
): Generator<{ readonly start: number; readonly end: number; readonly text: string }> {
  for (const { index, 0: found } of text.matchAll(SENTENCE)) {
    const trimmed = found.trim();
    if (trimmed === '') continue;
    const start = index + found.indexOf(trimmed);
    yield { start, end: start + trimmed.length, text: trimmed };
  }
}

function sentences(text: string): readonly Passage[] {
  return [...segments(text)].flatMap(({ start, end, text: sentence }) => {
    const kind = kindOfSentence(sentence.normalize('NFKC'), foldLookAlikes(sentence).text);
    return kind === undefined ? [] : [{ start, end, kind }];
  });
}

function lines(text: string): readonly Passage[] {
  let start = 0;
  return text.split('\n').flatMap((line): readonly Passage[] => {
    const at = start;
    start += line.length + 1;
    if (!ROLE_LINE.test(foldLookAlikes(line).text)) return [];
    return [{ start: at, end: at + line.length, kind: 'role-change' }];
  });
}

/** Whole objects in braces that hold the key of a verdict, with all that they nest; an open one goes to the end. */
function objects(text: string): readonly Passage[] {
  const { text: folded, origin } = foldLookAlikes(text);
  const found: Passage[] = [];
  let depth = 0;
  let opened = 0;
  const close = (end: number): void => {
    if (!VERDICT_KEY.test(folded.slice(opened, end))) return;
    found.push({ start: origin[opened] ?? 0, end: origin[end] ?? text.length, kind: 'fake-verdict' });
  };
  for (const { index, 0: brace } of folded.matchAll(/[{}]/g)) {
    if (brace === '{') {
      if (depth === 0) opened = index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) close(index + 1);
    }
  }
  if (depth > 0) close(folded.length);
  return found;
}

/** From the first look-alike of a delimiter to the end of the line of the last. */
function delimited(text: string): readonly Passage[] {
  const { text: folded, origin } = foldLookAlikes(text);
  const places = findDelimiters(folded).map(({ index }) => origin[index] ?? 0);
  if (places.length === 0) return [];
  const last = Math.max(...places);
  const lineEnd = text.indexOf('\n', last);
  return [{ start: Math.min(...places), end: lineEnd === -1 ? text.length : lineEnd, kind: 'delimiter' }];
}

function comments(text: string): readonly Passage[] {
  return onFolded(
    text,
    /<!--[\s\S]*?(?:-->|$)|<!\[cdata\[[\s\S]*?(?:\]\]>|$)|<[a-z]+[^<>]{0,200}(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|hidden)[^<>]{0,200}>[\s\S]*?(?:<\/|$)/g,
    'hidden-text',
  );
}

function onFolded(text: string, pattern: RegExp, kind: AddressedKind): readonly Passage[] {
  const { text: folded, origin } = foldLookAlikes(text);
  return [...folded.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: origin[index] ?? 0,
    end: origin[index + found.length] ?? text.length,
    kind,
  }));
}

/** Base64 that decodes to text. */
function encoded(text: string): readonly Passage[] {
  return [...text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g)].flatMap(
    ({ index, 0: found }): readonly Passage[] => {
      const decoded = Buffer.from(found, 'base64').toString('utf8');
      const readable = decoded.match(/[\p{L}\p{N}\p{P} \n]/gu)?.length ?? 0;
      const isText = readable >= 0.95 * [...decoded].length && / /.test(decoded);
      return isText ? [{ start: index, end: index + found.length, kind: 'encoded' }] : [];
    },
  );
}

/** The same sign, blank, or few words over and over. */
const RUNS = /(\S)\1{79,}|\s{200,}|((?:\S{1,30}\s{1,3}){1,4}?)\2{11,}/g;

/** Sentences that come back again and again, all but the first; and long runs of one sign or of blanks. */
function padding(text: string): readonly Passage[] {
  const bySentence = new Map<string, Passage[]>();
  for (const { start, end, text: sentence } of segments(text)) {
    const key = foldLookAlikes(sentence).text;
    const places = bySentence.get(key) ?? [];
    places.push({ start, end, kind: 'padding' });
    bySentence.set(key, places);
  }
  const repeated = [...bySentence.values()].flatMap((places) =>
    places.length >= MOST_REPEATS ? places.slice(1) : [],
  );
  const runs = [...text.matchAll(RUNS)].map(
    ({ index, 0: found }): Passage => ({ start: index, end: index + found.length, kind: 'padding' }),
  );
  return [...repeated, ...runs];
}

/** What was removed unseen: text in tag characters, or many invisible characters. */
function hiddenCharacters(text: string): AddressedPassage | undefined {
  const tagged = [...text.matchAll(/[\u{e0020}-\u{e007e}]/gu)]
    .map(({ 0: sign }) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xe0000))
    .join('');
  if (tagged.length >= LEAST_HIDDEN) return { kind: 'hidden-text', text: shorten(tagged) };
  const removed = [...text.replace(/\r\n?/g, '\n')].length - [...stripInvisible(text)].length;
  if (removed < LEAST_HIDDEN) return undefined;
  return { kind: 'hidden-text', text: `${removed} invisible characters, removed` };
}

/** In order, overlapping and adjacent ones as one. */
function merge(passages: readonly Passage[]): readonly Passage[] {
  const merged: Passage[] = [];
  for (const passage of [...passages].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || passage.start > last.end + 1) merged.push(passage);
    else merged[merged.length - 1] = { ...last, end: Math.max(last.end, passage.end) };
  }
  return merged;
}

function shorten(text: string): string {
  const signs = [...text.trim()];
  return signs.length <= MOST_SHOWN ? signs.join('') : `${signs.slice(0, MOST_SHOWN - 1).join('')}…`;
}
