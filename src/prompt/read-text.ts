import { readFileSync } from 'node:fs';
import { type Problem, textFlaw } from '../domain/index.js';
import { MAX_TEMPLATE_CHARS } from './engine.js';

/** A file's text; undefined, with a problem, when it is missing, too large or not clean UTF-8. */
export function readText(
  path: string,
  what: 'prompt' | 'few-shot' | 'tools',
  problems: Problem[],
  namedAt: { readonly file?: string; readonly line?: number } = {},
): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const missing = code === 'ENOENT';
    const message = missing
      ? `${what} file ${path} does not exist`
      : `${what} file ${path} cannot be read (${code})`;
    const hint = 'Paths are relative to the file that names them.';
    problems.push({
      code: missing ? 'missing-file' : 'unreadable-file',
      message,
      file: path,
      ...namedAt,
      hint,
    });
    return undefined;
  }
  const flaw = flawOf(bytes);
  if (flaw === undefined) return bytes.toString('utf8');
  problems.push({ ...flaw, file: path });
  return undefined;
}

function flawOf(bytes: Buffer): Omit<Problem, 'file'> | undefined {
  if (bytes.length > 4 * MAX_TEMPLATE_CHARS) {
    const message = `${bytes.length} bytes are more than a prompt may have (${4 * MAX_TEMPLATE_CHARS})`;
    return { code: 'file-too-large', message, hint: 'Bring large texts in through the dataset.' };
  }
  return textFlaw(bytes);
}
