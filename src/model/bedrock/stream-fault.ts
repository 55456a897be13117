/** What can be wrong with a stream itself; the error table knows each. */
export type StreamFaultCode =
  | 'incomplete-stream'
  | 'stream-checksum'
  | 'stream-undecodable'
  | 'stream-out-of-order';

/** A stream that is no answer; its name is the failure's code. */
export class StreamFault extends Error {
  override readonly name: StreamFaultCode;
  constructor(code: StreamFaultCode, message: string) {
    super(message);
    this.name = code;
  }
}

/**
 * What the SDK's decoder threw, as a fault where it is one. Exceptions of the service, lost connections and timeouts
 * stay what they are: they have a name or an errno of their own, where the decoder throws plain errors.
 */
export function streamErrorOf(error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error) return error;
  if (!['Error', 'TypeError', 'RangeError', 'SyntaxError'].includes(error.name)) return error;
  if (/checksum/i.test(error.message)) {
    return new StreamFault('stream-checksum', 'the checksum of a frame does not fit its bytes');
  }
  if (/truncated/i.test(error.message)) {
    return new StreamFault('incomplete-stream', 'the stream ended inside a frame');
  }
  return new StreamFault('stream-undecodable', 'a frame of the stream cannot be read');
}
