import { hashJson, type JsonValue, type Score, scored, unscored } from '../../domain/index.js';
import { cosine, type Embedder, type Embedding } from '../../embed/index.js';
import type { ScorableTrial, Scorer } from '../port.js';
import { untilAborted } from './until-aborted.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 1;

/**
 * Cosine of the sentence embeddings of answer and best reference, in [0, 1]: the rare negative cosine counts as 0,
 * and the detail says so. It sees topic and wording, not a wrong price, date or negation: that is for `facts`.
 * The detail flags texts that were longer than the encoder reads. A sample without reference is unscored.
 */
export function createSimilarityScorer(options: {
  readonly name: string;
  /** Identity of the encoder, known before it is loaded. */
  readonly embedderId: string;
  /** Called with the first answer that needs it. */
  readonly embedder: () => Promise<Embedder>;
}): Scorer {
  const { name, embedderId, embedder } = options;
  return {
    name,
    fingerprint: hashJson({ scorer: 'similarity', version: SCORER_VERSION, embedder: embedderId }),
    metrics: [
      {
        name,
        min: 0,
        max: 1,
        description: `cosine with the best reference (${embedderId})`,
        fingerprint: embedderId,
      },
    ],
    async score(trials, signal) {
      signal.throwIfAborted();
      const texts = new Set(trials.flatMap(textsOf));
      const embeddings = texts.size === 0 ? new Map() : await embedAll([...texts], embedder, signal);
      return trials.map((trial) => ({ [name]: scoreTrial(trial, embeddings) }));
    },
  };
}

function textsOf({ sample, completion }: ScorableTrial): readonly string[] {
  return sample.references.length === 0 ? [] : [completion.text, ...sample.references];
}

async function embedAll(
  texts: readonly string[],
  embedder: () => Promise<Embedder>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Embedding>> {
  const working = embedder().then((ready) => ready.embed(texts));
  const embeddings = await untilAborted(working, signal);
  return new Map(texts.flatMap((text, at) => (embeddings[at] === undefined ? [] : [[text, embeddings[at]]])));
}

function scoreTrial(trial: ScorableTrial, embeddings: ReadonlyMap<string, Embedding>): Score {
  const { references } = trial.sample;
  if (references.length === 0) return unscored('sample has no reference');
  const answer = embeddings.get(trial.completion.text);
  let best: { readonly value: number; readonly reference: number; readonly truncated: boolean } | undefined;
  for (const [at, text] of references.entries()) {
    const reference = embeddings.get(text);
    if (answer === undefined || reference === undefined) continue;
    const value = round(cosine(answer.vector, reference.vector));
    if (best === undefined || value > best.value)
      best = { value, reference: at, truncated: reference.truncated };
  }
  if (answer === undefined || best === undefined) return unscored('the encoder returned no vector');
  return scored(
    Math.min(1, Math.max(0, best.value)),
    detailOf({ ...best, answerTruncated: answer.truncated }),
  );
}

function detailOf(best: {
  readonly value: number;
  readonly reference: number;
  readonly truncated: boolean;
  readonly answerTruncated: boolean;
}): JsonValue {
  const cut = [...(best.answerTruncated ? ['answer'] : []), ...(best.truncated ? ['reference'] : [])];
  return {
    reference: best.reference,
    ...(cut.length === 0 ? {} : { truncated: cut }),
    ...(best.value < 0 ? { clippedFrom: best.value } : {}),
  };
}

/** Six decimals: what differs beyond is the order in which a processor adds. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
