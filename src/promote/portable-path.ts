import path from 'node:path';

/** Relative, with forward slashes: the file is committed and read on other machines. */
export function portable(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}
