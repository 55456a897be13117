// The main job as a user starts it: `npm start` twice (a run and a small search), then verify. Fails when anything it promises is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-smoke-'));
const promoted = 'experiments/promoted/mangaassist.yaml';
const flags = ['--db', path.join(folder, 'parsimony.db'), '--output', folder];
const keep = process.argv[2];

function start() {
  const started = Date.now();
  const run = spawnSync('npm', ['start', '--silent', '--', ...flags], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stderr.write(run.stderr);
  assert(run.status === 0, `npm start ended with ${run.status}\n${run.stdout}`);
  return { stdout: run.stdout, stderr: run.stderr, seconds: (Date.now() - started) / 1000 };
}

/** What the search printed: everything behind the last label. */
function lastOutput({ stdout }) {
  return stdout.slice(stdout.lastIndexOf('EMULATED'));
}

/** The document of the small search, valid against its published schema. */
function readSearch() {
  const file = path.join(searches, 'report.json');
  assert(existsSync(file), 'the small search left no document');
  const document = JSON.parse(readFileSync(file, 'utf8'));
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync('schema/search.schema.json', 'utf8')),
  );
  assert(validate(document), `the document of the small search: ${JSON.stringify(validate.errors)}`);
  return document;
}

function assert(condition, message) {
  if (condition) return;
  console.error(`smoke: ${message}`);
  process.exit(1);
}

rmSync(promoted, { force: true });
const first = start();
process.stdout.write(first.stdout);
const latest = path.join(folder, 'mangaassist', 'latest');
for (const name of ['report.html', 'report.md', 'report.json', 'junit.xml', 'execution.json']) {
  assert(existsSync(path.join(latest, name)), `${name} is missing`);
}
const before = JSON.parse(readFileSync(path.join(latest, 'report.json'), 'utf8'));
assert(
  before.run.emulated === true && first.stdout.startsWith('EMULATED'),
  'emulated numbers are not labelled',
);
assert(
  before.cells.failed === 0 && before.cells.completed === before.cells.planned,
  'not every cell was carried out',
);
const sizes = new Map(
  before.variants[0].slices.filter((slice) => slice.by === 'dataset').map((slice) => [slice.value, slice.n]),
);
assert(
  sizes.get('golden') === 200 && sizes.get('adversarial') === 50,
  `unexpected dataset sizes ${[...sizes]}`,
);
assert(before.promotion !== null && existsSync(promoted), 'nothing was promoted');
assert(
  readFileSync(promoted, 'utf8').includes('emulated: true'),
  'the promoted config is not labelled as emulated',
);

const searches = path.join(folder, 'mangaassist-search-small', 'latest');
const searched = readSearch();
const pages = ['report.html', 'report.md'].map((name) => readFileSync(path.join(searches, name), 'utf8'));
assert(searched.front.length > 0, 'the small search found no front');
assert(
  searched.front.every(({ remeasured }) => remeasured !== null && remeasured.quality.value !== null),
  'the front of the small search was not measured again',
);
assert(
  searched.search.emulated === true &&
    [...pages, lastOutput(first)].every((text) => text.includes('EMULATED')) &&
    first.stderr.includes('EMULATED'),
  'the small search is not labelled as emulated',
);
assert(searched.search.evaluated.failed === 0, 'cells of the small search failed');

const second = start();
const shown = readSearch();
assert(
  second.stderr.includes(`Search ${searched.search.id} was finished before`),
  'the second start does not say that the search was finished',
);
assert(JSON.stringify(shown) === JSON.stringify(searched), 'the search that is shown again is another');
assert(lastOutput(second) === lastOutput(first), 'the second start prints another front');
const after = JSON.parse(readFileSync(path.join(latest, 'report.json'), 'utf8'));
const execution = JSON.parse(readFileSync(path.join(latest, 'execution.json'), 'utf8'));
assert(execution.calls.made === 0, `the second run made ${execution.calls.made} calls`);
for (const document of [before, after]) {
  for (const pointer of document.run.volatile) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop();
    delete keys.reduce((at, key) => at[key], document)[last];
  }
}
assert(
  JSON.stringify(before) === JSON.stringify(after),
  'the second report differs beyond its volatile fields',
);

const verify = spawnSync(process.execPath, ['dist/cli/main.js', 'verify', promoted], { encoding: 'utf8' });
assert(verify.status === 0, `verify ended with ${verify.status}: ${verify.stdout}${verify.stderr}`);
console.log(
  `smoke: npm start ${first.seconds.toFixed(1)} s, again ${second.seconds.toFixed(1)} s; promoted ${before.promotion.variant}; a front of ${searched.front.length} by ${searched.search.evaluated.items} evaluations`,
);
if (keep === undefined) rmSync(folder, { recursive: true, force: true });
else console.log(`smoke: reports kept in ${folder}`);
