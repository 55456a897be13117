import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { createCrc32c, createCrc64Nvme } from './crc.js';

/** The checksums of S3 by the end of their header's name, `x-amz-checksum-…`. */
export const checksumAlgorithms = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** The checksum of an object as S3 gives it back. A composite one is taken over the checksums of the parts. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** base64; `…-<parts>` where composite. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** A running digest. */
export interface Digest {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** Starts a digest of a kind. */
export function createDigest(algorithm: ChecksumAlgorithm | 'md5'): Digest {
  if (algorithm === 'crc32') return createCrc32();
  if (algorithm === 'crc32c') return createCrc32c();
  if (algorithm === 'crc64nvme') return createCrc64Nvme();
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

/** `x-amz-checksum-algorithm` and like headers, in any case; undefined where S3 knows none of that name. */
export function checksumAlgorithmOf(name: string | undefined): ChecksumAlgorithm | undefined {
  return checksumAlgorithms.find((algorithm) => algorithm === name?.toLowerCase());
}

/** The member that holds a checksum in S3's XML, for example `ChecksumCRC32`. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm.toUpperCase()}`;
}

/** The headers in which S3 gives a checksum. */
export function checksumHeaders(checksum: Checksum): { readonly [name: string]: string } {
  return { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** The checksum of a multipart object over the checksums of its parts (base64, in order). */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
  const digest = createDigest(algorithm);
  for (const part of parts) digest.update(Buffer.from(part, 'base64'));
  return {
    algorithm,
    value: `${digest.digest().toString('base64')}-${parts.length}`,
    type: 'COMPOSITE',
  };
}

function createCrc32(): Digest {
  let value = 0;
  return {
    update(bytes) {
      value = crc32(bytes, value);
    },
    digest() {
      const out = Buffer.alloc(4);
      out.writeUInt32BE(value >>> 0);
      return out;
    },
  };
}
