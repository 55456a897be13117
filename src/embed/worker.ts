import { parentPort, workerData } from 'node:worker_threads';
import { type Encoder, loadEncoder } from './encoder.js';
import type { ModelFolder } from './model-folder.js';
import type { WorkerReply, WorkerRequest } from './worker-protocol.js';

/** Entry of the embedding thread: inference blocks the thread it runs in, and the runner has calls in flight. */
const port = parentPort;
if (port === null) throw new Error('this module is the entry of a worker thread');

let loading: Promise<Encoder> | undefined;
let queue: Promise<void> = Promise.resolve();

port.on('message', (request: WorkerRequest) => {
  queue = queue.then(() => (request.kind === 'close' ? close() : answer(request.id, request.texts)));
});

async function answer(id: number, texts: readonly string[]): Promise<void> {
  try {
    loading ??= loadEncoder(workerData as ModelFolder);
    const embeddings = await (await loading).encode(texts);
    const dimensions = embeddings[0]?.vector.length ?? 0;
    const vectors = new Float32Array(embeddings.length * dimensions);
    for (const [index, { vector }] of embeddings.entries()) vectors.set(vector, index * dimensions);
    const truncated = embeddings.map((embedding) => embedding.truncated);
    post({ kind: 'encoded', id, vectors, truncated }, [vectors.buffer]);
  } catch (error) {
    post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) }, []);
  }
}

function post(reply: WorkerReply, transfer: readonly ArrayBuffer[]): void {
  port?.postMessage(reply, [...transfer]);
}

async function close(): Promise<void> {
  await (await loading)?.close();
  port?.close();
}
