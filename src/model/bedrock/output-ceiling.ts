/** Watches a growing text until its estimated tokens pass a ceiling. */
export interface CeilingWatch {
  /** The text cut at the ceiling once `text` (all that came) is beyond it, else null. */
  readonly cut: (text: string) => string | null;
}

/**
 * The cut is the longest beginning of the answer whose estimate is at most `ceilingTokens`, never inside a surrogate
 * pair: it depends on the answer alone, not on how the stream was parted. `estimate` must not fall when a text grows,
 * and one UTF-16 unit must not add more than one token to it: both hold for `approximateTokens`.
 */
export function watchCeiling(ceilingTokens: number, estimate: (text: string) => number): CeilingWatch {
  let nextLength = 0;
  return {
    cut(text) {
      // Before this length the ceiling cannot be passed; so a long answer is not counted anew with every delta.
      if (text.length < nextLength) return null;
      const tokens = estimate(text);
      if (tokens <= ceilingTokens) {
        nextLength = text.length + Math.max(1, ceilingTokens - tokens);
        return null;
      }
      let fits = 0;
      let over = text.length;
      while (over - fits > 1) {
        const middle = Math.floor((fits + over) / 2);
        if (estimate(text.slice(0, middle)) <= ceilingTokens) fits = middle;
        else over = middle;
      }
      const last = text.charCodeAt(fits - 1);
      return text.slice(0, last >= 0xd800 && last <= 0xdbff ? fits - 1 : fits);
    },
  };
}
