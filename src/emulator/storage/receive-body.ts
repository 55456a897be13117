import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { headerOf } from '../wire/exchange.js';
import type { WireRequest } from '../wire/listener.js';
import { decodeAwsChunked } from './aws-chunked.js';
import {
  type Checksum,
  type ChecksumAlgorithm,
  checksumAlgorithmOf,
  checksumAlgorithms,
  createDigest,
} from './checksums.js';
import { refuse } from './s3-error.js';

/** A body that was received whole and is what its sender says it is. */
export interface ReceivedBody {
  readonly bytes: number;
  /** Hex. */
  readonly md5: string;
  readonly checksum: Checksum;
}

/** The most that one request may carry, as on the service. */
const maxBodyBytes = 5 * 1024 ** 3;

/**
 * Writes the body of a request to a file, unframed, and compares it with every length and digest that its headers or
 * trailer name. Throws a refusal and leaves no file where one does not hold.
 */
export async function receiveBody(
  request: WireRequest,
  path: string,
  preferred?: ChecksumAlgorithm,
): Promise<ReceivedBody> {
  const length = Number(
    headerOf(request, 'x-amz-decoded-content-length') ?? headerOf(request, 'content-length'),
  );
  if (length > maxBodyBytes) throw refuse('EntityTooLarge');
  const trailers = new Map<string, string>();
  const source: AsyncIterable<Buffer> = isAwsChunked(request) ? decodeAwsChunked(request, trailers) : request;
  const declared = declaredAlgorithm(request) ?? preferred ?? 'crc32';
  const md5 = createDigest('md5');
  const checksum = createDigest(declared);
  const contentHash = signedContentHash(request);
  const sha256 = contentHash === undefined ? undefined : createDigest('sha256');
  let bytes = 0;
  async function* digested(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBodyBytes) throw refuse('EntityTooLarge');
      md5.update(chunk);
      checksum.update(chunk);
      sha256?.update(chunk);
      yield chunk;
    }
  }
  try {
    await pipeline(digested, createWriteStream(path));
    if (Number.isFinite(length) && bytes !== length) throw refuse('IncompleteBody');
    const received: ReceivedBody = {
      bytes,
      md5: md5.digest().toString('hex'),
      checksum: { algorithm: declared, value: checksum.digest().toString('base64'), type: 'FULL_OBJECT' },
    };
    checkDigests(request, trailers, received);
    if (contentHash !== undefined && sha256?.digest().toString('hex') !== contentHash)
      throw refuse('XAmzContentSHA256Mismatch');
    return received;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function isAwsChunked(request: WireRequest): boolean {
  const encoding = headerOf(request, 'content-encoding') ?? '';
  const hash = headerOf(request, 'x-amz-content-sha256') ?? '';
  return /(?:^|,)\s*aws-chunked\s*(?:,|$)/i.test(encoding) || hash.startsWith('STREAMING-');
}

/** The algorithm that the request names in a header of its own, in its trailer's announcement, or by a checksum. */
function declaredAlgorithm(request: WireRequest): ChecksumAlgorithm | undefined {
  const named =
    headerOf(request, 'x-amz-sdk-checksum-algorithm') ??
    headerOf(request, 'x-amz-checksum-algorithm') ??
    headerOf(request, 'x-amz-trailer')?.replace(/^x-amz-checksum-/i, '');
  const sent = checksumAlgorithms.find(
    (algorithm) => headerOf(request, `x-amz-checksum-${algorithm}`) !== undefined,
  );
  return sent ?? checksumAlgorithmOf(named);
}

/** The body's SHA-256 where the signature covers it. */
function signedContentHash(request: WireRequest): string | undefined {
  const hash = headerOf(request, 'x-amz-content-sha256');
  return hash !== undefined && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

function checkDigests(
  request: WireRequest,
  trailers: ReadonlyMap<string, string>,
  { md5, checksum }: ReceivedBody,
): void {
  const sentMd5 = headerOf(request, 'content-md5');
  if (sentMd5 !== undefined) {
    const expected = Buffer.from(sentMd5, 'base64').toString('hex');
    if (expected.length !== md5.length) throw refuse('InvalidDigest');
    if (expected !== md5)
      throw refuse('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const name = `x-amz-checksum-${checksum.algorithm}`;
  const sent = headerOf(request, name) ?? trailers.get(name);
  if (sent !== undefined && sent !== checksum.value) {
    throw refuse(
      'BadDigest',
      `The ${checksum.algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
}
