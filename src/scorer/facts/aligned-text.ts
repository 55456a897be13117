/** A rewritten text that knows, for each of its characters, which part of the original it came from. */
export interface AlignedText {
  /** The original, in Unicode normal form C. */
  readonly original: string;
  readonly text: string;
  /** By character of `text`: where its origin starts. */
  readonly starts: readonly number[];
  /** By character of `text`: where its origin ends. */
  readonly ends: readonly number[];
}

/** The part of the original behind `text.slice(from, to)`. */
export function originOf(aligned: AlignedText, from: number, to: number): string {
  const start = aligned.starts[from] ?? 0;
  const end = aligned.ends[to - 1] ?? start;
  return aligned.original.slice(start, end);
}

/**
 * Replaces what `pattern` (global) matches by what `write` gives; undefined leaves the match as it is. Every
 * character of a replacement has the whole match as its origin.
 */
export function replaceAligned(
  aligned: AlignedText,
  pattern: RegExp,
  write: (match: RegExpMatchArray, text: string) => string | undefined,
): AlignedText {
  const { text, starts, ends } = aligned;
  let kept = 0;
  const out: { text: string; readonly starts: number[]; readonly ends: number[] } = {
    text: '',
    starts: [],
    ends: [],
  };
  const keepUntil = (end: number): void => {
    out.text += text.slice(kept, end);
    for (let at = kept; at < end; at += 1) {
      out.starts.push(starts[at] ?? 0);
      out.ends.push(ends[at] ?? 0);
    }
  };
  for (const match of text.matchAll(pattern)) {
    const written = write(match, text);
    if (written === undefined || match[0] === '') continue;
    keepUntil(match.index);
    kept = match.index + match[0].length;
    out.text += written;
    for (let at = 0; at < written.length; at += 1) {
      out.starts.push(starts[match.index] ?? 0);
      out.ends.push(ends[kept - 1] ?? 0);
    }
  }
  if (kept === 0) return aligned;
  keepUntil(text.length);
  return { original: aligned.original, ...out };
}
