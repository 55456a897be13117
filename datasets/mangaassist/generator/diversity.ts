import { pathToFileURL } from 'node:url';
import { cosine, embeddedModelPath, loadEmbedder } from '../../../src/embed/index.js';
import { approximateTokens } from '../../../src/tokens/index.js';
import { at } from './rng.js';
import { type Sample, samplesOf } from './samples.js';
import { SHAPES } from './shapes/index.js';

// npx tsx datasets/mangaassist/generator/diversity.ts [--no-embeddings]
// Prints, intent by intent, how much the questions of a shape repeat one another.

/** Overlap from which two questions count as duplicates. */
export const NGRAM_DUPLICATE = 0.5;
export const COSINE_DUPLICATE = 0.95;
const NGRAM = 5;

export interface Diversity {
  readonly intent: string;
  readonly samples: number;
  readonly shapes: number;
  /** Over all pairs of questions of one shape: mean and greatest Jaccard overlap of their 5-grams. */
  readonly meanOverlap: number;
  readonly maxOverlap: number;
  /** Questions that overlap with an earlier one of the whole set by `NGRAM_DUPLICATE` and more. */
  readonly ngramDuplicates: number;
  /** References that equal an earlier one of the set to the letter. */
  readonly repeatedReferences: number;
  /** Of question, documents and history, estimated. */
  readonly meanTokens: number;
}

/** One row per intent in the order of the samples, and one for all of them. */
export function diversityOf(samples: readonly Sample[]): readonly Diversity[] {
  const intents = [...new Set(samples.map(({ intent }) => intent))];
  const duplicates = ngramDuplicates(samples);
  const rows = intents.map((intent) =>
    row(
      intent,
      samples.filter((sample) => sample.intent === intent),
      duplicates,
    ),
  );
  return [...rows, row('all', samples, duplicates)];
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

function row(intent: string, samples: readonly Sample[], duplicates: ReadonlySet<string>): Diversity {
  const shapes = new Map<string, Sample[]>();
  for (const sample of samples) shapes.set(sample.cluster, [...(shapes.get(sample.cluster) ?? []), sample]);
  const overlaps = [...shapes.values()].flatMap((group) =>
    pairsOf(group.map(({ vars }) => gramsOf(vars.question))).map(([one, other]) => overlap(one, other)),
  );
  const tokens = samples.map(promptTokens);
  return {
    intent,
    samples: samples.length,
    shapes: shapes.size,
    meanOverlap: mean(overlaps),
    maxOverlap: Math.max(0, ...overlaps),
    ngramDuplicates: samples.filter(({ id }) => duplicates.has(id)).length,
    repeatedReferences: samples.length - new Set(samples.map(({ reference }) => reference)).size,
    meanTokens: mean(tokens),
  };
}

/** Ids of the questions that repeat an earlier one. Only questions with a gram in common are compared. */
function ngramDuplicates(samples: readonly Sample[]): ReadonlySet<string> {
  const grams = samples.map(({ vars }) => gramsOf(vars.question));
  const holders = new Map<string, number[]>();
  const found = new Set<string>();
  for (const [index, own] of grams.entries()) {
    const near = new Set([...own].flatMap((gram) => holders.get(gram) ?? []));
    if ([...near].some((other) => overlap(own, at(grams, other)) >= NGRAM_DUPLICATE))
      found.add(at(samples, index).id);
    for (const gram of own) holders.set(gram, [...(holders.get(gram) ?? []), index]);
  }
  return found;
}

/** Question, documents and history by a simple estimate; a prompt adds its own words. */
function promptTokens(sample: Sample): number {
  const texts = [
    sample.vars.question,
    ...sample.documents.map(({ text }) => text),
    ...(sample.history ?? []).map(({ content }) => content),
  ];
  return texts.reduce((sum, text) => sum + approximateTokens(text), 0);
}

/** Questions whose embedding is nearer than `COSINE_DUPLICATE` to an earlier question of the set, by intent. */
async function embeddingDuplicates(samples: readonly Sample[]): Promise<readonly [string, number, string][]> {
  const embedder = await loadEmbedder({ modelPath: embeddedModelPath });
  const vectors = (await embedder.embed(samples.map(({ vars }) => vars.question))).map(
    ({ vector }) => vector,
  );
  await embedder.close();
  const counts = new Map<string, [number, string[]]>();
  for (const [index, sample] of samples.entries()) {
    const first = vectors.findIndex(
      (other, earlier) => earlier < index && cosine(other, at(vectors, index)) > COSINE_DUPLICATE,
    );
    const entry = counts.get(sample.intent) ?? [0, []];
    if (first >= 0) {
      entry[0] += 1;
      entry[1].push(`${at(samples, first).id}=${sample.id}`);
    }
    counts.set(sample.intent, entry);
  }
  return [...counts].map(([intent, [count, pairs]]) => [intent, count, pairs.join(' ')]);
}

function pairsOf<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.flatMap((one, index) => list.slice(index + 1).map((other) => [one, other] as const));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function print(): Promise<void> {
  const samples = samplesOf(SHAPES);
  const embedded = process.argv.includes('--no-embeddings') ? undefined : await embeddingDuplicates(samples);
  const total = (embedded ?? []).reduce((sum, [, count]) => sum + count, 0);
  const near = new Map((embedded ?? []).map(([intent, count]) => [intent, count]));
  console.log(
    '| intent | samples | shapes | 5-gram overlap, mean | greatest | duplicates by 5-grams | by embedding | repeated references | tokens, mean |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const { intent, ...r } of diversityOf(samples)) {
    const byEmbedding = embedded === undefined ? '–' : intent === 'all' ? total : (near.get(intent) ?? 0);
    console.log(
      `| ${intent} | ${r.samples} | ${r.shapes} | ${r.meanOverlap.toFixed(3)} | ${r.maxOverlap.toFixed(2)} | ${r.ngramDuplicates} | ${byEmbedding} | ${r.repeatedReferences} | ${r.meanTokens.toFixed(0)} |`,
    );
  }
  for (const [intent, count, pairs] of embedded ?? []) if (count > 0) console.error(`${intent}: ${pairs}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await print();
