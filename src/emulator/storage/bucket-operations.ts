import { readBody } from '../wire/exchange.js';
import { listObjectsV2 } from './list-objects.js';
import type { ObjectStore } from './object-store.js';
import type { S3Answer } from './s3-answer.js';
import { refuse } from './s3-error.js';
import type { S3Request } from './s3-request.js';
import { xmlElements, xmlText } from './xml.js';

const maxDocumentBytes = 2 * 1024 ** 2;
const mostDeletions = 1_000;

/** ListBuckets: those that were made or first used. */
export function listBuckets(store: ObjectStore): S3Answer {
  return {
    kind: 'xml',
    root: 'ListAllMyBucketsResult',
    elements: {
      Owner: { ID: 'emulator' },
      Buckets: {
        Bucket: store.bucketNames.map((Name) => ({ Name, CreationDate: new Date(0).toISOString() })),
      },
    },
  };
}

/** CreateBucket. Making one's own bucket again is an error everywhere but in us-east-1. */
export async function createBucket(request: S3Request, store: ObjectStore): Promise<S3Answer> {
  await readDocument(request);
  if (store.hasBucket(request.bucket) && request.region !== 'us-east-1')
    throw refuse('BucketAlreadyOwnedByYou');
  await store.createBucket(request.bucket);
  return { kind: 'empty', headers: { location: `/${request.bucket}` } };
}

/** DeleteBucket: only an empty one. */
export async function deleteBucket({ bucket }: S3Request, store: ObjectStore): Promise<S3Answer> {
  if (store.list(bucket, '').length > 0) throw refuse('BucketNotEmpty');
  await store.removeBucket(bucket);
  return { kind: 'empty', status: 204 };
}

/** ListObjectsV2 and GetBucketLocation; other questions about a bucket are not answered. */
export function readBucket({ bucket, query, region }: S3Request, store: ObjectStore): S3Answer {
  if (query.has('location')) {
    const elements = region === 'us-east-1' ? {} : { LocationConstraint: region };
    return { kind: 'xml', root: 'LocationConstraint', elements };
  }
  if (query.get('list-type') !== '2')
    throw refuse(
      'NotImplemented',
      'Of a bucket the emulator answers ListObjectsV2 and GetBucketLocation only.',
    );
  const objects = store.list(bucket, query.get('prefix') ?? '');
  return { kind: 'xml', root: 'ListBucketResult', elements: listObjectsV2(bucket, objects, query) };
}

/** DeleteObjects: up to a thousand at once. */
export async function deleteObjects(request: S3Request, store: ObjectStore): Promise<S3Answer> {
  const document = await readDocument(request);
  const keys = xmlElements(document, 'Object').map((object) => xmlText(object, 'Key'));
  if (keys.length === 0 || keys.length > mostDeletions || keys.includes(undefined))
    throw refuse('MalformedXML');
  const known = keys.filter((key) => key !== undefined);
  for (const key of known) await store.remove(request.bucket, key);
  const quiet = xmlText(document, 'Quiet') === 'true';
  return {
    kind: 'xml',
    root: 'DeleteResult',
    elements: { Deleted: quiet ? [] : known.map((Key) => ({ Key })) },
  };
}

/** The XML of a request. */
export async function readDocument({ wire }: S3Request): Promise<string> {
  const body = await readBody(wire, maxDocumentBytes);
  if (body === undefined) throw refuse('MalformedXML');
  return body.toString('utf8');
}
