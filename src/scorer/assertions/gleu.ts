import { countNgrams, ngramTotal, sharedNgrams } from './ngrams.js';

const MAX_ORDER = 4;

/**
 * Google-BLEU of a sentence (Wu et al. 2016, §4.3): all n-grams of orders 1 to 4 together, matches ÷ max(n-grams of
 * the candidate, n-grams of the reference), that is the lower of precision and recall; the best over references.
 * The value of NLTK's `sentence_gleu` with one reference.
 */
export function gleu(candidate: readonly string[], references: readonly (readonly string[])[]): number {
  return Math.max(0, ...references.map((reference) => against(candidate, reference)));
}

function against(candidate: readonly string[], reference: readonly string[]): number {
  let matches = 0;
  let inCandidate = 0;
  let inReference = 0;
  for (let n = 1; n <= MAX_ORDER; n += 1) {
    matches += sharedNgrams(countNgrams(candidate, n), countNgrams(reference, n));
    inCandidate += ngramTotal(candidate, n);
    inReference += ngramTotal(reference, n);
  }
  const larger = Math.max(inCandidate, inReference);
  return larger === 0 ? 0 : matches / larger;
}
