import path from 'node:path';
import { batchByLength } from './batches.js';
import { forward, type HiddenState } from './forward.js';
import type { ModelFolder } from './model-folder.js';
import { type Pass, passesOf, type Wanted } from './passes.js';
import { createPieceReader, type Pieces } from './pieces.js';
import { poolSentence, unitRows } from './pooling.js';
import type { Embedding, TokenVectors } from './port.js';

/** What was wanted of a text. */
export interface Encoded {
  readonly sentence?: Embedding;
  readonly tokens?: TokenVectors;
}

/** Encodes in the thread it lives in; the embedder of the port adds cache, thread and sharing of passes. */
export interface Encoder {
  /** What is wanted of each text, in order. */
  encode(wanted: readonly Wanted[]): Promise<readonly Encoded[]>;
  /** Ids of the pieces of each text without the special ones. */
  pieces(texts: readonly string[]): Promise<readonly Int32Array[]>;
  close(): Promise<void>;
}

/** Sixteen texts of 256 pieces at once, or four of 512. */
const LIMITS = { size: 16, area: 16 * 256 ** 2 };

/** Loads tokenizer and weights (about a second); nothing is ever fetched from a network. */
export async function loadEncoder(folder: ModelFolder): Promise<Encoder> {
  const transformers = await import('@xenova/transformers');
  const { AutoModel, AutoTokenizer, env, Tensor } = transformers;
  // Relative to the root, so that encoders of several folders can share the library's one global setting.
  const { root } = path.parse(folder.path);
  const name = path.relative(root, folder.path).split(path.sep).join('/');
  env.localModelPath = root;
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useBrowserCache = false;
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModel.from_pretrained(name, { quantized: false });
  const reader = createPieceReader(tokenizer, folder);
  const padId = tokenizer.pad_token_id ?? 0;
  return {
    async encode(wanted) {
      const pieces = wanted.map(({ text }) => reader.read(text));
      const passes = wanted.flatMap((one, at) => passesOf(at, one, existing(pieces[at]), { folder, reader }));
      const gathered = createGathering(pieces, passes, folder);
      for (const batch of batchByLength(
        passes.map(({ ids }) => ids.length),
        LIMITS,
      )) {
        const members = batch.map((index) => existing(passes[index]));
        const hidden = await forward({ model, rows: members.map(({ ids }) => ids), padId, Tensor });
        for (const [row, pass] of members.entries()) gathered.take(pass, hidden, row);
      }
      return gathered.results();
    },
    async pieces(texts) {
      return texts.map((text) => {
        const { ids, special } = reader.read(text);
        return Int32Array.from(ids.filter((_, at) => special[at] === false));
      });
    },
    async close() {
      await model.dispose();
    },
  };
}

interface Gathering {
  /** Takes from row `row` of a batch what the pass is for. */
  take(pass: Pass, hidden: HiddenState, row: number): void;
  results(): readonly Encoded[];
}

/** Puts together what several passes yield of each text. */
function createGathering(pieces: readonly Pieces[], passes: readonly Pass[], folder: ModelFolder): Gathering {
  const sentences = new Map<number, Embedding>();
  const vectors = new Map<number, Float32Array>();
  const windows = new Map<number, number>();
  for (const { text, taken } of passes) {
    if (taken !== undefined) windows.set(text, (windows.get(text) ?? 0) + 1);
  }
  return {
    take({ text, ids, pooled, taken }, hidden, row) {
      const { length } = existing(pieces[text]).ids;
      if (pooled) {
        const vector = poolSentence(hidden, { row, length: ids.length });
        sentences.set(text, { vector, truncated: length > folder.maxPieces });
      }
      if (taken === undefined) return;
      const { dimensions } = hidden;
      const all = vectors.get(text) ?? new Float32Array(length * dimensions);
      vectors.set(text, all);
      all.set(unitRows(hidden, { row, from: taken.from, to: taken.to }), taken.at * dimensions);
    },
    results: () =>
      pieces.map(({ ids, special, unknown }, text) => {
        const sentence = sentences.get(text);
        const own = vectors.get(text);
        return {
          ...(sentence !== undefined && { sentence }),
          ...(own !== undefined && {
            tokens: {
              ids: Int32Array.from(ids),
              vectors: own,
              special,
              unknown,
              windows: windows.get(text) ?? 0,
            },
          }),
        };
      }),
  };
}

function existing<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the encoder lost a text');
  return value;
}
