import { readFileSync } from 'node:fs';

/** The project's folder: where models, prices and default rubrics lie, from `src/` and from `dist/` alike. */
export const PACKAGE_ROOT = new URL('../../', import.meta.url);

/** Version of this package, as its manifest has it. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('package.json', PACKAGE_ROOT), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
