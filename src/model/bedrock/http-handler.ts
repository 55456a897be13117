import { createProxyAgent } from './proxy-agent.js';
import { proxyFor } from './proxy-for.js';
import { noteSentSecrets } from './sent-secrets.js';

/** How an SDK client reaches its service. */
export interface HttpHandlerOptions {
  /** Requests at once; each has a socket of its own. */
  readonly maxConcurrency: number;
  /** Silence of the server, before or inside an answer, after which a request is given up. */
  readonly requestTimeoutMs: number;
  /** Takes up the credentials that leave in headers, for messages that repeat them; default: they are not noted. */
  readonly secrets?: Set<string>;
}

/** Sockets beyond one per call: a socket that is being closed still counts against the pool. */
const SPARE_SOCKETS = 8;

const CONNECTION_TIMEOUT_MS = 10_000;

/**
 * A request handler for any client of the AWS SDK (`requestHandler`): HTTP/1.1 with kept-alive sockets, pooled and
 * sized by `maxConcurrency`, through the proxy that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` of the
 * process name for the host. A loopback host is never reached through a proxy. The SDK's own clients for
 * credentials (SSO, STS) inherit it from the client that it is given to.
 *
 * The proxy is chosen for each request, not for the endpoint that we know: a profile in ~/.aws/config may redirect
 * the SDK. A proxy that is neither http nor https fails the request as `ProxyUnsupportedError`.
 */
export async function createHttpHandler(options: HttpHandlerOptions): Promise<SdkRequestHandler> {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  type Handler = InstanceType<typeof NodeHttpHandler>;
  const sockets = { keepAlive: true, maxSockets: options.maxConcurrency + SPARE_SOCKETS };
  const handlers = new Map<string, Promise<Handler>>();

  const open = async (proxy: string, protocol: string): Promise<Handler> => {
    const agent = proxy === '' ? sockets : await createProxyAgent(proxy, protocol, sockets);
    return new NodeHttpHandler({
      connectionTimeout: Math.min(CONNECTION_TIMEOUT_MS, options.requestTimeoutMs),
      requestTimeout: options.requestTimeoutMs,
      throwOnRequestTimeout: true,
      // requestTimeout ends with the headers; a body that stalls is the socket's silence.
      socketTimeout: options.requestTimeoutMs,
      httpAgent: agent,
      httpsAgent: agent,
    });
  };
  const handlerFor = (request: { protocol: string; hostname: string; port?: number }): Promise<Handler> => {
    const proxy = proxyFor(request);
    const key = proxy === '' ? '' : `${request.protocol} ${proxy}`;
    const known = handlers.get(key);
    if (known !== undefined) return known;
    const opened = open(proxy, request.protocol);
    handlers.set(key, opened);
    return opened;
  };
  return {
    // The SDK gives this handler to its credential clients only when it is not h2.
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request, handlerOptions) {
      if (options.secrets !== undefined) noteSentSecrets(request.headers, options.secrets);
      return (await handlerFor(request)).handle(request, handlerOptions);
    },
    // What the SDK sets here (a logger, a default socket timeout) is decided above.
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy() {
      for (const opened of handlers.values())
        void opened.then(
          (handler) => handler.destroy(),
          () => {},
        );
    },
  };
}

/** The part of `NodeHttpHandler` that SDK clients use. */
export type SdkRequestHandler = Pick<
  import('@smithy/node-http-handler').NodeHttpHandler,
  'handle' | 'destroy' | 'metadata' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
>;
