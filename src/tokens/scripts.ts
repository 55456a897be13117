/**
 * Kinds of token that vocabularies disagree about to different degrees: words in Latin letters, digits and marks
 * (white space and emoji among them), Chinese, Japanese and Korean, and words in any other letters.
 */
export const SCRIPTS = ['latin', 'marks', 'cjk', 'other'] as const;

export type Script = (typeof SCRIPTS)[number];

/** Tokens by script. */
export type ScriptCounts = { readonly [script in Script]: number };

export const NO_COUNTS: ScriptCounts = { latin: 0, marks: 0, cjk: 0, other: 0 };

/** The sum of several counts. */
export function addCounts(counts: Iterable<ScriptCounts>): ScriptCounts {
  const sum = { ...NO_COUNTS };
  for (const one of counts) for (const script of SCRIPTS) sum[script] += one[script];
  return sum;
}

/** Tokens of all scripts together. */
export function totalCount(counts: ScriptCounts): number {
  return SCRIPTS.reduce((sum, script) => sum + counts[script], 0);
}

const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;
const FOREIGN = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const LETTER = /\p{L}/u;

/** The script of one piece: the rarest it contains, because that one decides how many tokens it takes. */
export function scriptOf(piece: string): Script {
  let ascii = true;
  let letters = false;
  for (let at = 0; at < piece.length; at += 1) {
    const code = piece.charCodeAt(at);
    if (code >= 0x80) {
      ascii = false;
      break;
    }
    const lower = code | 0x20;
    if (lower >= 0x61 && lower <= 0x7a) letters = true;
  }
  if (ascii) return letters ? 'latin' : 'marks';
  if (CJK.test(piece)) return 'cjk';
  if (!LETTER.test(piece)) return 'marks';
  return FOREIGN.test(piece) ? 'other' : 'latin';
}
