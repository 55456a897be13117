import { readFileSync } from 'node:fs';
import path from 'node:path';
import { jsonLines } from '../../dataset/index.js';
import {
  type ContentHash,
  hashText,
  invalidInput,
  isRecord,
  ParsimonyError,
  type Problem,
} from '../../domain/index.js';
import type { TextPair } from '../../scorer/index.js';

/** A pair of texts as a file gives it. */
export interface FiledPair extends TextPair {
  /** What somebody says of the pair, for example `paraphrase`. */
  readonly label?: string;
  /** Pairs on one topic. */
  readonly cluster?: string;
}

/**
 * Reads pairs of texts: JSON lines, or one JSON array, of `{candidate, reference | references, label?, cluster?}`.
 * Throws `invalid-input` that lists every entry that is none.
 */
export function readPairFile(
  file: string,
  cwd: string,
): { readonly pairs: readonly FiledPair[]; readonly hash: ContentHash } {
  const text = read(path.resolve(cwd, file));
  const problems: Problem[] = [];
  const pairs = entriesOf(text).flatMap(({ value, line }) => {
    const pair = toPair(value);
    if (pair !== undefined) return [pair];
    problems.push({
      code: 'not-a-pair',
      file,
      line,
      message: 'this is no pair of texts',
      hint: 'Write {"candidate": "…", "reference": "…"}, with "label" and "cluster" where thresholds are to be chosen.',
    });
    return [];
  });
  if (problems.length > 0) throw invalidInput(problems);
  return { pairs, hash: hashText(text) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ParsimonyError('not-found', `${file} cannot be read`, {
      cause,
      hint: 'A file of pairs has {"candidate": "…", "reference": "…"} a line; `score` also takes a text and its references, each quoted.',
    });
  }
}

function entriesOf(text: string): readonly { readonly value: unknown; readonly line: number }[] {
  const whole = text.trimStart().startsWith('[') ? parse(text) : undefined;
  if (Array.isArray(whole)) return whole.map((value: unknown) => ({ value, line: 1 }));
  return [...jsonLines(text)].map((line) => ({
    value: line.state === 'json' ? line.value : undefined,
    line: line.line,
  }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toPair(value: unknown): FiledPair | undefined {
  if (!isRecord(value)) return undefined;
  const { candidate, reference, references = [reference], label, cluster } = value;
  if (typeof candidate !== 'string' || !Array.isArray(references)) return undefined;
  const [first, ...others] = references.filter((text) => typeof text === 'string');
  if (first === undefined || others.length < references.length - 1) return undefined;
  return {
    candidate,
    references: [first, ...others],
    ...(typeof label === 'string' && { label }),
    ...(typeof cluster === 'string' && { cluster }),
  };
}
