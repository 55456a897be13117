import { remembering } from '../reading/remember.js';
import { englishConcepts, japaneseConcepts } from './glossary.js';

/** Content terms of a text: English stems and concepts, bigrams of Japanese runs, numbers. */
export interface Terms {
  readonly all: ReadonlySet<string>;
  /** Those that name something: capitalised inside a sentence, quoted, in katakana, or holding a digit. */
  readonly entities: ReadonlySet<string>;
}

const stopwords = new Set(
  (
    'a an and any are as at be been being but by can could did do does for from get got had has have he her hers hi ' +
    'hello him his how i if in into is it its just know like many may me might much must my need no not of on one or ' +
    'our out please she should so some tell than thank thanks that the their them then there these they this those to ' +
    'too up us very want was we were what when where which while who whom whose why will with would yes you your about ' +
    'anything something everything anyone someone also am back because does don doesn didn isn aren ve re ll let me mine more most also only other such own same'
  ).split(/\s+/),
);

const token = /[a-z0-9]+(?:[.:,'’/-][a-z0-9]+)*|[\p{Script=Han}々〆ヶ]+|[ァ-ヺー]{2,}|[ぁ-ゖ]+/gu;
const quoted = /[「『"“]([^「」『』"“”\n]{1,60})[」』"”]/gu;
const numberedPart =
  /(?:\b(?:vol(?:ume)?|no|part|book|chapter|issue|platform|gate)s?\.? |#|第)(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})[巻話号章]/gi;
const capitalised = /(?<=[\p{L}\p{N},;:'"’”)] {1,2})[A-Z][\p{L}'’-]+/gu;

const rememberedTexts = 512;
const longestText = 1000;
const rememberedWords = 20_000;
const longestWord = 32;

/** The terms of `text`. Case, width and inflection do not matter; function words do not count. */
export const termsOf: (text: string) => Terms = remembering(rememberedTexts, readTerms, longestText);

function readTerms(text: string): Terms {
  const normal = text.normalize('NFKC');
  const all = new Set<string>();
  const entities = new Set<string>();
  const lower = normal.toLowerCase();
  collect(lower, all, entities);
  const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/.test(normal);
  if (japanese) for (const [word, concept] of japaneseConcepts) if (normal.includes(word)) all.add(concept);
  for (const match of normal.matchAll(numberedPart)) {
    const part = `no${match[1] ?? match[2]}`;
    all.add(part);
    entities.add(part);
  }
  for (const match of normal.matchAll(capitalised)) addEntity(match[0], entities);
  for (const match of normal.matchAll(quoted))
    for (const word of (match[1] ?? '').split(/\s+/)) addEntity(word, entities);
  return { all, entities };
}

function collect(lower: string, all: Set<string>, entities: Set<string>): void {
  for (const [word] of lower.matchAll(token)) {
    const first = word.charCodeAt(0);
    if (first < 128) addLatin(word, all, entities);
    else if (first >= 0x3041 && first <= 0x3096) addRun(word.length > 2 ? word : '', all);
    else {
      addRun(word, all);
      if (first >= 0x30a1 && first <= 0x30ff && word.length >= 3)
        for (const pair of bigrams(word)) entities.add(pair);
    }
  }
}

function addLatin(word: string, all: Set<string>, entities: Set<string>): void {
  if (/\d/.test(word)) {
    // `2` alone says nothing; `vol. 2` and `2巻` name something and stay apart from other twos.
    if (/^\d{1,2}$/.test(word)) return;
    const number = word.replaceAll(',', '').replace(/\.0+$/, '');
    all.add(number);
    entities.add(number);
    return;
  }
  for (const part of word.split(/[.:,/-]/)) {
    const stem = stemOf(part);
    if (stem.length >= 2 && !stopwords.has(part) && !stopwords.has(stem)) all.add(stem);
  }
}

function addEntity(word: string, entities: Set<string>): void {
  for (const part of word.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (part.length < 2 || stopwords.has(part)) continue;
    if (part.charCodeAt(0) < 128) entities.add(stemOf(part));
    else for (const pair of bigrams(part)) entities.add(pair);
  }
}

/** Two-character pieces; a single character stands for itself, a run of hiragana for nothing but itself. */
function addRun(run: string, all: Set<string>): void {
  if (run === '') return;
  const first = run.charCodeAt(0);
  if (first >= 0x3041 && first <= 0x3096) return;
  for (const pair of bigrams(run)) all.add(pair);
}

function bigrams(run: string): readonly string[] {
  if (run.length < 2) return [run];
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
}

/** A crude English stem: enough that `returned`, `returns` and `returning` meet. */
export const stemOf: (word: string) => string = remembering(rememberedWords, cutToStem, longestWord);

function cutToStem(word: string): string {
  let stem = word.replace(/['’](?:s|t|re|ve|ll|d|m)?$/, '').replace(/['’]/g, '');
  if (stem.length > 3) {
    stem = stem
      .replace(/ies$/, 'y')
      .replace(/(?:sses)$/, 'ss')
      .replace(/(ch|sh|x|z)es$/, '$1')
      .replace(/([^s])s$/, '$1');
  }
  if (stem.length > 5) stem = stem.replace(/(?:ing|ed)$/, '').replace(/([^aeiousl])\1$/, '$1');
  if (stem.length > 6) stem = stem.replace(/(?:able|ment|ly)$/, '');
  if (stem.length > 4) stem = stem.replace(/e$/, '');
  return englishConcepts.get(stem) ?? englishConcepts.get(word) ?? stem;
}

/** Share of Japanese letters among all letters above a fifth, or kana at all in a short text. */
export function isJapanese(text: string): boolean {
  let japanese = 0;
  let latin = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      const lower = code | 0x20;
      if (lower >= 0x61 && lower <= 0x7a) latin += 1;
    } else if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff)) japanese += 1;
  }
  return japanese > 0 && japanese >= 0.2 * (japanese + latin);
}
