// Runs all benchmarks, or those named: `node bench/run.mjs [overhead|resume|startup|tokens|emulator|bootstrap|report|recorded-table|search …]`. One JSON document on stdout.
import { existsSync } from 'node:fs';
import { machine } from './parts/machine.mjs';
import { CLI } from './parts/measured-process.mjs';

const ALL = [
  'startup',
  'overhead',
  'resume',
  'tokens',
  'emulator',
  'bootstrap',
  'report',
  'recorded-table',
  'search',
];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no such benchmark: ${unknown.join(', ')}; there are ${ALL.join(', ')}\n`);
  process.exit(2);
}
if (!existsSync(CLI)) {
  process.stderr.write(`${CLI} is not built: npm run build\n`);
  process.exit(2);
}
const results = {};
for (const name of names.length > 0 ? names : ALL) {
  const { title, run } = await import(`./${name}.mjs`);
  const log = (text) => process.stderr.write(`${name}: ${text}\n`);
  log(title);
  results[name] = { title, ...(await run({ log })) };
}
process.stdout.write(
  `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), results }, null, 2)}\n`,
);
