import { parentPort, workerData } from 'node:worker_threads';
import { type Encoded, type Encoder, loadEncoder } from './encoder.js';
import type { ModelFolder } from './model-folder.js';
import type { WorkerReply, WorkerRequest } from './worker-protocol.js';

/** Entry of the embedding thread: inference blocks the thread it runs in, and the runner has calls in flight. */
const port = parentPort;
if (port === null) throw new Error('this module is the entry of a worker thread');

let loading: Promise<Encoder> | undefined;
let queue: Promise<void> = Promise.resolve();

port.on('message', (request: WorkerRequest) => {
  queue = queue.then(() => (request.kind === 'close' ? close() : answer(request)));
});

async function answer(request: Exclude<WorkerRequest, { readonly kind: 'close' }>): Promise<void> {
  const { id } = request;
  try {
    loading ??= loadEncoder(workerData as ModelFolder);
    const encoder = await loading;
    if (request.kind === 'pieces') {
      const pieces = await encoder.pieces(request.texts);
      return post(
        { kind: 'pieces', id, pieces },
        pieces.map(({ buffer }) => buffer),
      );
    }
    const encoded = await encoder.encode(request.wanted);
    post({ kind: 'encoded', id, encoded }, encoded.flatMap(buffersOf));
  } catch (error) {
    post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) }, []);
  }
}

function buffersOf({ sentence, tokens }: Encoded): readonly ArrayBufferLike[] {
  return [
    ...(sentence === undefined ? [] : [sentence.vector.buffer]),
    ...(tokens === undefined ? [] : [tokens.vectors.buffer, tokens.ids.buffer]),
  ];
}

function post(reply: WorkerReply, owned: readonly ArrayBufferLike[]): void {
  const transfer = owned.filter((buffer) => buffer instanceof ArrayBuffer);
  port?.postMessage(reply, transfer);
}

async function close(): Promise<void> {
  await (await loading)?.close();
  port?.close();
}
