import { decodeSegment, headerOf } from '../wire/exchange.js';
import type { WireRequest } from '../wire/listener.js';
import { refuse } from './s3-error.js';

/** A request of S3 in path style. `bucket` is empty for the service itself, `key` for a bucket. */
export interface S3Request {
  readonly wire: WireRequest;
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  /** Of the signature; `us-east-1` where it names none. */
  readonly region: string;
}

const maxKeyBytes = 1024;
/** Letters, digits, dots and hyphens: what can be a folder's name on any system. */
const bucketPattern = /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Takes a request apart. Throws a refusal where its bucket or key can be none. */
export function readS3Request(wire: WireRequest): S3Request {
  const url = wire.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const slash = path.indexOf('/', 1);
  const bucket = decodeSegment(slash < 0 ? path.slice(1) : path.slice(1, slash));
  const key =
    slash < 0
      ? ''
      : path
          .slice(slash + 1)
          .split('/')
          .map(decodeSegment)
          .join('/');
  if (bucket !== '' && !bucketPattern.test(bucket)) throw refuse('InvalidBucketName');
  if (Buffer.byteLength(key) > maxKeyBytes) throw refuse('KeyTooLongError');
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  return { wire, method: wire.method ?? 'GET', bucket, key, query, region: regionOf(wire, query) };
}

/** The headers that an object keeps and gives back. */
export function keptHeaders(request: WireRequest): { readonly [name: string]: string } {
  const kept: { [name: string]: string } = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value !== 'string') continue;
    if (
      name.startsWith('x-amz-meta-') ||
      /^(?:content-(?:type|disposition|language)|cache-control|expires)$/.test(name)
    )
      kept[name] = value;
  }
  const encoding = (headerOf(request, 'content-encoding') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name.toLowerCase() !== 'aws-chunked');
  if (encoding.length > 0) kept['content-encoding'] = encoding.join(',');
  return kept;
}

function regionOf(wire: WireRequest, query: URLSearchParams): string {
  const scope =
    /Credential=([^,\s]+)/.exec(headerOf(wire, 'authorization') ?? '')?.[1] ?? query.get('X-Amz-Credential');
  return scope?.split('/').at(-3) ?? 'us-east-1';
}
