const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const word = new RegExp(String.raw`[${unspaced}]|(?:(?![${unspaced}])[\p{L}\p{M}\p{N}])+`, 'gu');

/** Lower-case words after NFKC; Japanese and Chinese fall into characters; punctuation is dropped. */
function rougeTokens(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(word) ?? [];
}

/**
 * ROUGE-L (Lin 2004) as F1 over the longest common subsequence of words: P = LCS/|candidate|, R = LCS/|reference|,
 * F = 2PR/(P+R); without stemming and over the whole text, as rougeL of the `rouge_score` package.
 */
export function rougeL(candidate: string, reference: string): number {
  const a = rougeTokens(candidate);
  const b = rougeTokens(reference);
  return f1(longestCommonSubsequence(a, b), a.length, b.length);
}

/** ROUGE-1 (Lin 2004) as F1 over the multiset overlap of words. */
export function rouge1(candidate: string, reference: string): number {
  const a = rougeTokens(candidate);
  const b = rougeTokens(reference);
  const left = new Map<string, number>();
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
  let overlap = 0;
  for (const word of a) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    overlap += 1;
    left.set(word, count - 1);
  }
  return f1(overlap, a.length, b.length);
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
