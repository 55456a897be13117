import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of batch work, as a proxy sees it pass. */
export interface PassingCall {
  /** `PUT input`, `HEAD input`, `POST job`, `GET job`, `LIST jobs`, `LIST output`, `GET output`, … */
  readonly name: string;
  readonly moment: 'before' | 'after';
}

/** A proxy before the emulator; `onCall` is told of each batch or S3 call before it is passed on and before its answer is. */
export async function startProxy(
  target: string,
  onCall: (call: PassingCall) => 'pass' | 'drop',
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const name = nameOf(incoming);
    const drop = (moment: PassingCall['moment']): boolean =>
      name !== null && onCall({ name, moment }) === 'drop';
    if (drop('before')) return void incoming.destroy();
    const { method, url, headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
      if (drop('after')) {
        answer.resume();
        return void incoming.destroy();
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => incoming.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function nameOf({ method = '', url = '' }: IncomingMessage): string | null {
  if (/^\/model-invocation-jobs/.test(url)) return 'LIST jobs';
  if (/^\/model-invocation-job/.test(url)) return `${method} job`;
  if (!url.startsWith('/parsimony-batch')) return null;
  if (url.includes('list-type=2')) return 'LIST output';
  if (url.includes('manifest.json.out')) return `${method} manifest`;
  return `${method} ${url.includes('.jsonl.out') ? 'output' : 'input'}`;
}
