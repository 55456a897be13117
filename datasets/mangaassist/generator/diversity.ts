import { cosine, embeddedModelPath, loadEmbedder } from '../../../src/embed/index.js';
import { approximateTokens } from '../../../src/tokens/index.js';
import { mean, repetitionOf } from './overlap.js';
import { at } from './rng.js';
import { type Sample, samplesOf } from './samples.js';
import { SHAPES } from './shapes/index.js';

// npx tsx datasets/mangaassist/generator/diversity.ts [--no-embeddings]
// Prints, intent by intent, how much the questions of a shape repeat one another.

/** Cosine above which two questions count as duplicates. */
const COSINE_DUPLICATE = 0.95;

/** Two questions that mean nearly the same; the second one counts as the duplicate. */
type Twins = readonly [Sample, Sample];

/** Every question whose embedding is near that of an earlier one of the set, with the first such. */
async function embeddingTwins(samples: readonly Sample[]): Promise<readonly Twins[]> {
  const embedder = await loadEmbedder({ modelPath: embeddedModelPath });
  const embedded = await embedder.embed(samples.map(({ vars }) => vars.question));
  await embedder.close();
  const vectors = embedded.map(({ vector }) => vector);
  return samples.flatMap((sample, index) => {
    const own = at(vectors, index);
    const first = vectors.slice(0, index).findIndex((other) => cosine(other, own) > COSINE_DUPLICATE);
    return first < 0 ? [] : [[at(samples, first), sample] as const];
  });
}

/** Question, documents and history by a simple estimate; a prompt adds its own words. */
function promptTokens({ vars, documents, history = [] }: Sample): number {
  const texts = [
    vars.question,
    ...documents.map(({ text }) => text),
    ...history.map(({ content }) => content),
  ];
  return texts.reduce((sum, text) => sum + approximateTokens(text), 0);
}

const HEADINGS = [
  'intent',
  'samples',
  'shapes',
  '5-gram overlap, mean',
  'greatest',
  'duplicates by 5-grams',
  'by embedding',
  'repeated references',
  'tokens, mean',
];

const samples = samplesOf(SHAPES);
const twins = process.argv.includes('--no-embeddings') ? undefined : await embeddingTwins(samples);
const twinsOf = (intent: string): readonly Twins[] =>
  (twins ?? []).filter(([, later]) => intent === 'all' || later.intent === intent);

const line = (cells: readonly unknown[]): string => `| ${cells.join(' | ')} |`;
console.log(line(HEADINGS));
console.log(`|${'---|'.repeat(HEADINGS.length)}`);
for (const r of repetitionOf(samples)) {
  console.log(
    line([
      r.intent,
      r.samples.length,
      r.shapes,
      r.meanOverlap.toFixed(3),
      r.maxOverlap.toFixed(2),
      r.duplicates,
      twins === undefined ? '–' : twinsOf(r.intent).length,
      r.repeatedReferences,
      mean(r.samples.map(promptTokens)).toFixed(0),
    ]),
  );
}
for (const intent of new Set(samples.map((sample) => sample.intent))) {
  const pairs = twinsOf(intent).map(([first, later]) => `${first.id}=${later.id}`);
  if (pairs.length > 0) console.error(`${intent}: ${pairs.join(' ')}`);
}
