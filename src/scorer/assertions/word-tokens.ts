const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const word = new RegExp(String.raw`[${unspaced}]|(?:(?![${unspaced}])[\p{L}\p{M}\p{N}])+`, 'gu');

/** Lower-case words after NFKC; Japanese and Chinese fall into characters; punctuation is dropped. */
export function wordTokens(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(word) ?? [];
}
