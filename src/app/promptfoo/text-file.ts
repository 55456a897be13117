import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { textFlaw } from '../../domain/index.js';

const MOST_BYTES = 16 * 1024 * 1024;

/** A file's text, or why it cannot be had. */
export type ReadFile =
  | { readonly state: 'text'; readonly text: string }
  | { readonly state: 'unreadable'; readonly reason: string };

/** Reads a text file that a configuration names. Never throws. */
export function readTextFile(file: string): ReadFile {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) return { state: 'unreadable', reason: `it has ${size} bytes` };
    const bytes = readFileSync(file);
    const flaw = textFlaw(bytes);
    if (flaw !== undefined) return { state: 'unreadable', reason: flaw.message };
    return { state: 'text', text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { state: 'unreadable', reason: code === 'ENOENT' ? 'it does not exist' : code };
  }
}

/** `file://x` or `x` → absolute paths; `*` in the last part of the path is a pattern. */
export function filesOf(reference: string, folder: string): readonly string[] {
  const written = reference.replace(/^file:\/\//, '');
  const full = path.resolve(folder, written);
  const name = path.basename(full);
  if (!name.includes('*') || existsSync(full)) return [full];
  const pattern = new RegExp(
    `^${name
      .split('*')
      .map((part) => part.replace(/[.+?^${'$'}{}()|[\]\\]/g, '\\$&'))
      .join('.*')}${'$'}`,
  );
  const parent = path.dirname(full);
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((entry) => pattern.test(entry))
    .sort()
    .map((entry) => path.join(parent, entry));
}

/** Files that hold code: they are never read, let alone run. */
export function holdsCode(reference: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|rb|go|sh|exe|wasm)(?::\w+)?$/i.test(reference);
}
