/** Longest stretch of text given to the vocabulary's pattern at once. */
const WINDOW_CHARS = 32_768;
/** Longest unbroken run that is merged as one piece: merging is quadratic, and real words are far shorter. */
const PIECE_CHARS = 128;

/**
 * Cuts a text into the pieces that are encoded on their own: the vocabulary's pattern decides (words, numbers of up
 * to three digits, runs of marks), and runs longer than {@link PIECE_CHARS} are cut, which moves the count by a
 * token or two per cut.
 */
export function* piecesOf(text: string, pattern: RegExp): Generator<string> {
  for (const window of windowsOf(text)) {
    for (const [run] of window.matchAll(pattern)) {
      if (run.length <= PIECE_CHARS) yield run;
      else yield* chunks(run, PIECE_CHARS);
    }
  }
}

/** Windows end before white space where there is any, so that no word is cut. */
function* windowsOf(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > WINDOW_CHARS) {
    const end = start + WINDOW_CHARS;
    const space = Math.max(text.lastIndexOf(' ', end), text.lastIndexOf('\n', end));
    const cut = space > start ? space : wholeCharacter(text, end);
    yield text.slice(start, cut);
    start = cut;
  }
  yield text.slice(start);
}

function* chunks(run: string, size: number): Generator<string> {
  let start = 0;
  while (start < run.length) {
    const end = wholeCharacter(run, Math.min(run.length, start + size));
    yield run.slice(start, end);
    start = end;
  }
}

/** Moves a cut that would part a surrogate pair behind the pair. */
function wholeCharacter(text: string, cut: number): number {
  const code = text.charCodeAt(cut);
  return code >= 0xdc00 && code <= 0xdfff ? cut + 1 : cut;
}
