import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ParsimonyError } from '../domain/index.js';
import { createReviewRequests, REVIEWS_PATH, type ReviewDesk } from './review-requests.js';
import { indexPage } from './view-index.js';

/** A running viewer. `close` ends open connections too. */
export interface ViewServer {
  /** With a trailing slash, for example `http://127.0.0.1:4173/`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

const HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/**
 * Serves a folder of reports on 127.0.0.1 and nothing else: only report files (html, md, json, xml) below `dir`,
 * links followed only inside it, only to requests that name this host (a page on the web cannot reach it by
 * rebinding a name). `/` lists the runs. Port 0 takes any. Throws `not-found` where `dir` is no folder and
 * `invalid-input` where the port is taken.
 */
export async function serveReports(
  dir: string,
  options: {
    readonly port: number;
    /** Lets readers accept and reject flagged samples in the page; absent: they can only read. */
    readonly reviews?: ReviewDesk;
  },
): Promise<ViewServer> {
  const root = await realpath(dir).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory()) {
    throw new ParsimonyError('not-found', `there is no report folder ${dir}`, {
      hint: 'Run an experiment first, or name the folder that holds its reports.',
    });
  }
  const { reviews } = options;
  const served: Served = {
    root,
    reviews: reviews === undefined ? undefined : createReviewRequests(reviews),
  };
  const server = createServer((request, response) => {
    answer(served, request, response).catch(() => end(response, 500, 'The file could not be read.'));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE' || cause.code === 'EACCES'
          ? new ParsimonyError(
              'invalid-input',
              `port ${options.port} ${cause.code === 'EACCES' ? 'may not be used' : 'is taken'}`,
              {
                hint: 'Give another --port, or 0 for any.',
                cause,
              },
            )
          : cause,
      ),
    );
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

interface Served {
  readonly root: string;
  readonly reviews: ReturnType<typeof createReviewRequests> | undefined;
}

async function answer(
  { root, reviews }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOwnHost(request)) return end(response, 403, 'This server answers only to its own address.');
  if (reviews !== undefined && request.url?.startsWith(`${REVIEWS_PATH}?`) === true) {
    const run = new URLSearchParams(request.url.slice(REVIEWS_PATH.length + 1)).get('run') ?? '';
    const { status, body } = await reviews(request, run);
    response.writeHead(status, { ...HEADERS, 'Content-Type': TYPES['.json'] });
    response.end(`${JSON.stringify(body)}\n`);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return end(response, 405, 'Only GET and HEAD.');
  }
  const pathname = decodedPath(request.url ?? '/');
  if (pathname === undefined) return end(response, 400, 'The address is malformed.');
  if (pathname === '/') {
    response.writeHead(200, {
      ...HEADERS,
      'Content-Type': TYPES['.html'],
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
    response.end(request.method === 'HEAD' ? undefined : await indexPage(root));
    return;
  }
  const file = await fileBelow(root, pathname);
  const type = file === undefined ? undefined : TYPES[path.extname(file)];
  if (file === undefined || type === undefined) return end(response, 404, 'There is no such report.');
  const { size } = await stat(file);
  response.writeHead(200, { ...HEADERS, 'Content-Type': type, 'Content-Length': size });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** The file that a path names, when after all links it lies below `root`; a folder stands for its report. */
async function fileBelow(root: string, pathname: string): Promise<string | undefined> {
  const parts = pathname.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.') || part.includes('\\') || part.includes(path.sep)))
    return undefined;
  try {
    const real = await realpath(path.join(root, ...parts));
    if (real !== root && !real.startsWith(root + path.sep)) return undefined;
    if (!(await stat(real)).isDirectory()) return real;
    return (await readdir(real)).includes('report.html') ? path.join(real, 'report.html') : undefined;
  } catch {
    return undefined;
  }
}

function decodedPath(url: string): string | undefined {
  try {
    const pathname = decodeURIComponent(url.replace(/[?#].*$/s, ''));
    return pathname.startsWith('/') && !pathname.includes('\0') ? pathname : undefined;
  } catch {
    return undefined;
  }
}

function isOwnHost(request: IncomingMessage): boolean {
  const { host } = request.headers;
  const port = request.socket.localPort;
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

function end(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
