import path from 'node:path';
import { openDataset } from '../../dataset/index.js';
import { invalidInput, ParsimonyError } from '../../domain/index.js';
import { embeddedModelPath, loadEmbedder } from '../../embed/index.js';
import {
  type BaselineFile,
  type BaselineText,
  MOST_BERTSCORE_CHARACTERS,
  measureRandomBaseline,
} from '../../scorer/index.js';
import { createRng, type Rng, randomIndex } from '../../stats/index.js';

export interface BaselineOptions {
  /** Dataset files whose references are paired. */
  readonly datasets: readonly string[];
  /** Default: the encoder that ships. */
  readonly modelPath?: string;
  /** Ordered pairs to draw. */
  readonly pairs: number;
  readonly seed: number;
  /** Only samples of this language. */
  readonly language?: string;
}

/** Texts whose token vectors are held at once: a seeded choice of the references where there are more. */
const MOST_TEXTS = 400;

/**
 * Computes a BERTScore baseline: the mean P, R and F of random pairs of references whose samples do not belong to one
 * cluster. Equal arguments and files give equal figures.
 */
export async function computeBaseline(
  options: BaselineOptions,
  context: { readonly cwd: string; readonly onProgress?: (text: string) => void },
): Promise<BaselineFile> {
  const { seed, pairs } = options;
  const { texts, sources } = collectTexts(options, context.cwd, createRng(seed, 1));
  const clusters = new Set(texts.map(({ cluster }) => cluster)).size;
  if (clusters < 2) {
    throw invalidInput([
      {
        code: 'too-few-texts',
        message: `a baseline needs references of at least two clusters, and there are ${clusters}`,
        hint: 'Name a dataset with references on many topics.',
      },
    ]);
  }
  const embedder = await loadEmbedder({ modelPath: options.modelPath ?? embeddedModelPath });
  try {
    const { onProgress } = context;
    const measured = await measureRandomBaseline({
      texts,
      pairs,
      rng: createRng(seed, 2),
      embedder,
      ...(onProgress !== undefined && { onProgress }),
    });
    const { standardError } = measured;
    return {
      schemaVersion: 1,
      model: embedder.id,
      layer: 'last',
      precision: round(measured.precision),
      recall: round(measured.recall),
      f1: round(measured.f1),
      standardError: {
        precision: round(standardError.precision),
        recall: round(standardError.recall),
        f1: round(standardError.f1),
      },
      pairs: measured.pairs,
      texts: texts.length,
      clusters,
      seed,
      sources: [...sources],
    };
  } finally {
    await embedder.close();
  }
}

/** Distinct references with their clusters; of more than {@link MOST_TEXTS} a uniform choice (reservoir sampling). */
function collectTexts(
  { datasets, language }: BaselineOptions,
  cwd: string,
  rng: Rng,
): { readonly texts: readonly BaselineText[]; readonly sources: BaselineFile['sources'] } {
  const texts: BaselineText[] = [];
  const seen = new Set<string>();
  const sources: BaselineFile['sources'] = [];
  let met = 0;
  for (const file of datasets) {
    const dataset = openDataset({ name: file, kind: 'golden', path: path.resolve(cwd, file) });
    sources.push({ file: file.split(path.sep).join('/'), sha256: dataset.hash });
    const metas = dataset.metas()[Symbol.iterator]();
    for (const { references, cluster } of dataset.samples()) {
      const meta = metas.next();
      if (language !== undefined && (meta.done === true || meta.value.language !== language)) continue;
      for (const text of references) {
        if (seen.has(text) || text.trim() === '' || text.length > MOST_BERTSCORE_CHARACTERS) continue;
        seen.add(text);
        met += 1;
        const at = met <= MOST_TEXTS ? met - 1 : randomIndex(rng, met);
        if (at < MOST_TEXTS) texts[at] = { text, cluster: JSON.stringify([file, cluster]) };
      }
    }
  }
  if (datasets.length === 0) {
    throw new ParsimonyError('invalid-input', 'a baseline needs at least one dataset with references', {
      hint: 'Write `parsimony bertscore baseline <dataset.jsonl>`.',
    });
  }
  return { texts, sources };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
