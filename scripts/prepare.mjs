// Makes a bare clone runnable: installs from the lock file and builds, each only when missing or stale.
// Uses nothing but Node, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const stampFile = 'node_modules/.parsimony-install';
const buildStampFile = 'dist/.build-stamp';

if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink() === true) {
  // `npm ci` empties what a link leads to, under the feet of whoever else works there.
  if (read(stampFile) !== installIdentity())
    process.stderr.write('node_modules is a link: its packages are taken as they are\n');
} else if (read(stampFile) !== installIdentity()) {
  step('Installing dependencies (the native SQLite module may compile for a few minutes)', 'npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeFileSync(stampFile, installIdentity());
}
if (!existsSync('dist/cli/main.js') || read(buildStampFile) !== sourceIdentity()) {
  step('Building', process.execPath, ['scripts/build.mjs']);
  mkdirSync('dist', { recursive: true });
  writeFileSync(buildStampFile, sourceIdentity());
}

/** Lock file and Node major: a native module built for another major does not load. */
function installIdentity() {
  return hash([read('package-lock.json') ?? '', read('package.json') ?? '', process.versions.modules]);
}

function sourceIdentity() {
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  return hash(
    files
      .concat(['tsconfig.json', 'package-lock.json', 'scripts/build.mjs'])
      .flatMap((file) => [file, readFileSync(file)]),
  );
}

function hash(parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex');
}

function read(file) {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
}

function step(title, command, args) {
  process.stderr.write(`${title} …\n`);
  const result = spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write(
      `${title} failed: ${command} ${args.join(' ')} ended with ${result.status ?? result.signal}\n`,
    );
    process.exit(result.status ?? 1);
  }
}
