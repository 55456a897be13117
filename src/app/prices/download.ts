import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { text as readAll } from 'node:stream/consumers';
import { invalidInput, type ParsimonyError } from '../../domain/index.js';
import { createProxyAgent, proxyFor } from '../../model/index.js';

/** AWS's largest list of one Region is a few megabytes, all Regions together some tens. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_REDIRECTS = 3;

export interface DownloadOptions {
  /** The whole download, redirects included, takes no longer. */
  readonly timeoutMs: number;
  /** Default 128 MiB. */
  readonly maxBytes?: number;
}

/**
 * A JSON document from a file or an http(s) address, parsed. Proxy variables are honoured; time and size are bounded;
 * an https address is never followed to an http one. Throws `invalid-input` with what to do about it.
 */
export async function readJsonFrom(place: string, options: DownloadOptions): Promise<unknown> {
  const body = /^https?:\/\//i.test(place) ? await download(place, options) : await readFile(place, options);
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : 'unreadable';
    throw refused(
      place,
      `this is not JSON: ${reason}`,
      'Give the address or file of a price list (index.json).',
    );
  }
}

async function readFile(file: string, { maxBytes = MAX_BYTES }: DownloadOptions): Promise<string> {
  const hint = 'Give a file, or an address that begins with https://.';
  let size: number;
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw refused(file, 'this is not a file', hint);
    size = stat.size;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
    throw refused(file, `it cannot be read (${String(error.code)})`, hint);
  }
  if (size > maxBytes) throw tooLarge(file, maxBytes);
  return readAll(createReadStream(file));
}

async function download(address: string, options: DownloadOptions): Promise<string> {
  const { timeoutMs, maxBytes = MAX_BYTES } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  let url = parseUrl(address);
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const answer = await get(url, { signal, maxBytes });
      if (answer.state === 'body') return answer.text;
      const next = new URL(answer.location, url);
      if (!/^https?:$/.test(next.protocol) || (url.protocol === 'https:' && next.protocol === 'http:')) {
        throw refused(address, `it leads to ${next.protocol}//${next.host}, which is not followed`);
      }
      url = next;
    }
  } catch (error) {
    if (signal.aborted)
      throw refused(
        address,
        `it did not come within ${timeoutMs / 1000} s`,
        'Download it and give the file.',
      );
    throw error;
  }
  throw refused(address, `it leads on more than ${MAX_REDIRECTS} times`);
}

type Answer =
  | { readonly state: 'body'; readonly text: string }
  | { readonly state: 'elsewhere'; readonly location: string };

async function get(
  url: URL,
  { signal, maxBytes }: { readonly signal: AbortSignal; readonly maxBytes: number },
): Promise<Answer> {
  const { protocol, hostname, port } = url;
  const proxy = proxyFor({ protocol, hostname, ...(port !== '' && { port: Number(port) }) });
  const agent =
    proxy === '' ? undefined : await createProxyAgent(proxy, protocol, { keepAlive: false, maxSockets: 1 });
  const transport = protocol === 'https:' ? https : http;
  // Not compressed: what is asked for is small, and a bomb then has the size that it says.
  const headers = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'parsimony' };
  return new Promise((resolve, reject) => {
    const request = transport.get(
      url,
      { signal, headers, ...(agent !== undefined && { agent }) },
      (response) => {
        const { statusCode = 0 } = response;
        const { location } = response.headers;
        if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
          response.destroy();
          resolve({ state: 'elsewhere', location });
          return;
        }
        if (statusCode !== 200) {
          response.destroy();
          reject(
            refused(
              url.href,
              `the answer was ${statusCode}`,
              'Check the address; AWS’s lists need no account.',
            ),
          );
          return;
        }
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) {
            response.destroy();
            reject(tooLarge(url.href, maxBytes));
          } else chunks.push(chunk);
        });
        response.on('error', (error) => reject(unreachable(url, error)));
        response.on('end', () => resolve({ state: 'body', text: Buffer.concat(chunks).toString('utf8') }));
      },
    );
    request.on('error', (error) => reject(unreachable(url, error)));
  });
}

function parseUrl(address: string): URL {
  if (URL.canParse(address)) return new URL(address);
  throw refused(address, 'this is not an address');
}

function unreachable(url: URL, error: Error): ParsimonyError {
  const code = 'code' in error ? String(error.code) : error.message;
  return refused(
    `${url.origin}${url.pathname}`,
    `it cannot be reached (${code})`,
    'Check the network and the proxy variables, or download it and give the file.',
  );
}

function tooLarge(place: string, maxBytes: number): ParsimonyError {
  return refused(
    place,
    `it is larger than ${Math.round(maxBytes / 1024 / 1024)} MiB`,
    'Take the list of one Region.',
  );
}

/** User and password of an address stay out of messages. */
function refused(place: string, message: string, hint?: string): ParsimonyError {
  const file = place.replace(/^(https?:\/\/)[^/@]*@/i, '$1');
  return invalidInput(
    [{ code: 'unreadable-price-list', message, file, ...(hint !== undefined && { hint }) }],
    `the price list cannot be read: ${message}`,
  );
}
