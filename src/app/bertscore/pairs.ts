import { embeddedModelPath, loadEmbedder } from '../../embed/index.js';
import {
  baselinePath,
  fingerprintOf,
  type PairScore,
  readBaseline,
  scorePairs,
  type TextPair,
} from '../../scorer/index.js';

/** Scored pairs and the scale that they are on. */
export interface ScoredPairs {
  readonly fingerprint: string;
  readonly scores: readonly PairScore[];
}

/** Scores pairs of texts as the `bertscore` scorer does without idf; raw only where the encoder has no baseline. */
export async function scoreTextPairs(
  pairs: readonly TextPair[],
  options: { readonly modelPath?: string; readonly baseline?: string },
): Promise<ScoredPairs> {
  const { modelPath = embeddedModelPath } = options;
  const embedder = await loadEmbedder({ modelPath });
  try {
    const file = baselinePath(modelPath, options.baseline);
    const baseline = file === undefined ? null : readBaseline(file, embedder.id);
    return {
      fingerprint: fingerprintOf({ model: embedder.id, idf: 'off', baseline }),
      scores: await scorePairs({ pairs, baseline, embedder }),
    };
  } finally {
    await embedder.close();
  }
}
