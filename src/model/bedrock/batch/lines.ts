/** One line of a stream, without its end, and how many bytes of the stream it and all before it took. */
export interface StreamLine {
  readonly bytes: Uint8Array;
  readonly end: number;
}

/** What an answer can never be: a longer line is not held in memory. */
const MOST_LINE_BYTES = 64 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** Cuts a stream at its line feeds; the last line may lack one. `start`: bytes that were read before. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  start: number,
): AsyncGenerator<StreamLine> {
  let held: Uint8Array[] = [];
  let size = 0;
  let end = start;
  const line = (tail: Uint8Array): Uint8Array => {
    const bytes = held.length === 0 ? tail : Buffer.concat([...held, tail]);
    held = [];
    size = 0;
    return bytes;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      end += size + at - from + 1;
      yield { bytes: line(chunk.subarray(from, at)), end };
      from = at + 1;
    }
    if (from < chunk.length) {
      held.push(chunk.subarray(from));
      size += chunk.length - from;
      if (size > MOST_LINE_BYTES) throw new Error(`a line of more than ${MOST_LINE_BYTES} bytes`);
    }
  }
  if (size > 0) {
    end += size;
    yield { bytes: line(new Uint8Array()), end };
  }
}
