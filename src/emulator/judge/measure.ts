import { quantitiesOf } from '../language/quantities.js';
import { wordCount } from '../language/sentences.js';
import { termsOf } from '../language/terms.js';
import type { JudgePrompt } from './recognise.js';

/** What a judge can see in an answer, each on [0, 1] unless said otherwise. */
export interface Measures {
  /** Share of the reference's words in the answer; null without a reference. */
  readonly covered: number | null;
  /** Share of the reference's numbers and names in the answer; null where it has none. */
  readonly facts: number | null;
  /** Share of the answer's numbers that reference, documents or question hold; 1 where it has none. */
  readonly supportedNumbers: number;
  /** Share of the answer's words that reference, documents or question hold. */
  readonly supportedWords: number;
  /** Share of the question's words that the answer takes up. */
  readonly onTopic: number;
  /** The answer admits not knowing although the reference knows, or the other way round. */
  readonly ignoranceMismatch: boolean;
  readonly admitsIgnorance: boolean;
  readonly words: number;
}

/** What a criterion looks at. */
export type Aspect = 'accuracy' | 'groundedness' | 'helpfulness' | 'conciseness' | 'overall';

const ignorance =
  /\b(?:do not|don['’]t|does not|cannot|can['’]t|could not|couldn['’]t|not able to|unable to|no)\b[^.\n]{0,30}\b(?:know|find|have|say|share|information|answer|record)\b|わかりかね|ございません|お伝えできません|お答えできません/i;
/** A paraphrase shares about this share of its content words with what it paraphrases. */
const paraphraseOverlap = 0.75;

export function measure(answer: string, prompt: JudgePrompt): Measures {
  const said = termsOf(answer);
  const reference = termsOf(prompt.reference);
  const question = termsOf(prompt.question);
  const known = termsOf(`${prompt.reference}\n${prompt.documents}\n${prompt.question}`).all;
  const knownNumbers = numbersOf(`${prompt.reference}\n${prompt.documents}\n${prompt.question}`);
  const numbers = [...numbersOf(answer)];
  const wanted = new Set([...numbersOf(prompt.reference), ...reference.entities]);
  const present = new Set([...numbersOf(answer), ...said.all]);
  const admits = ignorance.test(answer) && numbers.length === 0;
  return {
    covered:
      reference.all.size === 0 ? null : Math.min(1, share(reference.all, said.all) / paraphraseOverlap),
    facts: wanted.size === 0 ? null : share(wanted, present),
    supportedNumbers: numbers.length === 0 ? 1 : share(new Set(numbers), knownNumbers),
    supportedWords: said.all.size === 0 ? 0 : Math.min(1, share(said.all, known) / paraphraseOverlap),
    onTopic: question.all.size === 0 ? 1 : Math.min(1, share(question.all, said.all) / 0.5),
    ignoranceMismatch:
      reference.all.size > 0 &&
      admits !== (ignorance.test(prompt.reference) && numbersOf(prompt.reference).size === 0),
    admitsIgnorance: admits,
    words: wordCount(answer),
  };
}

function numbersOf(text: string): ReadonlySet<string> {
  return new Set(quantitiesOf(text).map(({ value }) => value));
}

function share(wanted: ReadonlySet<string>, present: ReadonlySet<string>): number {
  if (wanted.size === 0) return 1;
  let found = 0;
  for (const item of wanted) if (present.has(item)) found += 1;
  return found / wanted.size;
}

/** The quality on [0, 1] of an answer for one aspect. An answer without content has none. */
export function qualityOf(measures: Measures, aspect: Aspect): number {
  if (measures.words === 0) return 0;
  switch (aspect) {
    case 'groundedness':
      return measures.admitsIgnorance
        ? 0.95
        : 0.5 * measures.supportedWords + 0.5 * measures.supportedNumbers ** 2;
    case 'helpfulness':
      return helpfulness(measures);
    case 'conciseness':
      return Math.min(1, 60 / Math.max(1, measures.words));
    case 'accuracy':
      return accuracy(measures);
    case 'overall':
      return 0.6 * accuracy(measures) + 0.4 * helpfulness(measures);
  }
}

function accuracy(measures: Measures): number {
  if (measures.ignoranceMismatch) return 0.1;
  const covered = measures.covered ?? measures.supportedWords;
  const facts = measures.facts ?? covered;
  const base = 0.4 * covered + 0.6 * facts;
  return Math.max(0, base - 0.6 * (1 - measures.supportedNumbers));
}

function helpfulness(measures: Measures): number {
  if (measures.ignoranceMismatch) return 0.15;
  const covered = measures.covered ?? measures.onTopic;
  return 0.65 * covered + 0.2 * measures.onTopic + 0.15 * Math.min(1, measures.words / 12);
}

const aspects: readonly (readonly [Aspect, RegExp])[] = [
  ['groundedness', /ground|faithful|supported|hallucinat|根拠|忠実/gi],
  ['helpfulness', /helpful|useful|complete|relevan|役立|有用/gi],
  ['conciseness', /concis|brevity|brief|簡潔/gi],
  ['accuracy', /accura|correct|factual|domain|正確/gi],
];

/** The aspect that a criterion's name and text speak of most; `overall` where they speak of none. */
export function aspectOf(text: string): Aspect {
  const counts = aspects.map(([aspect, pattern]) => ({ aspect, count: text.match(pattern)?.length ?? 0 }));
  const most = counts.reduce((best, next) => (next.count > best.count ? next : best));
  return most.count === 0 ? 'overall' : most.aspect;
}
