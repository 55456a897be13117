import { authenticate } from '../wire/authenticate.js';
import { headerOf, pathOf, type Reporter, type ServiceHandler } from '../wire/exchange.js';
import { breakConnection, type WireRequest, type WireResponse } from '../wire/listener.js';
import { createBucket, deleteBucket, deleteObjects, listBuckets, readBucket } from './bucket-operations.js';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  type MultipartContext,
  uploadPart,
} from './multipart-operations.js';
import { deleteObject, getObject, putObject } from './object-operations.js';
import { dropAnswer, type S3Answer, sendAnswer, sendS3Error } from './s3-answer.js';
import { refuse, type S3Error, S3Refusal, s3Error } from './s3-error.js';
import { readS3Request, type S3Request } from './s3-request.js';
import type { Storage } from './storage.js';
import type { StorageFaultKind, StorageFaultPlan } from './storage-faults.js';

/** What serving S3 needs of its surroundings. */
export interface StorageServiceOptions extends Reporter {
  readonly storage: () => Promise<Storage>;
  readonly faults: StorageFaultPlan;
  readonly now: () => number;
  /** `on-first-use`: every bucket is there; `explicit`: only those that CreateBucket made. */
  readonly buckets: 'on-first-use' | 'explicit';
}

interface Operation {
  readonly name: string;
  readonly run: (request: S3Request, context: OperationContext) => Promise<S3Answer> | S3Answer;
}

interface OperationContext extends MultipartContext {
  readonly faults: StorageFaultPlan;
}

const unknownName = 'S3Unknown';
const minimumPartBytes = 5 * 1024 ** 2;

/** Serves S3 in path style: what batch jobs, the AWS SDK's S3 client and its uploader need of it. */
export function createStorageService(options: StorageServiceOptions): ServiceHandler {
  const { log, line } = options;
  return async (request, response) => {
    const called = readCall(request);
    log.received(called.operation?.name ?? unknownName, headerOf(request, 'amz-sdk-invocation-id'));
    try {
      await serve(called, request, response, options);
    } catch (error) {
      if (!(error instanceof S3Refusal) && (request.destroyed || response.destroyed))
        return line('the client broke off');
      const refused = error instanceof S3Refusal ? error.error : s3Error('InternalError');
      log.failed(refused.code);
      line(`${refused.status} S3 ${error instanceof S3Refusal ? refused.code : String(error)}`);
      sendS3Error(response, refused, { method: request.method ?? 'GET', resource: pathOf(request) });
    } finally {
      log.finished();
    }
  };
}

/** A request taken apart, or why it cannot be. */
type Call =
  | { readonly request: S3Request; readonly operation: Operation | undefined }
  | { readonly request: undefined; readonly operation: undefined; readonly problem: unknown };

function readCall(wire: WireRequest): Call {
  try {
    const request = readS3Request(wire);
    return { request, operation: operationOf(request) };
  } catch (problem) {
    return { request: undefined, operation: undefined, problem };
  }
}

async function serve(
  call: Call,
  wire: WireRequest,
  response: WireResponse,
  options: StorageServiceOptions,
): Promise<void> {
  const fault = options.faults.nextCall(call.operation?.name ?? unknownName);
  if (fault === 's3-reset') return breakConnection(wire);
  const refusal = fault === undefined ? undefined : refusals[fault]?.();
  if (refusal !== undefined) throw new S3Refusal(refusal);
  if (call.request === undefined) throw call.problem;
  authenticateS3(wire);
  const { request, operation } = call;
  if (operation === undefined) throw refuse(request.bucket === '' ? 'MethodNotAllowed' : 'NotImplemented');
  const answer = await carryOut(operation, request, options);
  options.log.answered(operation.name, { invocation: headerOf(wire, 'amz-sdk-invocation-id') });
  if (fault === 's3-lose-answer') {
    await dropAnswer(answer);
    return breakConnection(wire);
  }
  await sendAnswer(response, answer);
  options.line(`${answer.kind === 'xml' ? 200 : (answer.status ?? 200)} S3 ${operation.name}`);
}

const skewMs = 15 * 60_000;
const refusals: { readonly [fault in StorageFaultKind]?: () => S3Error } = {
  's3-slow-down': () => s3Error('SlowDown'),
  's3-internal': () => s3Error('InternalError'),
  's3-access-denied': () => s3Error('AccessDenied'),
  's3-expired-token': () => s3Error('ExpiredToken'),
  's3-clock-skew': () => ({
    ...s3Error('RequestTimeTooSkewed'),
    headers: { date: new Date(Date.now() + skewMs).toUTCString() },
  }),
};

async function carryOut(
  operation: Operation,
  request: S3Request,
  options: StorageServiceOptions,
): Promise<S3Answer> {
  const { store, uploads } = await options.storage();
  const needsBucket = request.bucket !== '' && operation.name !== 'CreateBucket';
  if (needsBucket && !store.hasBucket(request.bucket)) {
    if (options.buckets === 'explicit') throw refuse('NoSuchBucket');
    await store.createBucket(request.bucket);
  }
  const context = { store, uploads, faults: options.faults, nowMs: options.now(), minimumPartBytes };
  return operation.run(request, context);
}

const objectOperations: { readonly [method: string]: Operation } = {
  PUT: { name: 'PutObject', run: (request, { store, nowMs }) => putObject(request, store, nowMs) },
  GET: { name: 'GetObject', run: (request, { store, faults }) => getObject(request, store, faults.nextBody) },
  HEAD: {
    name: 'HeadObject',
    run: (request, { store, faults }) => getObject(request, store, faults.nextBody),
  },
  DELETE: { name: 'DeleteObject', run: (request, { store }) => deleteObject(request, store) },
};

const uploadOperations: { readonly [method: string]: Operation } = {
  PUT: { name: 'UploadPart', run: uploadPart },
  GET: { name: 'ListParts', run: listParts },
  POST: { name: 'CompleteMultipartUpload', run: completeMultipartUpload },
  DELETE: { name: 'AbortMultipartUpload', run: abortMultipartUpload },
};

const bucketOperations: { readonly [method: string]: Operation } = {
  PUT: { name: 'CreateBucket', run: (request, { store }) => createBucket(request, store) },
  GET: { name: 'ListObjectsV2', run: (request, { store }) => readBucket(request, store) },
  HEAD: {
    name: 'HeadBucket',
    run: ({ region }) => ({ kind: 'empty', headers: { 'x-amz-bucket-region': region } }),
  },
  DELETE: { name: 'DeleteBucket', run: (request, { store }) => deleteBucket(request, store) },
};

/** Questions about an object or bucket that this S3 does not know: tags, access lists, versions and like. */
const foreign =
  /^(?:acl|attributes|cors|encryption|legal-hold|lifecycle|logging|notification|object-lock|policy|replication|restore|retention|select|tagging|torrent|uploads|versioning|versions|website)$/;

function operationOf({ method, bucket, key, query }: S3Request): Operation | undefined {
  if (bucket === '')
    return method === 'GET' ? { name: 'ListBuckets', run: (_, { store }) => listBuckets(store) } : undefined;
  if (key !== '' && method === 'POST' && query.has('uploads'))
    return { name: 'CreateMultipartUpload', run: createMultipartUpload };
  if ([...query.keys()].some((name) => foreign.test(name))) return undefined;
  if (key !== '') return (query.has('uploadId') ? uploadOperations : objectOperations)[method];
  if (method === 'POST' && query.has('delete'))
    return { name: 'DeleteObjects', run: (request, { store }) => deleteObjects(request, store) };
  return bucketOperations[method];
}

/** Signed, or presigned in the query; S3 takes no bearer tokens. Throws a refusal. */
function authenticateS3(request: WireRequest): void {
  const refusal = authenticate(request, { accept: 'signature-or-presigned' });
  if (refusal === undefined) return;
  if (refusal.name === 'MissingAuthenticationTokenException') throw refuse('AccessDenied');
  throw refuse('AuthorizationHeaderMalformed', refusal.message);
}
