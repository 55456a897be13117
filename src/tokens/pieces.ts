/** Longest stretch of text given to the vocabulary's pattern at once, and so the longest run that stays whole. */
export const WINDOW_CHARS = 262_144;
/** The pattern looks at most so far behind a piece before it lets it end (`'ll`), with room to spare. */
const REACH_CHARS = 8;

/**
 * Cuts a text into the pieces that are encoded on their own: the vocabulary's pattern decides (words, numbers of up
 * to three digits, runs of marks). Long texts are read in windows, because the pattern's own stack is finite; a piece
 * that the end of its window may have cut short is read again at the head of the next one, so that the pieces are
 * those of the whole text. Only an unbroken run longer than a window is cut, which moves the count by a token or two
 * for each cut.
 */
export function* piecesOf(text: string, pattern: RegExp, windowChars = WINDOW_CHARS): Generator<string> {
  let start = 0;
  while (text.length - start > windowChars) {
    const window = text.slice(start, wholeCharacter(text, start + windowChars));
    let settled = 0;
    for (const { 0: piece, index } of window.matchAll(pattern)) {
      const end = index + piece.length;
      if (end > window.length - REACH_CHARS && settled > 0) break;
      yield piece;
      settled = end;
    }
    // Nothing found is nothing to encode.
    start += settled === 0 ? window.length : settled;
  }
  for (const [piece] of text.slice(start).matchAll(pattern)) yield piece;
}

/** Moves a cut that would part a surrogate pair behind the pair. */
function wholeCharacter(text: string, cut: number): number {
  const code = text.charCodeAt(cut);
  return code >= 0xdc00 && code <= 0xdfff ? cut + 1 : cut;
}
