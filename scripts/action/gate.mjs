// Runs `parsimony gate` for the GitHub Action, and hands verdict, paths and exit code to the steps that follow. Always
// ends 0: the last step of the action ends with the gate's own code, after comment and artifact.
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const { INPUT_EXPERIMENT: experiment = '', GITHUB_OUTPUT: outputFile } = process.env;
const options = [
  ['--baseline', process.env.INPUT_BASELINE],
  ['--max-cost', process.env.INPUT_MAX_COST],
  ['--fail-on', process.env.INPUT_FAIL_ON],
  ['--filter-intent', process.env.INPUT_FILTER_INTENT],
].flatMap(([flag, value]) => (value === undefined || value === '' ? [] : [`${flag}=${value}`]));

const { code, stdout } = await run(['gate', '--json', '--yes', ...options, '--', experiment]);
const document = parse(stdout);
const reports = document?.reports;
const outputs = {
  'exit-code': String(code),
  verdict: document?.gate?.verdict ?? '',
  run: document?.run?.id ?? '',
  report: reports?.html ?? '',
  markdown: reports?.markdown ?? '',
  folder: reports === undefined ? '' : path.dirname(reports.html),
};
for (const [name, value] of Object.entries(outputs)) {
  // One line each: a line break in a path would start an output of its own.
  if (outputFile !== undefined) appendFileSync(outputFile, `${name}=${value.replace(/[\r\n]+/g, ' ')}\n`);
}
console.log(`verdict: ${outputs.verdict || 'none'} (exit code ${code})`);

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ code: status ?? 1, stdout: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
