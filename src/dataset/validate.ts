import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { AssertionSpec, ContentHash, Problem, Sample } from '../domain/index.js';
import { checkContradiction, checkFacts } from './fact-check.js';
import { formatOf, isUtf16 } from './format.js';
import { readJsonlAt } from './jsonl.js';
import { compactKeySet, type KeySet, plainKeySet, type Seen } from './key-set.js';
import type { FactMatcher } from './port.js';
import { readRecords } from './read-records.js';
import { readSample } from './record.js';
import { type ProblemLog, problemLog, type Report } from './sink.js';
import type { Format, RawRecord } from './source.js';

export interface ValidateOptions {
  /** Finds facts that a sample's own references contradict; without it they are not checked. */
  readonly facts?: FactMatcher;
  /** Says what is wrong with an assertion (unknown type, bad pattern); without it only its form is checked. */
  readonly assertionProblem?: (
    assertion: AssertionSpec,
  ) => { readonly message: string; readonly hint?: string } | undefined;
  /** The longest line of a JSONL file, in bytes; 4 MiB by default. */
  readonly maxLineBytes?: number;
  /** How many problems are kept; all are counted. 10,000 by default. */
  readonly maxProblems?: number;
}

export const DEFAULT_MAX_LINE_BYTES = 4 * 1024 * 1024;
const DEFAULT_MAX_PROBLEMS = 10_000;

/** What one pass over a file found. */
export interface Validation {
  /** Records in the file, bad ones included. */
  readonly count: number;
  /** In file order, at most `maxProblems`. */
  readonly problems: readonly Problem[];
  /** All of them, kept or not. */
  readonly problemCount: number;
  /** Of the file's bytes. Undefined when the file could not be read to its end. */
  readonly hash?: ContentHash;
  readonly format?: Format;
  /** Tells whether the file changed since. */
  readonly stamp?: FileStamp;
}

export interface FileStamp {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/**
 * Checks a dataset file in one streaming pass and reports every problem with its line and remedy. Never throws
 * for what is in the file, or for a file that is not there. Memory does not grow with a JSONL file but for 24
 * bytes or so a sample, by which duplicate ids are found.
 */
export function validateDataset(path: string, options: ValidateOptions = {}): Validation {
  const log = problemLog(options.maxProblems ?? DEFAULT_MAX_PROBLEMS);
  const result = (rest: Partial<Validation>): Validation => ({
    count: 0,
    ...rest,
    problems: log.kept,
    problemCount: log.total,
  });
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    log.add(unreadable(path, error));
    return result({});
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) {
      log.add(notAFile(path));
      return result({});
    }
    if (isUtf16(fd)) {
      const hint = 'Save it as UTF-8.';
      log.add({ code: 'invalid-utf8', message: 'the file is UTF-16', file: path, line: 1, hint });
      return result({});
    }
    const format = formatOf(fd, path);
    if (format === undefined) {
      log.add(unknownFormat(path, stat.size));
      return result({});
    }
    const hash = createHash('sha256');
    const count = checkRecords(fd, format, { path, log, options, onChunk: (chunk) => hash.update(chunk) });
    if (count === 0 && log.total === 0) log.add(emptyDataset(path));
    const stamp = { sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
    return result({ count, hash: hash.digest('hex') as ContentHash, format, stamp });
  } finally {
    closeSync(fd);
  }
}

function checkRecords(
  fd: number,
  format: Format,
  context: {
    readonly path: string;
    readonly log: ProblemLog;
    readonly options: ValidateOptions;
    readonly onChunk: (chunk: Uint8Array) => void;
  },
): number {
  const { path, log, options, onChunk } = context;
  const maxLineBytes = options.maxLineBytes ?? DEFAULT_MAX_LINE_BYTES;
  const keySet = (keyOf: (sample: Sample) => string | undefined): KeySet =>
    format === 'jsonl' ? compactKeySet((seen) => keyAgain(fd, seen, maxLineBytes, keyOf)) : plainKeySet();
  const ids = keySet((sample) => sample.id);
  const turns = keySet(turnKey);
  let count = 0;
  const skip = (): boolean => {
    count += 1;
    return false;
  };
  const read = { path, maxLineBytes, skip, onChunk, onProblem: log.add };
  for (const raw of readRecords(fd, format, read)) {
    const report: Report = (code, at, message, hint) =>
      log.add({ code, message, file: path, line: raw.line, ...(at === '' ? {} : { path: at }), hint });
    const sample = readSample(raw.value, raw.fallbackId, report);
    if (sample === undefined) continue;
    checkDuplicates(sample, raw, { ids, turns, report });
    checkContradiction(sample, report);
    if (options.facts !== undefined) checkFacts(sample, options.facts, report);
    if (options.assertionProblem !== undefined) checkAssertions(sample, options.assertionProblem, report);
  }
  return count;
}

function checkDuplicates(
  sample: Sample,
  raw: RawRecord,
  { ids, turns, report }: { readonly ids: KeySet; readonly turns: KeySet; readonly report: Report },
): void {
  const first = ids.add(sample.id, raw);
  if (first !== undefined) {
    const message = `id "${sample.id}" stands twice, first on line ${first.line}`;
    report('duplicate-id', 'id', message, 'Give every sample its own id.');
  }
  const key = turnKey(sample);
  const before = key === undefined ? undefined : turns.add(key, raw);
  if (before !== undefined) {
    const message = `turn ${sample.turn} of session "${sample.sessionId}" stands twice, first on line ${before.line}`;
    report('duplicate-turn', 'turn', message, 'Number the turns of a session without repeats.');
  }
}

function checkAssertions(
  sample: Sample,
  problemOf: NonNullable<ValidateOptions['assertionProblem']>,
  report: Report,
): void {
  for (const [at, assertion] of sample.assert.entries()) {
    const problem = problemOf(assertion);
    if (problem === undefined) continue;
    const { message, hint = 'See the list of assertions.' } = problem;
    report('bad-assertion', `assert[${at}]`, message, hint);
  }
}

function turnKey(sample: Sample): string | undefined {
  return sample.sessionId === undefined || sample.turn === undefined
    ? undefined
    : `${sample.turn}\n${sample.sessionId}`;
}

/** Reads a record again to learn its key: only for suspected duplicates. */
function keyAgain(
  fd: number,
  seen: Seen,
  maxLineBytes: number,
  keyOf: (sample: Sample) => string | undefined,
): string | undefined {
  const sample = readSample(readJsonlAt(fd, seen.offset, maxLineBytes), `line-${seen.line}`, () => {});
  return sample === undefined ? undefined : keyOf(sample);
}

function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT') {
    const hint = 'Paths in an experiment are relative to its file.';
    return { code: 'missing-file', message: 'the dataset does not exist', file: path, hint };
  }
  const hint = 'Check its permissions.';
  return { code: 'unreadable-file', message: `the dataset cannot be read (${code})`, file: path, hint };
}

function notAFile(path: string): Problem {
  const hint = 'Name a .jsonl, .json, .yaml or .csv file.';
  return { code: 'unreadable-file', message: 'the dataset is not a file', file: path, hint };
}

function unknownFormat(path: string, sizeBytes: number): Problem {
  if (sizeBytes === 0) return emptyDataset(path);
  const hint = 'Name it .jsonl, .json, .yaml or .csv after what it holds.';
  return {
    code: 'unknown-format',
    message: 'cannot tell the format of the dataset',
    file: path,
    line: 1,
    hint,
  };
}

function emptyDataset(path: string): Problem {
  return { code: 'empty-dataset', message: 'the dataset holds no sample', file: path, hint: 'Add samples.' };
}
