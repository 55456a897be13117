import { getProxyForUrl } from 'proxy-from-env';
import { isLoopbackHost } from './endpoint.js';

/**
 * The proxy for a request by the variables of the process (lower or upper case: `https_proxy`, `http_proxy`,
 * `all_proxy`, minus `no_proxy`); empty: none. A loopback host has none: what listens there is an emulator, and a
 * proxy would look for it on its own machine.
 */
export function proxyFor(request: {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
}): string {
  if (isLoopbackHost(request.hostname)) return '';
  const port = request.port === undefined ? '' : `:${request.port}`;
  return getProxyForUrl(`${request.protocol}//${request.hostname}${port}`);
}

/**
 * Every text of the proxy variables that must not be shown: user, password, both as they stand in the URL and
 * decoded, and the Basic header made of them.
 */
export function proxySecrets(env: { readonly [name: string]: string | undefined }): readonly string[] {
  return ['https_proxy', 'http_proxy', 'all_proxy'].flatMap((name) =>
    [env[name], env[name.toUpperCase()]].flatMap((value) => secretsOf(value ?? '')),
  );
}

function secretsOf(proxy: string): readonly string[] {
  const url = URL.canParse(proxy) ? new URL(proxy) : null;
  if (url === null || (url.username === '' && url.password === '')) return [];
  const user = decoded(url.username);
  const password = decoded(url.password);
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  return [url.password, password, basic, `${url.username}:${url.password}`].filter((text) => text !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
