import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContentHash } from '../domain/index.js';
import type { ProblemReport } from './report.js';
import type { DocumentPath } from './source.js';

/** Rubrics that come with the package: one per criterion, dashes for underscores. */
const SHIPPED_RUBRICS = fileURLToPath(new URL('../../prompts/judges/', import.meta.url));

/** Where the rubric that ships for a criterion would be. */
export function shippedRubric(criterion: string): string {
  return `${SHIPPED_RUBRICS}${criterion.replaceAll('_', '-')}.md`;
}

/** Makes paths of a file absolute: they are relative to the file that names them. */
export function relativeTo(file: string): (path: string) => string {
  return (path) => resolve(dirname(file), path);
}

export function isFile(path: string): boolean {
  return existsAt(path) && statSync(path).isFile();
}

/** Reports a path that is no file, at the place that names it; true when it is one. */
export function requireFile(path: string, what: string, at: DocumentPath, report: ProblemReport): boolean {
  if (isFile(path)) return true;
  const message = existsAt(path) ? `${what} ${path} is not a file` : `${what} ${path} does not exist`;
  report.at(at, 'missing-file', message, 'Paths are relative to the file that names them.');
  return false;
}

/** Reports a path that is no folder, at the place that names it. */
export function requireFolder(path: string, what: string, at: DocumentPath, report: ProblemReport): void {
  if (existsAt(path) && statSync(path).isDirectory()) return;
  const message = `${what} folder ${path} does not exist`;
  report.at(at, 'missing-file', message, 'Paths are relative to the file that names them.');
}

/** Why no file, or no folder with files, can be made at a path: what is there already, or who may write there. */
export function unwritableReason(path: string, what: 'file' | 'folder'): string | undefined {
  let ancestor = path;
  while (!existsAt(ancestor) && dirname(ancestor) !== ancestor) ancestor = dirname(ancestor);
  const isFolder = statSync(ancestor).isDirectory();
  if (ancestor === path && what === 'file' && isFolder) return 'it is a folder';
  if ((ancestor !== path || what === 'folder') && !isFolder) return `${ancestor} is not a folder`;
  try {
    accessSync(ancestor, constants.W_OK);
    return undefined;
  } catch {
    return `there is no permission to write to ${ancestor}`;
  }
}

/** A path below a file does not exist either, though the system calls that another error. */
function existsAt(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** The text of a small file. */
export function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

/** SHA-256 of a file of any size. */
export async function hashFile(path: string): Promise<ContentHash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') as ContentHash;
}
