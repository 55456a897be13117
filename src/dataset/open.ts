import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type DatasetKind, invalidInput, type Sample, type SampleMeta } from '../domain/index.js';
import { languageOf } from './language.js';
import type { Dataset } from './port.js';
import { readRecords } from './read-records.js';
import { readSample } from './record.js';
import type { Format } from './source.js';
import { DEFAULT_MAX_LINE_BYTES, type FileStamp, type ValidateOptions, validateDataset } from './validate.js';

/**
 * Validates a dataset in one streaming pass and gives lazy access to its samples. Throws one `invalid-input`
 * error with every problem (the first `maxProblems` of them kept, all counted in the message).
 */
export function openDataset(
  ref: { readonly name: string; readonly kind: DatasetKind; readonly path: string },
  options: ValidateOptions = {},
): Dataset {
  const { count, problems, problemCount, hash, format, stamp } = validateDataset(ref.path, options);
  if (problemCount > 0 || hash === undefined || format === undefined || stamp === undefined) {
    const noun = problemCount === 1 ? 'problem' : 'problems';
    throw invalidInput(problems, `dataset "${ref.name}" (${ref.path}): ${problemCount} ${noun}`);
  }
  const maxLineBytes = options.maxLineBytes ?? DEFAULT_MAX_LINE_BYTES;
  const source = { path: ref.path, format, stamp, hash, maxLineBytes };
  const { name, kind, path } = ref;
  const samples = (skip?: (index: number) => boolean): Iterable<Sample> => ({
    [Symbol.iterator]: () => readSamples(source, skip ?? keepAll),
  });
  return {
    name,
    kind,
    path,
    hash,
    count,
    samples,
    metas: () => ({
      *[Symbol.iterator]() {
        for (const sample of samples()) yield metaOf(sample, name, kind);
      },
    }),
  };
}

function metaOf(sample: Sample, dataset: string, datasetKind: DatasetKind): SampleMeta {
  const { id, intent, cluster, tags, weight } = sample;
  const language = languageOf(sample);
  const known = language === undefined ? {} : { language };
  return { id, dataset, datasetKind, intent, cluster, tags, ...known, weight };
}

const keepAll = (): boolean => false;

interface Source {
  readonly path: string;
  readonly format: Format;
  readonly stamp: FileStamp;
  readonly hash: string;
  readonly maxLineBytes: number;
}

function* readSamples(source: Source, skip: (index: number) => boolean): Generator<Sample, void> {
  const { path, format, maxLineBytes } = source;
  const changed = (): never => {
    throw changedFile(path);
  };
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return changed();
  }
  try {
    if (!isUnchanged(fd, source)) changed();
    let index = -1;
    const skipNext = (): boolean => {
      index += 1;
      return skip(index);
    };
    for (const raw of readRecords(fd, format, { path, maxLineBytes, skip: skipNext, onProblem: changed })) {
      yield readSample(raw.value, raw.fallbackId, changed) ?? changed();
    }
  } finally {
    closeSync(fd);
  }
}

/** Size and time tell cheaply; a file that was only touched is recognised by its bytes. */
function isUnchanged(fd: number, { stamp, hash }: Source): boolean {
  const { size, mtimeMs } = fstatSync(fd);
  if (size !== stamp.sizeBytes) return false;
  if (mtimeMs === stamp.modifiedMs) return true;
  const digest = createHash('sha256');
  const buffer = Buffer.allocUnsafe(1 << 20);
  for (let at = 0; at < size; ) {
    const read = readSync(fd, buffer, 0, buffer.length, at);
    if (read === 0) break;
    digest.update(buffer.subarray(0, read));
    at += read;
  }
  return digest.digest('hex') === hash;
}

function changedFile(path: string): Error {
  const hint = 'Do not edit a dataset during a run; start the command again.';
  return invalidInput(
    [{ code: 'dataset-changed', message: 'the dataset changed while it was in use', file: path, hint }],
    `dataset ${path} changed while it was in use`,
  );
}
