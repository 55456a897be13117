/** Which script a text is written in, as far as the choice of tokens and encoder goes. */
export type Script = 'japanese' | 'mixed' | 'other';

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
/** Two Latin letters in a row: one alone is a size, a volume mark or a grade. */
const LATIN_WORD = /\p{Script=Latin}{2}/u;

/** `japanese`: kana or kanji without Latin words; `mixed`: both; `other`: none of kana and kanji. */
export function scriptOf(text: string): Script {
  if (!JAPANESE.test(text)) return 'other';
  return LATIN_WORD.test(text) ? 'mixed' : 'japanese';
}
