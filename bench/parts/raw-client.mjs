import net from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * One keep-alive connection that sends `nextRequest()` (the bytes of a request; undefined ends it) as soon as the
 * answer before has come: no pipelining, no HTTP library. `onAnswer` is given each status. Resolves at the end.
 */
export function runConnection(port, { nextRequest, onAnswer }) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let buffered = Buffer.alloc(0);
    const send = () => {
      const request = nextRequest();
      if (request === undefined) socket.end();
      else socket.write(request);
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
      const head = buffered.indexOf(END_OF_HEAD);
      if (head < 0) return;
      const text = buffered.toString('latin1', 0, head).toLowerCase();
      const length = Number(/\r\ncontent-length: (\d+)/.exec(text)?.[1]);
      if (buffered.length < head + 4 + length) return;
      buffered = buffered.subarray(head + 4 + length);
      onAnswer(Number(text.slice(9, 12)));
      send();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}
