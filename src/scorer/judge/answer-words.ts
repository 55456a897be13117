const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu;
const WORD = /[\p{L}\p{N}]+(?:['’.,:-][\p{L}\p{N}]+)*/gu;

/**
 * The length of an answer in words. Japanese and Chinese put no spaces between words: two of their characters count
 * as one word.
 */
export function wordsOf(text: string): number {
  const characters = text.match(WITHOUT_SPACES)?.length ?? 0;
  const spaced = text.replace(WITHOUT_SPACES, ' ').match(WORD)?.length ?? 0;
  return spaced + characters / 2;
}
