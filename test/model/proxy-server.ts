import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a client asked a proxy for. */
export interface ProxiedRequest {
  readonly method: string;
  /** The URL of a forwarded request, `host:port` of a tunnel. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** A loopback proxy that forwards http and tunnels https to `upstream`, whatever host was asked for. */
export interface ProxyServer {
  readonly port: number;
  readonly seen: readonly ProxiedRequest[];
  close(): Promise<void>;
}

export async function startProxy(upstreamPort: number, refuseWith?: number): Promise<ProxyServer> {
  const seen: ProxiedRequest[] = [];
  const tunnels = new Set<Duplex>();
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, target: url, headers });
    if (refuseWith !== undefined) return response.writeHead(refuseWith).end('<html>no</html>');
    const { pathname, search } = new URL(url);
    const forwarded = httpRequest(
      { port: upstreamPort, host: '127.0.0.1', method, path: pathname + search, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(forwarded);
  });
  server.on('connect', ({ method = '', url = '', headers }, client) => {
    seen.push({ method, target: url, headers });
    if (refuseWith !== undefined) return client.end(`HTTP/1.1 ${refuseWith} No\r\n\r\n`);
    const upstream = connect(upstreamPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const end of [client, upstream]) {
      tunnels.add(end);
      end.on('error', () => {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: () =>
      new Promise((resolve) => {
        for (const tunnel of tunnels) tunnel.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
