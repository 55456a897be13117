import { refuse } from './s3-error.js';

/** The longest frame header or trailer that is read; S3's own are below 200 bytes. */
const maxLineBytes = 8_192;

/**
 * Takes the frames of `content-encoding: aws-chunked` off a body, signed (`8;chunk-signature=…`) or not, and yields
 * the bytes inside. The trailer's fields, names in lower case, are put into `trailers` before the end. Throws an
 * IncompleteBody refusal where the frames end early or are none.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const lines = createLineReader();
  let state: FrameState = { expecting: 'size' };
  for await (const chunk of source) {
    let at = 0;
    while (at < chunk.length) {
      if (state.expecting === 'data') {
        const taken = chunk.subarray(at, at + state.left);
        at += taken.length;
        state = dataLeft(state.left - taken.length);
        yield taken;
      } else {
        const line = lines.read(chunk, at);
        at = line.next;
        if (line.text !== undefined) state = afterLine(line.text, state, trailers);
      }
    }
  }
  // Some clients leave the empty line after the last frame out.
  if (state.expecting !== 'nothing' && state.expecting !== 'trailer') throw refuse('IncompleteBody');
}

type FrameState =
  | { readonly expecting: 'size' | 'data-end' | 'trailer' | 'nothing' }
  | { readonly expecting: 'data'; readonly left: number };

function dataLeft(left: number): FrameState {
  return left === 0 ? { expecting: 'data-end' } : { expecting: 'data', left };
}

function afterLine(text: string, state: FrameState, trailers: Map<string, string>): FrameState {
  if (state.expecting === 'data-end') {
    if (text !== '') throw refuse('IncompleteBody', 'A chunk is longer than it says.');
    return { expecting: 'size' };
  }
  if (state.expecting === 'size') {
    const left = sizeOf(text);
    return left === 0 ? { expecting: 'trailer' } : { expecting: 'data', left };
  }
  if (state.expecting === 'nothing' || text === '') return { expecting: 'nothing' };
  addTrailer(text, trailers);
  return state;
}

/** Collects a line over the borders of chunks; lines end with CR LF. */
function createLineReader(): {
  read(chunk: Buffer, from: number): { readonly next: number; readonly text: string | undefined };
} {
  let begun = '';
  return {
    read(chunk, from) {
      const end = chunk.indexOf(0x0a, from);
      begun += chunk.toString('latin1', from, end < 0 ? chunk.length : end);
      if (begun.length > maxLineBytes)
        throw refuse('InvalidRequest', 'The body is not framed as aws-chunked.');
      if (end < 0) return { next: chunk.length, text: undefined };
      const text = begun.replace(/\r$/, '');
      begun = '';
      return { next: end + 1, text };
    },
  };
}

function sizeOf(line: string): number {
  const size = /^([0-9a-fA-F]{1,12})(?:;.*)?$/.exec(line)?.[1];
  if (size === undefined) throw refuse('InvalidRequest', 'The body is not framed as aws-chunked.');
  return Number.parseInt(size, 16);
}

function addTrailer(line: string, trailers: Map<string, string>): void {
  const colon = line.indexOf(':');
  if (colon > 0) trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
}
