import { countNgrams, ngramTotal, sharedNgrams } from './ngrams.js';

/**
 * ROUGE-L (Lin 2004) as F1 over the longest common subsequence of words: P = LCS/|candidate|, R = LCS/|reference|,
 * F = 2PR/(P+R); without stemming and over the whole text, as rougeL of the `rouge_score` package.
 */
export function rougeL(candidate: readonly string[], reference: readonly string[]): number {
  return f1(longestCommonSubsequence(candidate, reference), candidate.length, reference.length);
}

/** ROUGE-N (Lin 2004) as F1 over the multiset overlap of n-grams; without stemming. */
export function rougeN(candidate: readonly string[], reference: readonly string[], n = 1): number {
  const hits = sharedNgrams(countNgrams(candidate, n), countNgrams(reference, n));
  return f1(hits, ngramTotal(candidate, n), ngramTotal(reference, n));
}

/** F1 = 2PR/(P+R) = 2·hits/(|a|+|b|); two empty texts share nothing: 0. */
function f1(hits: number, sizeA: number, sizeB: number): number {
  return hits === 0 ? 0 : (2 * hits) / (sizeA + sizeB);
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let previous = new Uint32Array(b.length + 1);
  for (const word of a) {
    const current = new Uint32Array(b.length + 1);
    for (let j = 1; j <= b.length; j += 1) {
      current[j] =
        word === b[j - 1] ? (previous[j - 1] ?? 0) + 1 : Math.max(previous[j] ?? 0, current[j - 1] ?? 0);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
