import path from 'node:path';
import type { PreTrainedModel, PreTrainedTokenizer, Tensor } from '@xenova/transformers';
import { batchByLength } from './batches.js';
import type { ModelFolder } from './model-folder.js';
import { poolSentences } from './pooling.js';
import type { Embedding } from './port.js';

/** Computes embeddings in the thread it lives in; `embed` of the port adds cache and thread. */
export interface Encoder {
  /** One embedding per text, in order. */
  encode(texts: readonly string[]): Promise<readonly Embedding[]>;
  close(): Promise<void>;
}

const MAX_BATCH = 16;

/** Loads tokenizer and weights (about a second); nothing is ever fetched from a network. */
export async function loadEncoder(folder: ModelFolder): Promise<Encoder> {
  const transformers = await import('@xenova/transformers');
  const { AutoModel, AutoTokenizer, env } = transformers;
  // Relative to the root, so that encoders of several folders can share the library's one global setting.
  const { root } = path.parse(folder.path);
  const name = path.relative(root, folder.path).split(path.sep).join('/');
  env.localModelPath = root;
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useBrowserCache = false;
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModel.from_pretrained(name, { quantized: false });
  return {
    async encode(texts) {
      const pieces = texts.map((text) => readPieces(tokenizer, text, folder));
      const embeddings: Embedding[] = [];
      for (const batch of batchByLength(
        pieces.map(({ ids }) => ids.length),
        MAX_BATCH,
      )) {
        const rows = batch.map((index) => pieces[index]?.ids ?? []);
        const vectors = await runModel({
          model,
          rows,
          padId: tokenizer.pad_token_id ?? 0,
          Tensor: transformers.Tensor,
        });
        for (const [row, index] of batch.entries()) {
          const vector = vectors[row];
          if (vector === undefined) throw new Error('the embedding model returned fewer vectors than texts');
          embeddings[index] = { vector, truncated: pieces[index]?.truncated === true };
        }
      }
      return embeddings;
    },
    async close() {
      await model.dispose();
    },
  };
}

interface Pieces {
  readonly ids: readonly number[];
  readonly truncated: boolean;
}

function readPieces(tokenizer: PreTrainedTokenizer, text: string, folder: ModelFolder): Pieces {
  // The library's tokenizer keeps the voicing marks of kana where the original drops every combining mark.
  const prepared = folder.dropsMarks ? text.normalize('NFD').replace(/\p{Mn}/gu, '') : text;
  const ids: readonly number[] = tokenizer.encode(prepared);
  const last = ids.at(-1);
  if (ids.length <= folder.maxPieces || last === undefined) return { ids, truncated: false };
  return { ids: [...ids.slice(0, folder.maxPieces - 1), last], truncated: true };
}

/** Sequences are padded by hand: with a maximum length the library pads every batch to that length. */
async function runModel(options: {
  readonly model: PreTrainedModel;
  readonly rows: readonly (readonly number[])[];
  readonly padId: number;
  readonly Tensor: typeof Tensor;
}): Promise<readonly Float32Array[]> {
  const { model, rows, padId, Tensor } = options;
  const sequence = Math.max(...rows.map((row) => row.length));
  const size = rows.length * sequence;
  const ids = new BigInt64Array(size).fill(BigInt(padId));
  const mask = new BigInt64Array(size);
  for (const [row, pieces] of rows.entries()) {
    for (const [at, id] of pieces.entries()) {
      ids[row * sequence + at] = BigInt(id);
      mask[row * sequence + at] = 1n;
    }
  }
  const shape = [rows.length, sequence];
  const inputs = {
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
    token_type_ids: new Tensor('int64', new BigInt64Array(size), shape),
  };
  const output: unknown = await model.forward(inputs);
  const hidden = lastHiddenState(output);
  const dimensions = hidden.data.length / size;
  const lengths = rows.map((row) => row.length);
  const vectors = poolSentences({ hidden: hidden.data, lengths, sequence, dimensions });
  for (const tensor of [...Object.values(inputs), hidden]) release(tensor);
  return vectors;
}

function lastHiddenState(output: unknown): { readonly data: Float32Array } {
  const tensor: unknown =
    typeof output === 'object' && output !== null && 'last_hidden_state' in output
      ? output.last_hidden_state
      : undefined;
  if (
    typeof tensor === 'object' &&
    tensor !== null &&
    'data' in tensor &&
    tensor.data instanceof Float32Array
  ) {
    return { ...tensor, data: tensor.data };
  }
  throw new Error('the embedding model returned no last_hidden_state of 32-bit floats');
}

/** Tensors hold native memory in newer runtimes and plain arrays in older ones, which have nothing to dispose. */
function release(tensor: object): void {
  if ('dispose' in tensor && typeof tensor.dispose === 'function') tensor.dispose();
}
