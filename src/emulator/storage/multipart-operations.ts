import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { headerOf } from '../wire/exchange.js';
import { readDocument } from './bucket-operations.js';
import {
  type Checksum,
  checksumAlgorithmOf,
  checksumElement,
  checksumHeaders,
  compositeChecksum,
  createDigest,
} from './checksums.js';
import { checkWriteCondition } from './object-operations.js';
import type { ObjectStore } from './object-store.js';
import { receiveBody } from './receive-body.js';
import type { S3Answer } from './s3-answer.js';
import { refuse } from './s3-error.js';
import { keptHeaders, type S3Request } from './s3-request.js';
import type { Upload, UploadPart, Uploads } from './uploads.js';
import { xmlElements, xmlText } from './xml.js';

/** What the multipart operations work on. */
export interface MultipartContext {
  readonly store: ObjectStore;
  readonly uploads: Uploads;
  readonly nowMs: number;
  /** The least that every part but the last must have; 5 MiB on the service. */
  readonly minimumPartBytes: number;
}

const mostParts = 10_000;

export async function createMultipartUpload(
  request: S3Request,
  { uploads, nowMs }: MultipartContext,
): Promise<S3Answer> {
  const { wire, bucket, key } = request;
  const algorithm = checksumAlgorithmOf(headerOf(wire, 'x-amz-checksum-algorithm')) ?? 'crc32';
  const type = headerOf(wire, 'x-amz-checksum-type');
  const checksumType = type === 'FULL_OBJECT' || algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE';
  if (checksumType === 'FULL_OBJECT' && algorithm.startsWith('sha'))
    throw refuse(
      'InvalidRequest',
      'The FULL_OBJECT checksum type cannot be used with the sha checksum algorithms.',
    );
  const upload = await uploads.begin({
    bucket,
    key,
    headers: keptHeaders(wire),
    algorithm,
    checksumType,
    startedMs: nowMs,
  });
  return {
    kind: 'xml',
    root: 'InitiateMultipartUploadResult',
    elements: { Bucket: bucket, Key: key, UploadId: upload.id },
    headers: { 'x-amz-checksum-algorithm': algorithm.toUpperCase(), 'x-amz-checksum-type': checksumType },
  };
}

export async function uploadPart(
  request: S3Request,
  { uploads, nowMs }: MultipartContext,
): Promise<S3Answer> {
  const upload = findUpload(request, uploads);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > mostParts)
    throw refuse('InvalidArgument', `Part number must be an integer between 1 and ${mostParts}, inclusive`);
  const { name, path } = uploads.newFile(upload.id);
  const received = await receiveBody(request.wire, path, upload.algorithm);
  if (received.checksum.algorithm !== upload.algorithm) {
    await rm(path, { force: true });
    throw refuse(
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm}, actual checksum Type: ${received.checksum.algorithm}`,
    );
  }
  const { bytes, md5, checksum } = received;
  await uploads.putPart(upload.id, {
    number,
    file: name,
    bytes,
    etag: md5,
    checksum: checksum.value,
    modifiedMs: nowMs,
  });
  return {
    kind: 'empty',
    headers: { etag: `"${md5}"`, [`x-amz-checksum-${checksum.algorithm}`]: checksum.value },
  };
}

/** Joins the parts that the request lists, in ascending order and with the tags they were answered with. */
export async function completeMultipartUpload(
  request: S3Request,
  context: MultipartContext,
): Promise<S3Answer> {
  const { store, uploads, nowMs } = context;
  const upload = findUpload(request, uploads);
  const document = await readDocument(request);
  checkWriteCondition(request, store.find(upload.bucket, upload.key));
  const parts = chosenParts(document, upload, context);
  const file = store.newFile();
  const digest = createDigest(upload.algorithm);
  try {
    await pipeline(async function* joined() {
      for (const part of parts) {
        for await (const chunk of createReadStream(uploads.partPath(upload.id, part))) {
          digest.update(chunk as Buffer);
          yield chunk;
        }
      }
    }, createWriteStream(file.path));
  } catch (error) {
    await rm(file.path, { force: true });
    throw error;
  }
  const checksum: Checksum =
    upload.checksumType === 'COMPOSITE'
      ? compositeChecksum(
          upload.algorithm,
          parts.map((part) => part.checksum),
        )
      : { algorithm: upload.algorithm, value: digest.digest().toString('base64'), type: 'FULL_OBJECT' };
  const claimed = headerOf(request.wire, `x-amz-checksum-${upload.algorithm}`);
  if (claimed !== undefined && claimed !== checksum.value) {
    await rm(file.path, { force: true });
    throw refuse('BadDigest');
  }
  const etag = multipartTag(parts);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const { key, headers } = upload;
  await store.put(upload.bucket, { key, file: file.name, bytes, etag, modifiedMs: nowMs, headers, checksum });
  await uploads.end(upload.id);
  return {
    kind: 'xml',
    root: 'CompleteMultipartUploadResult',
    elements: {
      Location: `/${upload.bucket}/${key}`,
      Bucket: upload.bucket,
      Key: key,
      ETag: `"${etag}"`,
      [checksumElement(checksum.algorithm)]: checksum.value,
      ChecksumType: checksum.type,
    },
    headers: checksumHeaders(checksum),
  };
}

export async function abortMultipartUpload(
  request: S3Request,
  { uploads }: MultipartContext,
): Promise<S3Answer> {
  await uploads.end(findUpload(request, uploads).id);
  return { kind: 'empty', status: 204 };
}

export function listParts(request: S3Request, { uploads }: MultipartContext): S3Answer {
  const upload = findUpload(request, uploads);
  const after = Number(request.query.get('part-number-marker') ?? 0);
  const most = Math.min(Number(request.query.get('max-parts') ?? 1_000), 1_000);
  const left = uploads.parts(upload.id).filter((part) => part.number > after);
  const given = left.slice(0, most);
  const element = checksumElement(upload.algorithm);
  return {
    kind: 'xml',
    root: 'ListPartsResult',
    elements: {
      Bucket: upload.bucket,
      Key: upload.key,
      UploadId: upload.id,
      PartNumberMarker: after,
      NextPartNumberMarker: given.at(-1)?.number ?? 0,
      MaxParts: most,
      IsTruncated: left.length > given.length,
      ChecksumAlgorithm: upload.algorithm.toUpperCase(),
      ChecksumType: upload.checksumType,
      StorageClass: 'STANDARD',
      Part: given.map((part) => ({
        PartNumber: part.number,
        LastModified: new Date(part.modifiedMs).toISOString(),
        ETag: `"${part.etag}"`,
        Size: part.bytes,
        [element]: part.checksum,
      })),
    },
  };
}

function findUpload({ bucket, key, query }: S3Request, uploads: Uploads): Upload {
  const upload = uploads.find(query.get('uploadId') ?? '');
  if (upload === undefined || upload.bucket !== bucket || upload.key !== key) throw refuse('NoSuchUpload');
  return upload;
}

function chosenParts(document: string, upload: Upload, context: MultipartContext): readonly UploadPart[] {
  const known = new Map(context.uploads.parts(upload.id).map((part) => [part.number, part]));
  const element = checksumElement(upload.algorithm);
  const listed = xmlElements(document, 'Part').map((part) => ({
    number: Number(xmlText(part, 'PartNumber')),
    etag: (xmlText(part, 'ETag') ?? '').replace(/^"(.*)"$/, '$1'),
    checksum: xmlText(part, element),
  }));
  if (listed.length === 0) throw refuse('MalformedXML');
  if (listed.some(({ number }, at) => at > 0 && number <= (listed[at - 1]?.number ?? 0)))
    throw refuse('InvalidPartOrder');
  const chosen = listed.map(({ number, etag, checksum }) => {
    const part = known.get(number);
    if (part === undefined || part.etag !== etag) throw refuse('InvalidPart');
    if (checksum !== undefined && checksum !== part.checksum) throw refuse('InvalidPart');
    return part;
  });
  if (chosen.slice(0, -1).some((part) => part.bytes < context.minimumPartBytes))
    throw refuse('EntityTooSmall');
  return chosen;
}

/** The tag of a multipart object: the MD5 of its parts' MD5s, and their number. */
function multipartTag(parts: readonly UploadPart[]): string {
  const digest = createDigest('md5');
  for (const part of parts) digest.update(Buffer.from(part.etag, 'hex'));
  return `${digest.digest().toString('hex')}-${parts.length}`;
}
