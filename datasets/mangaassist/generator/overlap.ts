import type { Sample } from './samples.js';

/** How much the questions of the set repeat one another, by the runs of five words that they share. */

/** Overlap from which two questions count as duplicates. */
const DUPLICATE = 0.5;
const NGRAM = 5;

export interface Repetition {
  readonly intent: string;
  readonly samples: readonly Sample[];
  readonly shapes: number;
  /** Over all pairs of questions of one shape: mean and greatest Jaccard overlap of their 5-grams. */
  readonly meanOverlap: number;
  readonly maxOverlap: number;
  /** Questions that overlap with an earlier one of the whole set by a half and more. */
  readonly duplicates: number;
  /** References that equal an earlier one of the intent to the letter. */
  readonly repeatedReferences: number;
}

interface Question {
  readonly sample: Sample;
  readonly grams: ReadonlySet<string>;
  readonly repeats: boolean;
}

/** One row per intent in the order of the samples, and one for all of them. */
export function repetitionOf(samples: readonly Sample[]): readonly Repetition[] {
  const questions = questionsOf(samples);
  const byIntent = groupsOf(questions, ({ sample }) => sample.intent);
  return [...byIntent, ['all', questions] as const].map(([intent, own]) => row(intent, own));
}

/**
 * Jaccard overlap of the sets of word 5-grams. Japanese, which writes no spaces, goes by 5 characters; a shorter
 * text is one gram.
 */
export function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of one) if (other.has(gram)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

export function gramsOf(text: string): ReadonlySet<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|[\p{L}\p{N}]+/gu) ?? [];
  const count = Math.max(1, words.length - NGRAM + 1);
  return new Set(Array.from({ length: count }, (_, start) => words.slice(start, start + NGRAM).join(' ')));
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Finds the questions that repeat an earlier one. Only questions with a gram in common are compared. */
function questionsOf(samples: readonly Sample[]): readonly Question[] {
  const holders = new Map<string, ReadonlySet<string>[]>();
  return samples.map((sample) => {
    const grams = gramsOf(sample.vars.question);
    const near = new Set([...grams].flatMap((gram) => holders.get(gram) ?? []));
    for (const gram of grams) {
      const sharing = holders.get(gram);
      if (sharing === undefined) holders.set(gram, [grams]);
      else sharing.push(grams);
    }
    return { sample, grams, repeats: [...near].some((other) => overlap(grams, other) >= DUPLICATE) };
  });
}

function row(intent: string, questions: readonly Question[]): Repetition {
  const shapes = groupsOf(questions, ({ sample }) => sample.cluster);
  const overlaps = [...shapes.values()].flatMap((group) =>
    group.flatMap(({ grams }, index) => group.slice(index + 1).map((other) => overlap(grams, other.grams))),
  );
  const samples = questions.map(({ sample }) => sample);
  return {
    intent,
    samples,
    shapes: shapes.size,
    meanOverlap: mean(overlaps),
    maxOverlap: overlaps.reduce((most, value) => Math.max(most, value), 0),
    duplicates: questions.filter(({ repeats }) => repeats).length,
    repeatedReferences: samples.length - new Set(samples.map(({ reference }) => reference)).size,
  };
}

function groupsOf<T>(list: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
