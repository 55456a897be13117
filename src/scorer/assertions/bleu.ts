import { countNgrams, type NgramCounts, ngramTotal } from './ngrams.js';

const MAX_ORDER = 4;

/**
 * Sentence BLEU-4 (Papineni et al. 2002) as sacreBLEU's `sentence_bleu` computes it, on [0, 1]: clipped precisions of
 * orders 1 to 4 over all references at once (each n-gram up to its largest count in any of them), geometric mean,
 * brevity penalty exp(1 − r/c) for c < r with the closest reference length r (of two as close, the shorter). Orders
 * longer than the candidate are left out (*effective order*); an order without a match counts 1/2, 1/4, … of a match
 * (exponential smoothing of NIST's mteval, sacreBLEU's `exp`). Without a common word it is 0.
 */
export function bleu(candidate: readonly string[], references: readonly (readonly string[])[]): number {
  let smoothing = 1;
  let logSum = 0;
  let orders = 0;
  for (let n = 1; n <= MAX_ORDER && candidate.length >= n; n += 1) {
    const matches = clippedMatches(countNgrams(candidate, n), references, n);
    if (n === 1 && matches === 0) return 0;
    if (matches === 0) smoothing *= 2;
    const counted = matches === 0 ? 1 / smoothing : matches;
    logSum += Math.log(counted / ngramTotal(candidate, n));
    orders += 1;
  }
  return orders === 0 ? 0 : brevityPenalty(candidate.length, references) * Math.exp(logSum / orders);
}

function clippedMatches(counts: NgramCounts, references: readonly (readonly string[])[], n: number): number {
  const perReference = references.map((reference) => countNgrams(reference, n));
  let matches = 0;
  for (const [gram, count] of counts) {
    const most = Math.max(0, ...perReference.map((reference) => reference.get(gram) ?? 0));
    matches += Math.min(count, most);
  }
  return matches;
}

function brevityPenalty(length: number, references: readonly (readonly string[])[]): number {
  let closest: number | undefined;
  for (const { length: other } of references) {
    const distance = Math.abs(other - length);
    const best = closest === undefined ? Number.POSITIVE_INFINITY : Math.abs(closest - length);
    if (distance < best || (distance === best && other < (closest ?? other))) closest = other;
  }
  return closest === undefined || length >= closest ? 1 : Math.exp(1 - closest / length);
}
