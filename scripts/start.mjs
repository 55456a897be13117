// The main job: the worked example's run, and then a small search on the emulator. Arguments go to the run; the search
// takes those that say where things are kept, and is left out where the run was asked for something else.
import { spawnSync } from 'node:child_process';

const RUN = 'experiments/mangaassist.yaml';
const SEARCH = 'experiments/mangaassist-search-small.yaml';
/** Flags that both commands take alike, and whether a value follows. */
const SHARED = new Map([
  ['--db', true],
  ['--output', true],
  ['-o', true],
  ['--max-concurrency', true],
  ['-j', true],
]);

const given = process.argv.slice(2);
const ran = parsimony('run', RUN, ...given);
if (ran !== 0) process.exit(ran);

const other = unshared(given);
if (other !== undefined) {
  console.error(
    `note: the small search is left out, since ${other} is for the run: parsimony search ${SEARCH}`,
  );
} else {
  console.log('\nAnd a small search: which model, how long an answer, how many documents? (some seconds)\n');
  process.exitCode = parsimony('search', SEARCH, '--unless-finished', ...given);
}

function parsimony(...args) {
  const { status, signal } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], { stdio: 'inherit' });
  return signal === null ? status : 130;
}

/** The first argument, or the provider of the environment, that the search was not asked for. */
function unshared(args) {
  for (let at = 0; at < args.length; at++) {
    const [flag, value] = args[at].split('=');
    if (!SHARED.has(flag)) return args[at];
    if (SHARED.get(flag) && value === undefined) at++;
  }
  return process.env.PARSIMONY_PROVIDER === undefined ? undefined : 'PARSIMONY_PROVIDER';
}
