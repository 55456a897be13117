import type { Agent } from 'node:http';

/** A proxy that we cannot speak to; the message names it without its credentials. */
export class ProxyUnsupportedError extends Error {
  override readonly name = 'ProxyUnsupportedError';
}

/**
 * A pooled agent that reaches `protocol` (`http:` or `https:`) hosts through a proxy: https by a CONNECT tunnel,
 * http by a forwarded request. User and password of the URL become `Proxy-Authorization`. Throws
 * `ProxyUnsupportedError` for a proxy that is neither http nor https, or no URL at all.
 */
export async function createProxyAgent(
  proxy: string,
  protocol: string,
  sockets: { readonly keepAlive: boolean; readonly maxSockets: number },
): Promise<Agent> {
  if (!URL.canParse(proxy)) throw new ProxyUnsupportedError('the proxy variable does not hold a URL');
  const url = new URL(proxy);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ProxyUnsupportedError(
      `the proxy ${url.protocol}//${url.host} is neither http nor https; set HTTPS_PROXY to one that is, or name the host in NO_PROXY`,
    );
  }
  if (protocol === 'https:') {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    const agent = new HttpsProxyAgent(url, sockets);
    // Left to itself it looks at the call stack, sees no https when a tunnel falls free, and files it where no
    // request looks for it: every call would open a tunnel of its own.
    agent.isSecureEndpoint = () => true;
    return agent;
  }
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return new HttpProxyAgent(url, sockets);
}
