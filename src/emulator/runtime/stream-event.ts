/** One event of a stream, before it is framed. */
export interface StreamEvent {
  /** What it is to the stream, whichever operation it belongs to. */
  readonly stage: 'start' | 'block-start' | 'delta' | 'block-stop' | 'stop' | 'metadata';
  /** `:event-type` of the frame. */
  readonly type: string;
  readonly payload: { readonly [member: string]: unknown };
  /** What of the answer the event carries, to bill streams that break. */
  readonly text: string;
}

/** Rough size of a delta in characters. */
const deltaLength = 16;

/** Cuts a text into deltas that end with words where there are spaces, and never split a character. */
export function deltasOf(text: string): readonly string[] {
  const deltas: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(text.length, start + deltaLength);
    const space = text.indexOf(' ', end);
    if (space >= 0 && space - end < deltaLength) end = space;
    else if (end < text.length && isLowSurrogate(text.charCodeAt(end))) end += 1;
    deltas.push(text.slice(start, end));
    start = end;
  }
  return deltas;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
