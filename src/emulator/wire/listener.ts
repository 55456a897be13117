import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';

/** What the two protocols' requests and responses have in common. */
export type WireRequest = http.IncomingMessage | http2.Http2ServerRequest;
export type WireResponse = http.ServerResponse | http2.Http2ServerResponse;

/** One port that speaks HTTP/1.1 and HTTP/2 with prior knowledge. */
export interface Listener {
  readonly port: number;
  readonly host: string;
  /** Takes no more connections and ends the open ones; never waits longer than a socket's own end. */
  close(): Promise<void>;
}

/** The three bytes with which an HTTP/2 client with prior knowledge begins (`PRI * HTTP/2.0`). */
const http2Preface = 'PRI';

/**
 * Listens on a loopback address. The first bytes of each connection say which protocol it speaks; they are pushed
 * back and the socket goes to a server of that protocol which does not listen itself.
 */
export function listen(options: {
  readonly host: string;
  readonly port: number;
  readonly handle: (request: WireRequest, response: WireResponse) => void;
  readonly connected: (protocol: 'http1' | 'http2') => void;
}): Promise<Listener> {
  const one = http.createServer({ keepAliveTimeout: 60_000 }, options.handle);
  const two = http2.createServer(options.handle);
  // A client that breaks off is no failure of the emulator.
  two.on('sessionError', () => undefined);
  one.on('clientError', (_, socket) => socket.destroy());
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    let first: Buffer<ArrayBufferLike> = Buffer.alloc(0);
    const decide = (chunk: Buffer): void => {
      first = first.length === 0 ? chunk : Buffer.concat([first, chunk]);
      const opening = first.toString('latin1', 0, http2Preface.length);
      // The network may deliver fewer bytes than tell the two apart.
      if (opening.length < http2Preface.length && http2Preface.startsWith(opening)) return;
      socket.off('data', decide);
      socket.pause();
      const protocol = opening === http2Preface ? 'http2' : 'http1';
      options.connected(protocol);
      socket.unshift(first);
      (protocol === 'http2' ? two : one).emit('connection', socket);
      process.nextTick(() => socket.resume());
    };
    socket.on('data', decide);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : options.port;
      resolve({
        port,
        host: options.host,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}

/** Destroys the connection under a response, whatever its protocol. */
export function breakConnection(request: WireRequest): void {
  if ('stream' in request) request.stream.session?.destroy();
  else request.socket.destroy();
}
