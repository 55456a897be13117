import { hash32 } from '../chance.js';
import type { FaultKind } from '../faults/kinds.js';
import { encodeEvent, encodeException, padding } from '../wire/event-stream.js';
import type { StreamEvent } from './stream-event.js';

/** A piece of a stream's body: a frame, or what a fault leaves of it. */
export interface Piece {
  readonly bytes: Buffer;
  /** What of the answer it carries. */
  readonly text: string;
  /** It is worth waiting for: one more part of the answer. */
  readonly paced: boolean;
}

/** A stream's body as it will be sent. */
export interface ShapedStream {
  readonly pieces: readonly Piece[];
  readonly end: 'clean' | 'destroyed';
}

const exceptions: { readonly [kind in FaultKind]?: readonly [type: string, message: string] } = {
  'stream-throttling': ['throttlingException', 'Too many tokens, please wait before trying again.'],
  'stream-internal': [
    'internalServerException',
    'The system encountered an unexpected error during processing. Try your request again.',
  ],
  'stream-unavailable': [
    'serviceUnavailableException',
    'The service is temporarily unavailable. Try again later.',
  ],
  'stream-validation': ['validationException', 'The model returned the following errors: invalid request'],
  'stream-model-error': [
    'modelStreamErrorException',
    'The model stream was interrupted while the response was generated.',
  ],
  'stream-model-timeout': ['modelTimeoutException', 'The model took too long to generate its response.'],
};

/** Frames the events of an answer, and breaks them as a fault asks. `key` makes the length of the padding. */
export function shapeStream(
  events: readonly StreamEvent[],
  key: string,
  fault: FaultKind | undefined,
): ShapedStream {
  const seed = hash32(key, 0);
  const pieces = events.map(({ type, payload, stage, text }, at) => {
    const p = padding(hash32(String(at), seed) / 4294967296);
    return {
      bytes: encodeEvent(type, JSON.stringify({ ...payload, p })),
      text,
      paced: stage === 'delta',
      stage,
    };
  });
  if (fault === undefined) return { pieces, end: 'clean' };
  const half = halfWay(pieces);
  const until = pieces.slice(0, half);
  const next = pieces[half]?.bytes ?? Buffer.alloc(0);
  const torn = [...until, { bytes: next.subarray(0, next.length >> 1), text: '', paced: false }];
  switch (fault) {
    case 'truncate':
      return { pieces: until, end: 'clean' };
    case 'truncate-in-frame':
      return { pieces: torn, end: 'clean' };
    case 'cut':
      return { pieces: until, end: 'destroyed' };
    case 'cut-in-frame':
    case 'reset-in-body':
      return { pieces: torn, end: 'destroyed' };
    case 'reset-after-body':
      return { pieces, end: 'destroyed' };
    case 'missing-metadata':
      return { pieces: pieces.filter(({ stage }) => stage !== 'metadata'), end: 'clean' };
    case 'missing-message-stop':
      return { pieces: pieces.filter(({ stage }) => stage !== 'stop'), end: 'clean' };
    case 'wrong-order': {
      const stop = pieces.filter(({ stage }) => stage === 'stop');
      const rest = pieces.slice(half).filter(({ stage }) => stage !== 'stop');
      return { pieces: [...until, ...stop, ...rest], end: 'clean' };
    }
    case 'bad-checksum':
      return { pieces: pieces.map((piece, at) => (at === half ? corrupted(piece) : piece)), end: 'clean' };
    default: {
      const exception = exceptions[fault];
      if (exception === undefined) return { pieces, end: 'clean' };
      return {
        pieces: [...until, { bytes: encodeException(...exception), text: '', paced: false }],
        end: 'clean',
      };
    }
  }
}

/** The position after the first half of the deltas. */
function halfWay(pieces: readonly Piece[]): number {
  const first = pieces.findIndex(({ paced }) => paced);
  const deltas = pieces.filter(({ paced }) => paced).length;
  return first + Math.ceil(deltas / 2);
}

function corrupted(piece: Piece): Piece {
  const bytes = Buffer.from(piece.bytes);
  const last = bytes.length - 1;
  bytes.writeUInt8(bytes.readUInt8(last) ^ 0xff, last);
  return { ...piece, bytes };
}
