import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Dataset,
  openDataset,
  type ValidateOptions,
  type Validation,
  validateDataset,
} from '../../src/dataset/index.js';
import type { Problem } from '../../src/domain/index.js';

export const folder = mkdtempSync(join(tmpdir(), 'dataset-test-'));

let serial = 0;

/** Writes content under a fresh name with this extension and gives its path. */
export function file(content: string | Uint8Array, extension = '.jsonl'): string {
  serial += 1;
  const path = join(folder, `data-${serial}${extension}`);
  writeFileSync(path, content);
  return path;
}

/** JSONL of these records. */
export function lines(...records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

export const GOOD = { id: 'a', vars: { question: 'Where is it?' } } as const;

export function validate(
  content: string | Uint8Array,
  extension?: string,
  options?: ValidateOptions,
): Validation {
  return validateDataset(file(content, extension), options);
}

/** `[code, line, path]` of every problem: what a test usually pins. */
export function places(
  problems: readonly Problem[],
): readonly (readonly [string, number | undefined, string | undefined])[] {
  return problems.map(({ code, line, path }) => [code, line, path]);
}

export function open(content: string | Uint8Array, extension?: string): Dataset {
  return openDataset({ name: 'golden', kind: 'golden', path: file(content, extension) });
}
