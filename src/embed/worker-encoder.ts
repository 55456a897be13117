import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Encoder } from './encoder.js';
import type { ModelFolder } from './model-folder.js';
import type { WorkerReply, WorkerRequest } from './worker-protocol.js';

/** How to start the worker from where this module runs. */
export type WorkerEntry =
  | { readonly kind: 'module'; readonly url: URL }
  /** A script that loads the TypeScript entry. */
  | { readonly kind: 'script'; readonly code: string };

/**
 * The compiled worker beside this module; from the sources (tests, tsx) the TypeScript one, loaded through tsx;
 * undefined where neither can be had: the encoder then runs in the caller's thread.
 */
export function findWorkerEntry(): WorkerEntry | undefined {
  const compiled = new URL('./worker.js', import.meta.url);
  if (existsSync(fileURLToPath(compiled))) return { kind: 'module', url: compiled };
  const source = new URL('./worker.ts', import.meta.url);
  try {
    // `--import tsx` in the thread's options does not reach its loader on every Node; registering inside does.
    const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
    const code = `import(${loader}).then(({ register }) => (register(), import(${JSON.stringify(source)})))`;
    return existsSync(fileURLToPath(source)) ? { kind: 'script', code } : undefined;
  } catch {
    return undefined;
  }
}

interface Waiting {
  readonly resolve: (reply: WorkerReply) => void;
  readonly reject: (error: Error) => void;
}

/** An encoder in a thread of its own. The thread keeps the process alive only while it has work. */
export function startWorkerEncoder(folder: ModelFolder, entry: WorkerEntry): Encoder {
  const options = { workerData: folder, execArgv: [] };
  const worker =
    entry.kind === 'module'
      ? new Worker(entry.url, options)
      : new Worker(entry.code, { ...options, eval: true });
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let ended: Error | undefined;

  const exited = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      fail(new Error(`the embedding thread ended with code ${code}`));
      resolve();
    });
  });
  worker.on('error', fail);
  worker.on('message', (reply: WorkerReply) => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if (reply.kind === 'failed') caller?.reject(new Error(`embedding failed: ${reply.message}`));
    else caller?.resolve(reply);
  });
  worker.unref();

  function fail(error: Error): void {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }

  function send(request: WorkerRequest): void {
    worker.ref();
    worker.postMessage(request);
  }

  function ask(request: (id: number) => WorkerRequest): Promise<WorkerReply> {
    if (ended !== undefined) return Promise.reject(ended);
    const id = nextId;
    nextId += 1;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      send(request(id));
    });
  }

  return {
    async encode(wanted) {
      const reply = await ask((id) => ({ kind: 'encode', id, wanted }));
      return reply.kind === 'encoded' ? reply.encoded : [];
    },
    async pieces(texts) {
      const reply = await ask((id) => ({ kind: 'pieces', id, texts }));
      return reply.kind === 'pieces' ? reply.pieces : [];
    },
    async close() {
      if (ended === undefined) send({ kind: 'close' });
      await exited;
    },
  };
}
