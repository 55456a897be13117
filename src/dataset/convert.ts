import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { type ContentHash, invalidInput, ParsimonyError, type Sample } from '../domain/index.js';
import { openDataset } from './open.js';
import type { ValidateOptions } from './validate.js';

const NATIVE_FILE = /\.(?:jsonl|ndjson)$/i;

/** A sample as a native dataset line, without a line end; fields that hold their default are left out. */
function nativeLine(sample: Sample): string {
  const { references, facts } = sample;
  const has = (list: readonly unknown[]): boolean => list.length > 0;
  return JSON.stringify({
    id: sample.id,
    intent: sample.intent === 'default' ? undefined : sample.intent,
    vars: sample.vars,
    documents: has(sample.documents) ? sample.documents : undefined,
    history: has(sample.history) ? sample.history : undefined,
    reference: references.length === 1 ? references[0] : undefined,
    references: references.length > 1 ? references : undefined,
    facts: has(facts.must) || has(facts.mustNot) ? facts : undefined,
    assert: has(sample.assert) ? sample.assert : undefined,
    cluster: sample.cluster === sample.id ? undefined : sample.cluster,
    sessionId: sample.sessionId,
    turn: sample.turn,
    tags: has(sample.tags) ? sample.tags : undefined,
    weight: sample.weight === 1 ? undefined : sample.weight,
    metadata: Object.keys(sample.metadata).length > 0 ? sample.metadata : undefined,
  });
}

/**
 * Writes a dataset of any readable format as native JSONL, streaming. The input is validated first: with a
 * single problem nothing is written and the `invalid-input` error lists them all. The file appears whole or not
 * at all (written beside its place, then renamed); an existing file is replaced, the input itself never. `hash` is
 * that of the source.
 */
export function convertDataset(
  from: string,
  to: string,
  options: ValidateOptions = {},
): { readonly count: number; readonly hash: ContentHash } {
  if (resolve(from) === resolve(to)) {
    const message = 'the converted dataset would overwrite its source';
    throw invalidInput(
      [{ code: 'same-file', message, file: to, hint: 'Name another file to write.' }],
      message,
    );
  }
  if (!NATIVE_FILE.test(to)) {
    const message = 'a converted dataset is JSONL';
    const hint = `Give the file that ending, or it is read as another format: ${basename(to, extname(to))}.jsonl`;
    throw invalidInput([{ code: 'wrong-ending', message, file: to, hint }], message);
  }
  const dataset = openDataset({ name: basename(from), kind: 'golden', path: from }, options);
  const draft = `${to}.${process.pid}.tmp`;
  try {
    writeLines(draft, dataset.samples());
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { force: true });
    if (error instanceof ParsimonyError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const hint = 'Check that the folder exists and can be written.';
    const problem = { code: 'unwritable-file', message: `cannot write: ${reason}`, file: to, hint };
    throw new ParsimonyError('invalid-input', `cannot write ${to}`, { problems: [problem], cause: error });
  }
  return { count: dataset.count, hash: dataset.hash };
}

const BLOCK_CHARS = 1 << 18;

function writeLines(path: string, samples: Iterable<Sample>): void {
  const fd = openSync(path, 'w');
  try {
    let block = '';
    for (const sample of samples) {
      block += `${nativeLine(sample)}\n`;
      if (block.length < BLOCK_CHARS) continue;
      writeAll(fd, block);
      block = '';
    }
    writeAll(fd, block);
  } finally {
    closeSync(fd);
  }
}

/** A write may take only a part. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}
