import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ParsimonyError } from '../../src/domain/index.js';
import { loadEmbedder } from '../../src/embed/index.js';
import { openModelFolder } from '../../src/embed/model-folder.js';

const files = {
  'config.json': '{}',
  'tokenizer.json': '{}',
  'tokenizer_config.json':
    '{"tokenizer_class": "BertTokenizer", "do_lower_case": true, "strip_accents": null}',
  'onnx/model.onnx': 'weights',
};
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parsimony-model-'));
  await mkdir(path.join(folder, 'onnx'));
  const sums: string[] = [];
  for (const [file, text] of Object.entries(files)) {
    await writeFile(path.join(folder, file), text);
    sums.push(`${createHash('sha256').update(text).digest('hex')}  ${file}`);
  }
  await writeFile(path.join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function problemsOf(modelPath: string) {
  const error: unknown = await loadEmbedder({ modelPath }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ParsimonyError)) throw new Error(`expected a ParsimonyError, got ${String(error)}`);
  expect(error.code).toBe('invalid-input');
  return error.problems.map(({ code, file = '', hint }) => [code, path.basename(file), hint !== undefined]);
}

test('a sound folder is identified by its weights', async () => {
  const digest = createHash('sha256').update('weights').digest('hex');
  expect(await openModelFolder(folder)).toMatchObject({
    id: `${path.basename(folder)}@${digest.slice(0, 8)}`,
    maxPieces: 256,
    dropsMarks: true,
  });
});

test('missing and damaged files are all named at once, with how to restore them', async () => {
  await rm(path.join(folder, 'tokenizer.json'));
  await appendFile(path.join(folder, 'config.json'), ' ');
  expect(await problemsOf(folder)).toEqual([
    ['model-file-damaged', 'config.json', true],
    ['model-file-missing', 'tokenizer.json', true],
  ]);
});

test('a file that is damaged after a first good check is noticed', async () => {
  await openModelFolder(folder);
  const weights = path.join(folder, 'onnx/model.onnx');
  await writeFile(weights, 'weightz');
  await utimes(weights, new Date(), new Date(Date.now() + 5000));
  expect(await problemsOf(folder)).toEqual([['model-file-damaged', 'model.onnx', true]]);
});

test('a folder that does not exist names every file', async () => {
  expect(await problemsOf(path.join(folder, 'nowhere'))).toHaveLength(4);
});

test("a model of one's own needs no SHA256SUMS and may say how much it reads", async () => {
  await rm(path.join(folder, 'SHA256SUMS'));
  await writeFile(path.join(folder, 'tokenizer_config.json'), '{"tokenizer_class": "XLMRobertaTokenizer"}');
  await writeFile(path.join(folder, 'sentence_bert_config.json'), '{"max_seq_length": 128}');
  expect(await openModelFolder(folder)).toMatchObject({ maxPieces: 128, dropsMarks: false });
});
