import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { invalidInput, type Problem } from '../domain/index.js';

/** The folder of the model that ships with the package. */
export const embeddedModelPath: string = fileURLToPath(
  new URL('../../models/all-MiniLM-L6-v2', import.meta.url),
);

/** A checked folder in the layout that transformers.js reads. */
export interface ModelFolder {
  /** Absolute. */
  readonly path: string;
  /** Folder name and the first 8 hex digits of the weights' SHA-256. */
  readonly id: string;
  /** Word pieces that the encoder reads of a text, special tokens included. */
  readonly maxPieces: number;
  /** Word pieces that one pass can take, special tokens included: how far the model's positions go, at most 512. */
  readonly windowPieces: number;
  /** Whether combining marks are dropped before tokenising, as uncased BERT tokenizers do. */
  readonly dropsMarks: boolean;
}

const weights = 'onnx/model.onnx';
const required = ['config.json', 'tokenizer.json', 'tokenizer_config.json', weights];
const sumsFile = 'SHA256SUMS';

/** What the original sentence-transformers configuration of all-MiniLM-L6-v2 reads. */
const DEFAULT_MAX_PIECES = 256;

/**
 * Checks that every file is there and, where the folder has `SHA256SUMS`, that none is damaged. Throws
 * `invalid-input` with every problem and how to restore the files.
 */
export async function openModelFolder(folder: string): Promise<ModelFolder> {
  const root = path.resolve(folder);
  const sums = await readSums(root);
  const files = [...new Set([...required, ...sums.keys()])];
  const checked = await Promise.all(files.map((file) => checkFile({ root, file, expected: sums.get(file) })));
  const problems = checked.flatMap((problem) => problem ?? []);
  if (problems.length > 0) throw invalidInput(problems, `the embedding model in ${root} is not usable`);
  const digest = await hashOf(path.join(root, weights));
  const maxPieces = await readMaxPieces(root);
  return {
    path: root,
    id: `${path.basename(root)}@${digest.slice(0, 8)}`,
    maxPieces,
    windowPieces: await readWindowPieces(root, maxPieces),
    dropsMarks: await readDropsMarks(root),
  };
}

async function readSums(root: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(path.join(root, sumsFile), 'utf8').catch(() => '');
  const lines = [...text.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)];
  return new Map(lines.map(([, digest = '', file = '']) => [file, digest]));
}

async function checkFile(options: {
  readonly root: string;
  readonly file: string;
  readonly expected: string | undefined;
}): Promise<Problem | undefined> {
  const { root, file, expected } = options;
  const location = path.join(root, file);
  const info = await stat(location).catch(() => undefined);
  if (info === undefined || !info.isFile()) {
    return {
      code: 'model-file-missing',
      file: location,
      message: 'file of the embedding model is missing',
      hint,
    };
  }
  if (expected === undefined || (await hashOf(location)) === expected) return undefined;
  const message = `file of the embedding model is damaged: its SHA-256 is not the one in ${sumsFile}`;
  return { code: 'model-file-damaged', file: location, message, hint };
}

const hint =
  'Restore the folder from version control (`git checkout -- models`) or install the package again; for a model of your own, point `modelPath` at a folder with config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx.';

/** By path, size and time of change: a file is read again only when it changed. */
const digests = new Map<string, string>();

async function hashOf(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  const key = `${file}\0${size}\0${mtimeMs}`;
  const known = digests.get(key);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  const digest = hash.digest('hex');
  digests.set(key, digest);
  return digest;
}

async function readMaxPieces(root: string): Promise<number> {
  const { max_seq_length: length } = await readObject(path.join(root, 'sentence_bert_config.json'));
  return typeof length === 'number' && Number.isInteger(length) && length > 2 ? length : DEFAULT_MAX_PIECES;
}

/** Attention takes memory with the square of the length: longer texts go in windows even where the model could. */
const MOST_WINDOW_PIECES = 512;

async function readWindowPieces(root: string, maxPieces: number): Promise<number> {
  const { model_max_length: stated } = await readObject(path.join(root, 'tokenizer_config.json'));
  const { max_position_embeddings: positions } = await readObject(path.join(root, 'config.json'));
  const known = [stated, positions].flatMap((limit) =>
    typeof limit === 'number' && limit > 2 ? [limit] : [],
  );
  return known.length === 0 ? maxPieces : Math.min(MOST_WINDOW_PIECES, ...known);
}

async function readDropsMarks(root: string): Promise<boolean> {
  const config = await readObject(path.join(root, 'tokenizer_config.json'));
  return (
    config.tokenizer_class === 'BertTokenizer' && (config.strip_accents ?? config.do_lower_case) === true
  );
}

async function readObject(file: string): Promise<{ readonly [key: string]: unknown }> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The id that an embedder of this folder will have, without loading it. Checks the folder as `loadEmbedder` does. */
export async function identifyModel(folder: string): Promise<string> {
  return (await openModelFolder(folder)).id;
}
