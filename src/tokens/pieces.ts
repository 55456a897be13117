/** Longest stretch of text given to the vocabulary's pattern at once, and so the longest run that stays whole. */
const WINDOW_CHARS = 262_144;
/** The pattern looks at most so far behind a piece before it lets it end (`'ll`), with room to spare. */
const REACH_CHARS = 8;

/**
 * Cuts a text into the pieces that are encoded on their own, and hands each to `visit`: the vocabulary's pattern
 * decides (words, numbers of up to three digits, runs of marks). It must be sticky, and match every text wholly. Long
 * texts are read in windows, because the pattern's own stack is finite; a piece that the end of its window may have
 * cut short is read again at the head of the next one, so that the pieces are those of the whole text. Only an
 * unbroken run longer than a window is cut, which moves the count by a token or two for each cut.
 */
export function eachPiece(
  text: string,
  pattern: RegExp,
  visit: (piece: string) => void,
  windowChars = WINDOW_CHARS,
): void {
  let start = 0;
  while (text.length - start > windowChars) {
    const window = text.slice(start, wholeCharacter(text, start + windowChars));
    start += visitWhole(window, pattern, visit, window.length - REACH_CHARS);
  }
  visitWhole(text.slice(start), pattern, visit, Number.POSITIVE_INFINITY);
}

/** Visits the pieces that end by `last`, but at least the first; returns where they end. */
function visitWhole(text: string, pattern: RegExp, visit: (piece: string) => void, last: number): number {
  let at = 0;
  while (at < text.length) {
    // `test` moves `lastIndex` and, unlike `exec`, builds nothing: pieces are many.
    pattern.lastIndex = at;
    const end = pattern.test(text) ? pattern.lastIndex : at + 1;
    if (end > last && at > 0) break;
    visit(text.slice(at, end));
    at = end;
  }
  return at;
}

/** Moves a cut that would part a surrogate pair behind the pair. */
function wholeCharacter(text: string, cut: number): number {
  const code = text.charCodeAt(cut);
  return code >= 0xdc00 && code <= 0xdfff ? cut + 1 : cut;
}
