import { createHash } from 'node:crypto';
import { invalidInput } from '../../domain/index.js';
import { embeddedModelPath, identifyModel } from '../../embed/index.js';
import type { ScorerSpec } from '../../experiment/port.js';
import { baselineHash, baselinePath, LAYER, readBaseline } from './baseline.js';
import type { Match } from './match.js';

/** What the values of a BERTScore depend on. */
export interface BertscoreScale {
  /** `model@layer@idf@baseline`, for example `all-MiniLM-L6-v2@0a30d1e0@last@idf=off@baseline=1a2b3c4d`. */
  readonly fingerprint: string;
  /** What matches before rescaling depend on: `model@layer@idf`. */
  readonly matchId: string;
  /** Null: raw values. */
  readonly baseline: Match | null;
}

type BertscoreSpec = Pick<
  Extract<ScorerSpec, { kind: 'bertscore' }>,
  'name' | 'modelPath' | 'idf' | 'rescale' | 'baseline'
>;

/**
 * The scale of a BERTScore scorer, from files alone: nothing is encoded. With idf all `references` are read once, for
 * their hash. Throws `invalid-input` for a damaged model, and for a baseline that is missing, damaged or another
 * encoder's.
 */
export async function bertscoreScale(
  spec: BertscoreSpec,
  references: () => Iterable<string>,
): Promise<BertscoreScale> {
  const modelPath = spec.modelPath ?? embeddedModelPath;
  const model = await identifyModel(modelPath);
  const baseline = spec.rescale ? baselineOf(spec, modelPath, model) : null;
  const idf = spec.idf ? hashTexts(references()).slice(0, 8) : 'off';
  return {
    fingerprint: fingerprintOf({ model, idf, baseline }),
    matchId: matchIdOf({ model, idf }),
    baseline,
  };
}

/** The scale in words that a person can compare. */
export function fingerprintOf(parts: {
  readonly model: string;
  /** `off`, or what stands for the references that were counted. */
  readonly idf: string;
  readonly baseline: Match | null;
}): string {
  const baseline = parts.baseline === null ? 'none' : baselineHash(parts.baseline);
  return `${matchIdOf(parts)}@baseline=${baseline}`;
}

function matchIdOf({ model, idf }: { readonly model: string; readonly idf: string }): string {
  return `${model}@${LAYER}@idf=${idf}`;
}

function baselineOf(spec: BertscoreSpec, modelPath: string, model: string): Match {
  const file = baselinePath(modelPath, spec.baseline);
  if (file !== undefined) {
    const { precision, recall, f1 } = readBaseline(file, model);
    return { precision, recall, f1 };
  }
  throw invalidInput([
    {
      code: 'missing-baseline',
      path: `scorers.${spec.name}`,
      message: `there is no BERTScore baseline for ${model}`,
      hint: `Make one with \`parsimony bertscore baseline <dataset> --model ${modelPath} -o <file>\` and name it in \`baseline\`, or set \`rescale: false\`.`,
    },
  ]);
}

function hashTexts(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(JSON.stringify(text));
  return hash.digest('hex');
}
