import { type Encoder, loadEncoder } from './encoder.js';
import { type ModelFolder, openModelFolder } from './model-folder.js';
import type { Embedding, EmbeddingCache, TokenEmbedder } from './port.js';
import { sharePasses } from './shared-passes.js';
import { findWorkerEntry, startWorkerEncoder } from './worker-encoder.js';

/**
 * Opens a sentence encoder in the layout of transformers.js. The files are checked now; thread and weights are
 * loaded with the first text that the cache does not have. Vectors do not depend on what else is in a batch.
 *
 * Throws `invalid-input` for a missing or damaged model folder.
 */
export async function loadEmbedder(options: {
  /** Folder with config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx. */
  readonly modelPath: string;
  readonly cache?: EmbeddingCache;
  /** `worker` (default where possible) leaves the caller's thread free while texts are encoded. */
  readonly thread?: 'worker' | 'own';
}): Promise<TokenEmbedder> {
  const { modelPath, cache, thread = 'worker' } = options;
  const folder = await openModelFolder(modelPath);
  let encoder: Promise<Encoder> | undefined;
  let closed = false;

  async function opened(): Promise<Encoder> {
    if (closed) throw new Error('the embedder is closed');
    encoder ??= startEncoder(folder, thread);
    return encoder;
  }

  const passes = sharePasses(opened);

  return {
    id: folder.id,
    async embed(texts) {
      const known = new Map<string, Embedding>();
      const missing: string[] = [];
      for (const text of new Set(texts)) {
        const cached = cache?.get(folder.id, text);
        if (cached === undefined) missing.push(text);
        else known.set(text, cached);
      }
      if (missing.length > 0) {
        const computed = await passes.encode(missing, 'sentence');
        const entries = missing.map((text, index) => ({
          text,
          embedding: existing(computed[index]?.sentence),
        }));
        for (const { text, embedding } of entries) known.set(text, embedding);
        cache?.put(folder.id, entries);
      }
      return texts.map((text) => existing(known.get(text)));
    },
    async embedTokens(texts) {
      if (texts.length === 0) return [];
      return (await passes.encode(texts, 'tokens')).map(({ tokens }) => existing(tokens));
    },
    async pieces(texts) {
      return texts.length === 0 ? [] : (await opened()).pieces(texts);
    },
    async close() {
      closed = true;
      await (await encoder)?.close();
    },
  };
}

async function startEncoder(folder: ModelFolder, thread: 'worker' | 'own'): Promise<Encoder> {
  const entry = thread === 'worker' ? findWorkerEntry() : undefined;
  return entry === undefined ? loadEncoder(folder) : startWorkerEncoder(folder, entry);
}

function existing<T>(result: T | undefined): T {
  if (result === undefined) throw new Error('the encoder returned fewer results than texts');
  return result;
}
